"""Automatic numbers (17.9): which number Word counts by itself, and where it must be told.

Word counts the paragraphs of a list on, and begins a level anew below a higher one. Where our
outline says another number, the paragraph opens a list of its own with that start.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ... import numbering
from ...numbering import DEPTHS, SCHEMES, Style
from ...numbering.numerals import ARABIC, CHINESE, CIRCLES, LETTERS, Numeral
from .styles import INDENT
from .xml import HEAD, NAMESPACES, element, tag

SECTIONS, ORDERED, BULLETS = range(3)  # the abstract lists
_LISTS = range(9)  # levels of a list within a text
_BULLETS = "•–▪"


@dataclass(frozen=True)
class _Format:
    """Word's name for a way of writing numbers, and up to which number both write the same."""

    name: str
    most: int


_FORMATS: dict[Numeral, _Format] = {
    CHINESE: _Format("chineseCountingThousand", 999),
    ARABIC: _Format("decimal", numbering.NUMBERS[-1]),
    CIRCLES: _Format("decimalEnclosedCircleChinese", 20),
    LETTERS: _Format("lowerLetter", 26),
}


@dataclass(frozen=True)
class Place:
    """A paragraph's numPr: the number of its list and the level from 0."""

    list: int
    level: int

    @property
    def xml(self) -> str:
        return element("numPr", tag("ilvl", val=self.level) + tag("numId", val=self.list))


# Takes the number of a style off a paragraph (17.9.18).
OFF = element("numPr", tag("ilvl", val=0) + tag("numId", val=0))


@dataclass
class Numbering:
    """The lists of a document with this scheme, and what Word has counted so far."""

    scheme: str
    _lists: list[tuple[int, int, int | None]] = field(default_factory=list)
    _current: int = 1
    _counts: dict[int, int] = field(default_factory=dict)
    _unsure: set[int] = field(default_factory=set)
    _started: set[int] = field(default_factory=set)  # levels the current list starts beyond 1

    def __post_init__(self):
        self._add(SECTIONS)
        self._bullets = self._add(BULLETS)

    def section(self, row: Mapping) -> Place | None:
        """The place of a payload's section in the list; None where its label is to be typed."""
        label = numbering.read_label(row["label"])
        if row["unnumbered"] or row["typed"] or label is None:
            return None
        level, number = row["depth"] - 1, label.numbers[-1]
        carried = label.numbers[:-1]
        if number > _FORMATS[label.style.numeral].most or not self._carries(level, carried):
            return None
        if level in self._unsure or self._counts.get(level, 0) + 1 != number:
            self._open_list(level, number)
        self._count(level, number)
        return Place(self._current, level)

    def _open_list(self, level: int, number: int) -> None:
        """Programs differ in whether a list begun anew takes along what counts on below it."""
        self._current = self._add(SECTIONS, level, number)
        self._started = {level} if number != 1 else set()
        restarts = SCHEMES[self.scheme].restarts
        self._unsure -= {level}
        self._unsure |= {below for below in self._counts if below > level and not restarts[below]}

    def ordered(self, nesting: int, start: int) -> Place:
        """A place in a new numbered list of a text."""
        level = min(nesting, _LISTS[-1])
        return Place(self._add(ORDERED, level, start), level)

    def bulleted(self, nesting: int) -> Place:
        return Place(self._bullets, min(nesting, _LISTS[-1]))

    def _carries(self, level: int, numbers: tuple[int, ...]) -> bool:
        """Whether Word surely shows these parents' numbers in a decimal label."""
        above = range(level - len(numbers), level)
        skipped = (at for at in above if at not in self._counts)
        known = all(self._counts.get(at, 1) == number for at, number in zip(above, numbers))
        return known and not any(at in self._unsure for at in skipped)

    def _count(self, level: int, number: int) -> None:
        for above in range(level):
            if above not in self._counts:
                # A level that was jumped over: Word takes it for counted, others do not.
                self._counts[above] = 1
                self._unsure.add(above)
        self._counts[level] = number
        restarts = SCHEMES[self.scheme].restarts
        for below in range(level + 1, len(DEPTHS)):
            if restarts[below]:
                self._counts.pop(below, None)
                self._unsure.discard(below)
                if below in self._started:
                    # Programs differ: does it begin where the list was started, or at 1?
                    self._unsure.add(below)

    def _add(self, abstract: int, level: int = 0, start: int | None = None) -> int:
        self._lists.append((abstract, level, start))
        return len(self._lists)

    @property
    def xml(self) -> str:
        """The part numbering.xml."""
        abstract = [
            _abstract(SECTIONS, map(self._level, DEPTHS)),
            _abstract(ORDERED, map(_ordered_level, _LISTS)),
            _abstract(BULLETS, map(_bullet_level, _LISTS)),
        ]
        lists = [_list(at, *one) for at, one in enumerate(self._lists, 1)]
        return f"{HEAD}<w:numbering {NAMESPACES}>{''.join(abstract + lists)}</w:numbering>"

    def _level(self, depth: int) -> str:
        scheme = SCHEMES[self.scheme]
        style = scheme.style(depth)
        restart = "" if scheme.restarts[depth - 1] else tag("lvlRestart", val=0)
        return _level(
            depth - 1,
            _FORMATS[style.numeral].name,
            _shape(style, depth),
            before=restart + tag("pStyle", val=f"HongtouHeading{depth}"),
            suffix="space" if style.gap else "nothing",
            after=element("pPr", INDENT),
        )


def _shape(style: Style, depth: int) -> str:
    """The text of a level: 第%2条, （%1）, %1.%2.%3."""
    places = range(depth - style.components + 1, depth + 1)
    return f"{style.before}{'.'.join(f'%{place}' for place in places)}{style.after}"


def _abstract(number: int, levels) -> str:
    kind = tag("multiLevelType", val="multilevel")
    return element("abstractNum", kind + "".join(levels), abstractNumId=number)


def _level(at: int, form: str, text: str, before: str = "", suffix: str = "", after="") -> str:
    inner = tag("start", val=1) + tag("numFmt", val=form) + before
    inner += tag("suff", val=suffix) if suffix else ""
    inner += tag("lvlText", val=text) + tag("lvlJc", val="left") + after
    return element("lvl", inner, ilvl=at)


def _ordered_level(at: int) -> str:
    return _level(at, "decimal", f"%{at + 1}.", suffix="nothing")


def _bullet_level(at: int) -> str:
    font = element("rPr", tag("rFonts", ascii="Times New Roman", hAnsi="Times New Roman"))
    return _level(at, "bullet", _BULLETS[at % len(_BULLETS)], suffix="space", after=font)


def _list(at: int, abstract: int, level: int, start: int | None) -> str:
    inner = tag("abstractNumId", val=abstract)
    if start is not None:
        inner += element("lvlOverride", tag("startOverride", val=start), ilvl=level)
    return element("num", inner, numId=at)
