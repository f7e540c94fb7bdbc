"""What an import has to tell the editor: a doubt, or why it cannot be made."""

from dataclasses import dataclass


class Unreadable(ValueError):
    """The file cannot be imported; the message is a Chinese sentence for the editor."""


@dataclass(frozen=True)
class Doubt:
    """What a person has to look at: a sentence, and where its line begins.

    at counts characters: of the repaired text while lines are being recognised, of the decoded
    source in an ImportedNotice; None where no line is meant.
    """

    sentence: str
    at: int | None = None
