"""What was found in a file."""

from dataclasses import dataclass


class NotScanned(ValueError):
    """Nothing can be said of the file; the message is a Chinese sentence for the editor."""


@dataclass(frozen=True)
class Located:
    """One text of a file and where it stands in it, as the program that made it names places."""

    place: str
    text: str


@dataclass(frozen=True)
class Scanned:
    """`texts` are those with anything in them that no reader may see.

    `hidden`: what the file hides; `traces`: who wrote it, places of photos; `revisions`: where
    comments and changes stand that nobody settled;
    `unread`: sentences on what could not be looked at; `has_text` is false of a scan.
    """

    texts: tuple[Located, ...] = ()
    hidden: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()
    revisions: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    has_text: bool = True
