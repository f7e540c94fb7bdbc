"""The number that opens a line; also those no ready-made scheme has: A. 甲、 第一部分 （一）、 1.1."""

from collections.abc import Iterable
from itertools import pairwise

from ...numbering import Label, Style, at_start, read_label
from ...numbering.numerals import ARABIC, CHINESE, LATIN, ROMAN, Numeral
from ..roles import Role
from .lines import Line

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_MOST = 39  # a list of more letters or Roman numbers is none


def _upper(number: int) -> str:
    return LATIN[number - 1].upper() if number <= len(LATIN) else ""


def _stem(number: int) -> str:
    return _STEMS[number - 1] if number <= len(_STEMS) else ""


_UPPER = Numeral(_upper, "[A-Z]")
_ROMANS = Numeral(lambda number: ROMAN.write(number) if number <= _MOST else "", "[IVX]")
_STEM = Numeral(_stem, f"[{_STEMS}]")
_WORD = r"(?=\s*[\u3400-\u9fff“《])"
_HEADING = r"(?=[\s:：]|$|(?!第)[\u3400-\u9fff])"  # 第二部分第一项 speaks of another text

STYLES = (
    *(Style("", numeral, mark, follows=_WORD) for numeral in (_ROMANS, _UPPER) for mark in ".、"),
    Style("", _STEM, "、", follows=_WORD),
    Style("", CHINESE, "）", follows=_WORD),
    Style("（", CHINESE, "）、", follows=r"(?=\s*[\u3400-\u9fff“《])"),
    Style("（", ARABIC, "）、", follows=r"(?=\s*[\u3400-\u9fff“《])"),
    *(Style("", ARABIC, mark, "", count, _WORD) for count in (2, 3, 4) for mark in ".、"),
    *(
        Style("第", numeral, unit, "　", follows=_HEADING)
        for numeral in (CHINESE, ARABIC)
        for unit in ("部分", "篇")
    ),
    *(Style("第", ARABIC, unit, "　", follows=r"(?=\s|$)") for unit in "编章节条"),
)


def note_labels(lines: Iterable[Line]) -> None:
    """Note the label that opens each line: the automatic one, a typed one, a loose one."""
    lines = [line for line in lines if not line.block.cells]
    counting = _counting_styles(line.text for line in lines)
    for line in lines:
        automatic = read_label(line.block.label) if line.is_whole else None
        loose = _loose_label(line.text)
        line.label = automatic or at_start(line.text)
        is_meant = line.role == Role.HEADING or bool(loose) and loose.style in counting
        if line.label is None and is_meant:
            line.label = loose


def _loose_label(text: str) -> Label | None:
    """The label of this kind that opens a line, None where none does."""
    for style in STYLES:
        opening = style.at_start(text)
        numbers = style.read(opening) if opening else None
        if numbers:
            return Label(opening, style, numbers)
    return None


def _counting_styles(texts: Iterable[str]) -> set[Style]:
    """The styles that count from one to two: a number alone may be anything."""
    numbers: dict[Style, list[int]] = {}
    for label in map(_loose_label, texts):
        if label:
            numbers.setdefault(label.style, []).append(label.numbers[-1])
    return {style for style, found in numbers.items() if (1, 2) in pairwise(found)}
