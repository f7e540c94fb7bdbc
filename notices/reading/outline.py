"""The sections of an edition: which are headings, which are points, and the contents list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .. import numbering
from . import citing

DEEPEST_LEVEL = 6  # of HTML's headings
# Headings this deep stand on a line of their own even where the text ran on after them.
LINES_OF_THEIR_OWN = (1, 2)
LONGEST_CLAUSE = 10  # characters a hanging line of a heading holds at 320 px
_CLAUSE_END = re.compile("(?<=[，；])(?=.)")
_UNIT = re.compile(r"第.+([编章节条])")


@dataclass(frozen=True)
class Picture:
    """A figure: its size in pixels, where every browser finds it, and its WebP files by width.

    `offered` is false in an old edition whose file the present one has no more.
    """

    number: int
    alt: str
    caption: str
    width: int
    height: int
    address: str
    srcset: str
    offered: bool = True


@dataclass(frozen=True)
class Section:
    """One section. `heading` carries the 。 it ends in where text ran on after it, so that
    label + heading + body is what the source says; `gap` is what stands after the label.
    """

    number: int
    depth: int
    label: str
    gap: str
    heading: str
    body: str
    is_point: bool
    place: str = ""  # as it is cited: 第一部分第（二）项
    pictures: tuple[Picture, ...] = ()

    @property
    def level(self) -> int:
        """Of the heading element; the title of the notice is 1."""
        return min(self.depth + 1, DEEPEST_LEVEL)

    @property
    def address(self) -> str:
        return f"s{self.number}"

    @property
    def clauses(self) -> list[str]:
        """The heading cut after its commas, where a line of a phone holds what follows each."""
        found = _CLAUSE_END.split(self.heading)
        return found if max(map(len, found[1:]), default=0) <= LONGEST_CLAUSE else [self.heading]

    @property
    def name(self) -> str:
        """The heading as the contents list says it."""
        return self.heading.removesuffix("。")


@dataclass(frozen=True)
class Part:
    """A section of depth 1 with all that follows it, down to the next."""

    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Entry:
    """A line of the contents list, and those under it."""

    section: Section
    below: tuple["Entry", ...] = ()


def sections(rows: Sequence[dict], scheme: str, pictures: dict) -> list[Section]:
    """The sections of a payload; `pictures` are those after each section, by its number."""
    return [
        _section(row, scheme, place, pictures.get(row["number"], ()))
        for row, place in zip(rows, citing.places(rows), strict=True)
    ]


def _section(row: dict, scheme: str, place: str, pictures: tuple[Picture, ...]) -> Section:
    heading = row["heading"]
    inline = row["run_in"] and row["depth"] not in LINES_OF_THEIR_OWN
    return Section(
        number=row["number"],
        depth=row["depth"],
        label=row["label"],
        gap=numbering.gap(scheme, row["depth"]) if row["label"] else "",
        heading=f"{heading}。" if heading and row["run_in"] else heading,
        body=row["body"],
        is_point=not heading or inline,
        place=place,
        pictures=pictures,
    )


def parts(rows: Sequence[Section]) -> tuple[Part, ...]:
    groups: list[list[Section]] = []
    for row in rows:
        if row.depth == 1 or not groups:
            groups.append([])
        groups[-1].append(row)
    return tuple(Part(tuple(group)) for group in groups)


def contents(rows: Sequence[Section]) -> tuple[Entry, ...]:
    """The headings of depth 1 and 2, those of depth 2 under the one they follow."""
    groups: list[list[Section]] = []
    for row in rows:
        if row.is_point or row.depth > 2:
            continue
        if row.depth == 1 or not groups:
            groups.append([])
        groups[-1].append(row)
    return tuple(Entry(first, tuple(map(Entry, rest))) for first, *rest in groups)


def summary(entries: Sequence[Entry]) -> str:
    """3部分9项, 6章, 2章14节: how much there is, in the units the labels name."""
    below = [entry.section for outer in entries for entry in outer.below]
    counted = [([entry.section for entry in entries], "部分"), (below, "项")]
    return "".join(f"{len(rows)}{_unit(rows, unit)}" for rows, unit in counted if rows)


def _unit(rows: Sequence[Section], otherwise: str) -> str:
    units = [_UNIT.fullmatch(row.label) for row in rows]
    return units[0][1] if all(units) else otherwise
