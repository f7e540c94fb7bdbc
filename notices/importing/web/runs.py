"""Runs of one paragraph → its text as a browser shows it, with marks."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from ..blocks import Mark
from .markup import BREAK, Run
from .styles import MARKS, Style

# A line end of the source stands for nothing between two wide characters, else for a blank.
_WIDE = r"[\u2018-\u201f\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
_SPACE = re.compile(r"[ \t\n]+")
_WIDE_CHARACTER = re.compile(_WIDE)
_BLANKS = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")


@dataclass(frozen=True)
class Line:
    """A line between two breaks: its text, blanks at the ends cut; the style of each character.

    indented: whether it began with blanks that a browser shows.
    """

    text: str
    styles: tuple[Style, ...]
    indented: bool = False

    def marks(self) -> tuple[Mark, ...]:
        """The marks of the text, by start."""
        found = [mark for tag in MARKS for mark in self._spans(tag)] + self._spans("href")
        return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end)))

    def bold(self) -> int:
        """How many characters from the start are bold."""
        for place, style in enumerate(self.styles):
            if not style.strong and self.text[place].strip():
                return len(self.text[:place].rstrip())
        return len(self.text)

    def linked(self) -> int:
        """How many characters stand in a link."""
        return sum(style.linked for style in self.styles)

    def part(self, start: int, end: int | None = None) -> "Line":
        """The characters from start to end, blanks at the ends cut."""
        text = self.text[start:end]
        left = len(text) - len(text.lstrip())
        text = text.strip()
        first = start + left
        return Line(text, self.styles[first : first + len(text)], self.indented)

    def _spans(self, name: str) -> list[Mark]:
        spans, start, value = [], 0, ""
        for place, style in enumerate([*self.styles, None]):
            here = getattr(style, name) if style else ""
            if here != value:
                if value and self.text[start:place].strip():
                    href = value if name == "href" else ""
                    spans.append(Mark(start, place, "a" if href else name, href))
                start, value = place, here
        return spans


def lines(runs: list[Run]) -> list[Line]:
    """Return the lines of a paragraph; one that is blank has the text ""."""
    text, styles = _collapsed(runs)
    found, start = [], 0
    for piece in text.split(BREAK):
        stripped = piece.strip()
        blanks = piece[: len(piece) - len(piece.lstrip())]
        first = start + len(blanks)
        indented = len(blanks) > 1 or "\u3000" in blanks
        found.append(Line(stripped, tuple(styles[first : first + len(stripped)]), indented))
        start += len(piece) + 1
    return found


def _collapsed(runs: list[Run]) -> tuple[str, list[Style]]:
    """The characters that a browser shows, and the style of each."""
    raw = "".join(run.text for run in runs)
    ends = list(accumulate(len(run.text) for run in runs))
    pieces, styles, place = [], [], 0

    def take(start: int, end: int) -> None:
        pieces.append(raw[start:end])
        index = bisect_right(ends, start)
        while start < end:
            stop = min(end, ends[index])
            styles.extend([runs[index].style] * (stop - start))
            start, index = stop, index + 1

    for space in _SPACE.finditer(raw):
        take(place, space.start())
        if not _stands_for_nothing(raw, space):
            take(space.start(), space.start() + 1)
            pieces[-1] = " "
        place = space.end()
    take(place, len(raw))
    return "".join(pieces).translate(_BLANKS), styles


def _stands_for_nothing(raw: str, space: re.Match) -> bool:
    before = raw[max(space.start() - 1, 0) : space.start()]
    after = raw[space.end() : space.end() + 1]
    if before == BREAK or after == BREAK:
        return True
    wide = _WIDE_CHARACTER.match(before) and _WIDE_CHARACTER.match(after)
    return "\n" in space[0] and bool(wide)
