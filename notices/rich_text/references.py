"""References between sections: `<a href="#s12" class="xref">第二部分第（一）项</a>`.

The number is the target's own, given once; the words are nobody's to type, they follow from the
outline. All functions take cleaned HTML.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape

from .cleaning import clean

NOWHERE = 0  # the number of no section
_REFERENCE = re.compile(r'(<a href="#s)([0-9]+)(" class="xref"[^>]*>)(.*?)(</a>)', re.DOTALL)
_LINK_OR_TAG = re.compile(r"(<a\b.*?</a>|<[^>]*>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Reference:
    """One reference: the number of the section it leads to, the words it has now."""

    number: int
    words: str


def references(html: str) -> list[Reference]:
    """The references of a text, in its order."""
    return [_read(found) for found in _REFERENCE.finditer(html)]


def with_words(html: str, words: Mapping[int, str]) -> str:
    """Every reference in the words its target has; without a target the words stay as they are."""

    def reworded(found: re.Match[str]) -> str:
        own = words.get(int(found[2]))
        inner = escape(own, quote=False) if own else found[4]
        return f"{found[1]}{found[2]}{found[3]}{inner}{found[5]}"

    return _REFERENCE.sub(reworded, html)


def led_to(html: str, to: Callable[[int], int]) -> str:
    """Every reference to the section that `to` gives for its own; NOWHERE is none."""
    return _REFERENCE.sub(
        lambda found: f"{found[1]}{to(int(found[2]))}{found[3]}{found[4]}{found[5]}", html
    )


def as_text(html: str, write: Callable[[Reference], str | None]) -> str:
    """The HTML with text in the place of each reference; where that is None the reference stays."""

    def written(found: re.Match[str]) -> str:
        text = write(_read(found))
        return found[0] if text is None else escape(text, quote=False)

    return _REFERENCE.sub(written, html)


def linked(html: str, one: Reference) -> str:
    """The HTML with the reference where its words stand first, as a whole citation and unlinked."""
    words = re.compile(
        f"(?<![部分章节编条项目]){re.escape(escape(one.words, quote=False))}(?![第（“])"
    )
    pieces = _LINK_OR_TAG.split(html)
    for at, piece in enumerate(pieces[::2]):
        if words.search(piece):
            link = reference(one.number, one.words).replace("\\", r"\\")
            pieces[2 * at] = words.sub(link, piece, count=1)
            return clean("".join(pieces))
    return html


def reference(number: int, words: str) -> str:
    """A reference, for `clean` to take in."""
    return f'<a href="#s{number}" class="xref">{escape(words, quote=False)}</a>'


def _read(found: re.Match[str]) -> Reference:
    return Reference(int(found[2]), unescape(_TAG.sub("", found[4])))
