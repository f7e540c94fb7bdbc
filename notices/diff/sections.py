"""The outline: sections are known by their number, and moved ones told as moved."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .matching import longest_chain
from .shapes import ADDED, CHANGED, MOVED, REMOVED, Change, Relabelled
from .texts import texts

LONGEST = 16  # characters of a heading that name a section without label


@dataclass(frozen=True)
class Outline:
    """The sections of a payload; `parents` are places in the list, None at the top."""

    rows: Sequence[dict]
    parents: tuple[int | None, ...]
    places: tuple[str, ...]  # labels from the top: 二、（二）1.

    @classmethod
    def of(cls, rows: Sequence[dict]) -> "Outline":
        parents, places, open_ = [], [], []
        for at, row in enumerate(rows):
            open_ = [above for above in open_ if rows[above]["depth"] < row["depth"]]
            parent = open_[-1] if open_ else None
            parents.append(parent)
            places.append(_place(places[parent] if open_ else "", row))
            open_.append(at)
        return cls(rows, tuple(parents), tuple(places))


def _place(above: str, row: dict) -> str:
    if row["label"]:
        return above + row["label"]
    return above + (f"“{row['heading'][:LONGEST]}”" if row["heading"] else "（不编号）")


@dataclass
class Compared:
    changes: list[Change]
    relabelled: list[Relabelled]
    same: int


def sections(old: Sequence[dict], new: Sequence[dict]) -> Compared:
    """What differs between the sections of two payloads, in the order of the later one."""
    one, other = Outline.of(old), Outline.of(new)
    pairs = _pairs(old, new)
    moved = _moved(one, other, pairs)
    gone = _gone(one, set(pairs.values()))
    told = Compared(gone[None], [], 0)
    for at, row in enumerate(new):
        if at not in pairs:
            told.changes.append(_added(other, at))
            continue
        before = pairs[at]
        change = _change(one, before, other, at, at in moved)
        if change:
            told.changes.append(change)
        else:
            told.same += 1
            told.relabelled += _relabelled(old[before], row)
        told.changes += gone[before]
    return told


def _relabelled(old: dict, new: dict) -> list[Relabelled]:
    if old["label"] == new["label"]:
        return []
    return [Relabelled(old["label"], new["label"], new["heading"])]


def _pairs(old: Sequence[dict], new: Sequence[dict]) -> dict[int, int]:
    """Place in the later outline → place in the earlier, by number.

    A section that was taken out and put in again, word for word, is the same.
    """
    known = {row["number"]: at for at, row in enumerate(old)}
    pairs = {at: known[row["number"]] for at, row in enumerate(new) if row["number"] in known}
    kept = set(pairs.values())
    left = {_words(row): at for at, row in enumerate(old) if at not in kept}
    for at, row in enumerate(new):
        if at not in pairs and _words(row) in left:
            pairs[at] = left.pop(_words(row))
    return pairs


def _words(row: dict) -> tuple[str, str]:
    return row["heading"], row["body"]


def _moved(one: Outline, other: Outline, pairs: dict[int, int]) -> set[int]:
    """The places of the later outline whose section stood elsewhere.

    As few as possible among those under one parent; a section goes with its parent unmoved.
    """
    families, moved, kept = defaultdict(list), set(), set(pairs.values())
    for at, before in pairs.items():
        parent, was = other.parents[at], one.parents[before]
        if (None if parent is None else pairs.get(parent, -1)) == was:
            families[parent].append((before, at))
        elif (parent is None or parent in pairs) and (was is None or was in kept):
            moved.add(at)
    for family in families.values():
        moved |= {at for _, at in family} - {at for _, at in longest_chain(sorted(family))}
    return moved


def _gone(one: Outline, kept: set[int]) -> defaultdict[int | None, list[Change]]:
    """The sections that are no more, by the place of the last one before them that still is."""
    gone, last = defaultdict(list), None
    for at, row in enumerate(one.rows):
        if at in kept:
            last = at
            continue
        parts, _ = texts(row["body"], "", (_head(row), ""))
        gone[last].append(Change(one.places[at], REMOVED, tuple(parts)))
    return gone


def _added(other: Outline, at: int) -> Change:
    row = other.rows[at]
    parts, _ = texts("", row["body"], ("", _head(row)))
    return Change(other.places[at], ADDED, tuple(parts), section=row["number"])


def _change(one: Outline, before: int, other: Outline, at: int, is_moved: bool) -> Change | None:
    """What differs in a section both have; None where only its label does."""
    old, new = one.rows[before], other.rows[at]
    parts, notes = texts(old["body"], new["body"], (_head(old), _head(new)))
    if old["depth"] != new["depth"]:
        notes.append(f"由第{old['depth']}层改为第{new['depth']}层。")
    if not (parts or notes or is_moved):
        return None
    notes = [*_where(one.places[before], other.places[at], is_moved, old, new), *notes]
    kind = MOVED if is_moved else CHANGED
    return Change(other.places[at], kind, tuple(parts), tuple(notes), new["number"])


def _where(place: str, now: str, is_moved: bool, old: dict, new: dict) -> Iterator[str]:
    if is_moved:
        yield f"原来是{place}，移到这里。" if place != now else "位置有变化。"
    elif old["label"] != new["label"]:
        yield f"序号由“{old['label']}”改为“{new['label']}”。"


def _head(row: dict) -> str:
    return f"{row['heading']}。" if row["heading"] and row["run_in"] else row["heading"]
