"""比对原件: the kept original beside what is to be published, character by character.

    compare(read, payload)  ->  a Comparison

`told` puts both into lines in the order of the page, `sides` these into one text without blanks.
Blanks and line ends are no differences; what the import repaired, rewrote in the page's form or
set aside is told apart from what is different.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ..canonical import digest_of
from ..diff import Run
from ..diff.matching import Change, changes
from ..importing import ImportedNotice
from .sides import Side
from .told import PLACES, Rewritten, Told, original_lines, page_lines, squeezed

__all__ = ["Comparison", "Difference", "Repair", "Rewritten", "Told", "compare"]

_CONTEXT = 16  # characters shown on either side
_NEAR = 4  # characters between two changes of one sentence that are told as one
_SENTENCE_ENDS = frozenset("。！？；")


@dataclass(frozen=True)
class Difference:
    """The original says old where the page says new; "" where one of them says nothing.

    before and after are the page's characters around it in its line, blanks left out.
    """

    place: str
    before: str
    old: str
    new: str
    after: str

    @property
    def digest(self) -> str:
        """What an acceptance names: the words and what they stand between."""
        return digest_of([self.before, self.old, self.new, self.after])


@dataclass(frozen=True)
class Repair:
    """A repair of the import: source → new, and what stands around it in the source."""

    before: str
    old: str
    new: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """Every difference in the order of the page, and what is none.

    source: what the file says, before any repair. original and page: both texts, a list of runs a
    line, in the order of the page. repairs: by kind (importing.KINDS), those that changed more than
    blanks; rewritten: elements in the page's form; set_aside: 未采用.
    """

    differences: tuple[Difference, ...]
    source: str
    original: list[list[Run]]
    page: list[list[Run]]
    repairs: dict[str, list[Repair]]
    rewritten: tuple[Rewritten, ...]
    set_aside: tuple[Told, ...]

    @property
    def is_same(self) -> bool:
        return not self.differences


def compare(read: ImportedNotice, payload: Mapping) -> Comparison:
    """What the original, as it was read, and the notice (payload, format 1) say differently."""
    page = page_lines(payload)
    told, rewritten, set_aside = original_lines(read, payload, page)
    original = Side.of(told)
    published = Side.of([Told(PLACES[role], text) for role, text in page])
    found = [
        change
        for change in changes(original.text, published.text)
        if not _is_undone_repair(change, original, published)
    ]
    groups = _grouped(found, published)
    return Comparison(
        tuple(_difference(group, original, published) for group in groups),
        read.source,
        original.marked((group.start, group.end) for group in groups),
        published.marked((group.at, group.until) for group in groups),
        _repairs(read),
        tuple(rewritten),
        tuple(set_aside),
    )


def _is_undone_repair(change: Change, original: Side, published: Side) -> bool:
    """Whether the page says what the original said before the import repaired it."""
    if not original.lines:
        return False
    old, new = original.text[change.start : change.end], published.text[change.at : change.until]
    edits = original.line(change.start).edits | original.line(max(change.start - 1, 0)).edits
    if (new, old) in edits:
        return True
    return len(old) == len(new) > 0 and all(
        mine == theirs or (mine, theirs) in edits for theirs, mine in zip(old, new)
    )


def _grouped(found: list[Change], published: Side) -> list[Change]:
    """Changes near one another in a sentence of one line as one."""
    groups: list[Change] = []
    for change in found:
        last = groups[-1] if groups else None
        if last and _is_near(last.until, change.at, published):
            groups[-1] = Change(last.start, change.end, last.at, change.until)
        else:
            groups.append(change)
    return groups


def _is_near(end: int, start: int, published: Side) -> bool:
    between = published.text[end:start]
    one_line = published.line(max(end - 1, 0)) is published.line(start)
    return len(between) <= _NEAR and one_line and not _SENTENCE_ENDS & set(between)


def _difference(change: Change, original: Side, published: Side) -> Difference:
    page = published.text
    side, at = (published, change.at) if change.at < change.until else (original, change.start)
    first, last = (
        published.bounds(change.at)[0],
        published.bounds(max(change.until - 1, change.at))[1],
    )
    return Difference(
        side.line(at).place if side.lines else "",
        page[max(change.at - _CONTEXT, first) : change.at],
        original.text[change.start : change.end],
        page[change.at : change.until],
        page[change.until : min(change.until + _CONTEXT, last)],
    )


def _repairs(read: ImportedNotice) -> dict[str, list[Repair]]:
    found: dict[str, list[Repair]] = {}
    for edit in read.edits:
        old = read.source[edit.start : edit.end]
        if squeezed(old) != squeezed(edit.new):
            before = read.source[max(edit.start - _CONTEXT, 0) : edit.start]
            after = read.source[edit.end : edit.end + _CONTEXT]
            repair = Repair(before.split("\n")[-1], old, edit.new, after.split("\n")[0])
            found.setdefault(edit.kind, []).append(repair)
    return found
