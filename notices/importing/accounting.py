"""Where every character of the source went: into one place of the notice, or set aside."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from .repairing import Edit
from .result import ImportedNotice
from .roles import Role

BLANK = "blank"
LOST = "lost"


@dataclass(frozen=True)
class Span:
    """source[start:end] went to `place`: a Role, a kind of repair that took it out, or BLANK.

    section counts the sections from 1 for HEADING and BODY. LOST is what no line holds; there is
    none, a property test says.
    """

    start: int
    end: int
    place: str
    section: int = 0


def account(read: ImportedNotice) -> list[Span]:
    """The spans of the source, in order, from its first character to its last."""
    parts = sorted(
        (start, end, line.role, line.section) for line in read.lines for start, end in line.parts
    )
    edits = sorted(read.edits, key=lambda edit: (edit.start, edit.end))
    starts = [edit.start for edit in edits]
    spans, done = [], 0
    for start, end, role, section in [*parts, (len(read.source), len(read.source), "", 0)]:
        gap = edits[bisect_left(starts, done) : bisect_left(starts, start)]
        spans += _between(read.source, gap, done, start)
        if start < end:
            within = section if role in (Role.HEADING, Role.BODY) else 0
            spans.append(Span(start, end, role, within))
        done = end
    return spans


def _between(source: str, edits: list[Edit], start: int, end: int) -> Iterator[Span]:
    """What stands between two lines: blanks, and what a repair took out."""
    for edit in edits:
        if start <= edit.start and edit.end <= end:
            if start < edit.start:
                yield _plain(source, start, edit.start)
            yield Span(edit.start, edit.end, edit.kind)
            start = edit.end
    if start < end:
        yield _plain(source, start, end)


def _plain(source: str, start: int, end: int) -> Span:
    return Span(start, end, LOST if source[start:end].strip() else BLANK)
