"""What is told of two editions."""

from dataclasses import dataclass

from .characters import Run, runs

CHANGED, ADDED, REMOVED, MOVED = "changed", "added", "removed", "moved"
WORDS = {CHANGED: "修改", ADDED: "新增", REMOVED: "删去", MOVED: "移动"}


@dataclass(frozen=True)
class Part:
    """A line, cell or name before and after; `label` says which, "" where the place says it all."""

    label: str
    old: tuple[Run, ...]
    new: tuple[Run, ...]

    @classmethod
    def of(cls, label: str, old: str, new: str) -> "Part":
        before, after = runs(old, new)
        return cls(label, tuple(before), tuple(after))


@dataclass(frozen=True)
class Change:
    """An element or section that differs. `section` is the number of its address, if it has one."""

    place: str
    kind: str
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
    section: int | None = None

    @property
    def word(self) -> str:
        return WORDS[self.kind]


@dataclass(frozen=True)
class Relabelled:
    """A section that says what it said, under another number: 3. → 2."""

    old: str
    new: str
    heading: str


@dataclass(frozen=True)
class Differences:
    """`same` counts the sections that say what they said, renumbered ones among them."""

    changes: tuple[Change, ...]
    relabelled: tuple[Relabelled, ...]
    same: int

    @property
    def are_none(self) -> bool:
        return not self.changes and not self.relabelled


def element(place: str, old: str, new: str) -> list[Change]:
    """The change of an element that is one text; none where it says the same."""
    if old == new:
        return []
    kind = CHANGED if old and new else ADDED if new else REMOVED
    return [Change(place, kind, (Part.of("", old, new),))]
