"""Automatic numbers: the label Word shows before each paragraph, counted in reading order."""

import re
from dataclasses import dataclass, field

from .formats import is_known, written
from .numbering import LEVELS, Level, List
from .styles import NumberedBy, ParagraphFormat

_PLACE = re.compile(r"%([1-9])")
_PADDED = re.compile(r"custom(\d+)")
_OFF = "0"  # the numId that takes a style's number off (17.9.18)
# A label that ends in one of these needs no blank before the text.
_CLOSED = "、，。．.：；）)】〕］]》"


@dataclass(frozen=True)
class Shown:
    """What stands before a paragraph: a label and the blank after it, or a bullet."""

    label: str = ""
    gap: str = ""
    bullet: bool = False


NOTHING = Shown()


@dataclass
class Counter:
    """Counts through a document; lists of the same definition count on together."""

    lists: dict[str, List]
    unknown: set[str] = field(default_factory=set)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _met: set[tuple[str, int]] = field(default_factory=set)

    def next(self, own: NumberedBy | None, styled: ParagraphFormat) -> Shown:
        """Count a paragraph with this numPr and these styles."""
        number, place = self._place(own, styled)
        found = self.lists.get(number)
        if number == _OFF or found is None or place not in found.levels:
            return NOTHING
        counts = self._counted(number, found, place)
        return self._shown(found, place, counts)

    def _place(self, own: NumberedBy | None, styled: ParagraphFormat) -> tuple[str, int]:
        """The list and the level; a style's level is the one that names the style (17.9.23)."""
        number, place = _styled_place(styled, self.lists)
        if own is None:
            return number, place
        if own.number is None:
            return number, place if own.level is None else own.level
        return own.number, own.level or 0

    def _counted(self, number: str, found: List, place: int) -> dict[int, int]:
        counts = self._counts.setdefault(found.counted, {})
        self._restart(number, found, place, counts)
        for above in range(place):
            if above in found.levels and above not in counts:
                counts[above] = _start(found, above)
        counts[place] = counts[place] + 1 if place in counts else _start(found, place)
        for below in range(place + 1, len(LEVELS)):
            if _begins_anew(found.levels.get(below), place, below):
                counts.pop(below, None)
        return counts

    def _restart(self, number: str, found: List, place: int, counts: dict[int, int]) -> None:
        """A list that overrides a level's start begins there the first time it has that level."""
        if place in found.starts and (number, place) not in self._met:
            for below in range(place, len(LEVELS)):
                counts.pop(below, None)
        self._met.add((number, place))

    def _shown(self, found: List, place: int, counts: dict[int, int]) -> Shown:
        level = found.levels[place]
        label = _PLACE.sub(
            lambda match: self._number(found, place, int(match[1]) - 1, counts), level.text
        ).strip()
        if not any(character.isalnum() for character in label) or _is_symbol(level):
            return Shown(bullet=bool(label) or level.format == "bullet")
        closed = level.suffix == "nothing" or label[-1] in _CLOSED
        return Shown(label, "" if closed else " ")

    def _number(self, found: List, place: int, named: int, counts: dict[int, int]) -> str:
        if named > place or named not in found.levels:
            return ""
        number, form = counts.get(named, 0), found.levels[named].format
        if found.levels[place].plain_digits and form != "none":
            form = "decimal"
        padded = _PADDED.fullmatch(form)
        if padded:
            return str(number).zfill(min(int(padded[1]), 9))
        if not is_known(form):
            self.unknown.add(form)
        return written(number, form)


def _styled_place(styled: ParagraphFormat, lists: dict[str, List]) -> tuple[str, int]:
    number = next((n.number for _, n in styled.numbering if n.number is not None), _OFF)
    levels = lists[number].levels if number in lists else {}
    for style in styled.chain:
        for place, level in levels.items():
            if level.style == style:
                return number, place
        said = next((n.level for name, n in styled.numbering if name == style), None)
        if said is not None:
            return number, said
    return number, 0


def _start(found: List, place: int) -> int:
    return found.starts.get(place, found.levels[place].start)


def _begins_anew(level: Level | None, met: int, own: int) -> bool:
    """Whether a paragraph of the level met lets the level own, below it, begin anew."""
    if level is None or level.restart is None or level.restart > own:
        return True
    return met < level.restart


def _is_symbol(level: Level) -> bool:
    """A bullet is a sign of a symbol font, in Word's files a letter: l for ●, Ø for ➢."""
    return level.format == "bullet" and all(character < "\u2460" for character in level.text)
