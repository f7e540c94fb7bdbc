"""A workbook (.xlsx): every cell of every sheet, those nobody sees included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from .packed import TOO_MUCH, Packed
from .parts import flat_texts
from .scanned import Located, NotScanned

WORKBOOK = "xl/workbook.xml"
MOST_CELLS = 300_000
MOST_SHEETS = 500
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_LONG = re.compile(r"\d{8}")  # a number whose meaning only the head of its column tells
_OTHERS = ("xl/drawings/", "xl/comments", "xl/threadedComments/", "xl/charts/")


@dataclass
class _Sheet:
    """What is read of a sheet so far."""

    name: str
    state: str
    hidden_columns: set[str] = field(default_factory=set)
    hidden_rows: int = 0
    heads: dict[str, str] = field(default_factory=dict)


def read_sheets(packed: Packed, hidden: list[str], revisions: list[str]) -> Iterator[Located]:
    """Every cell, then what else says something; `hidden` and `revisions` get sentences."""
    strings = _strings(packed)
    targets = packed.relations(WORKBOOK)
    left = [MOST_CELLS]
    for name, key, state in _listed(packed)[:MOST_SHEETS]:
        sheet = _Sheet(name, state)
        yield from _cells(packed, targets.get(key, ""), sheet, strings, left)
        if told := _told_hidden(sheet):
            hidden.append(f"工作表“{name}”{told}")
        revisions += [
            f"工作表“{name}”单元格 {cell} 的批注"
            for cell in _remarked(packed, targets.get(key, ""))
        ]
    if packed.under("xl/revisions/"):
        revisions.append("共享工作簿的修订记录")
    yield from flat_texts(packed, packed.under(*_OTHERS), "工作表里的批注和图形")


def _listed(packed: Packed) -> list[tuple[str, str, str]]:
    """(name, r:id, state) of each sheet."""
    found = []

    def start(tag: str, given: dict) -> None:
        if tag == "sheet":
            state = given.get("state", "visible")
            found.append((given.get("name", ""), given.get("r:id", ""), state))

    packed.walk(WORKBOOK, start, lambda tag: None, lambda text: None)
    return found


def _remarked(packed: Packed, part: str) -> list[str]:
    """The cells of a sheet that have comments."""
    cells: set[str] = set()

    def start(tag: str, given: dict) -> None:
        if tag in {"comment", "threadedComment"}:
            cells.add(given.get("ref", ""))

    for target in packed.relations(part).values():
        if "comment" in target.lower() and target.endswith(".xml"):
            packed.walk(target, start, lambda tag: None, lambda text: None)
    return sorted(cells, key=lambda cell: (len(cell), cell))


def _strings(packed: Packed) -> list[str]:
    found: list[str] = []
    reading = _Collecting("si", {"t"}, {"rPh"}, found.append)
    packed.walk("xl/sharedStrings.xml", reading.start, reading.end, reading.data)
    return found


class _Collecting:
    """The text of the leaves inside each whole, but for what is inside the skipped."""

    def __init__(self, whole: str, leaves: set[str], skipped: set[str], take):
        self._whole, self._leaves, self._skipped, self._take = whole, leaves, skipped, take
        self._pieces: list[str] = []
        self._in_leaf, self._skip = False, 0

    def start(self, tag: str, given: dict) -> None:
        self._skip += tag in self._skipped
        self._in_leaf = tag in self._leaves and not self._skip

    def end(self, tag: str) -> None:
        self._in_leaf = False
        self._skip -= tag in self._skipped
        if tag == self._whole:
            self._take("".join(self._pieces))
            self._pieces.clear()

    def data(self, text: str) -> None:
        if self._in_leaf:
            self._pieces.append(text)


class _Cells:
    """The cells of a sheet as expat meets them: (place, text, hidden row)."""

    def __init__(self, sheet: _Sheet, strings: list[str], left: list[int]):
        self.found: list[tuple[str, str, bool]] = []
        self._sheet, self._strings, self._left = sheet, strings, left
        self._row_hidden, self._leaf = False, False
        self._place, self._kind, self._pieces = "", "", []
        self._row, self._column = 0, 0

    def start(self, tag: str, given: dict) -> None:
        if tag == "col" and given.get("hidden") in {"1", "true"}:
            first, last = (int(given.get(name, "0")) for name in ("min", "max"))
            for number in range(first, min(last, first + 200) + 1):
                self._sheet.hidden_columns.add(_letters(number))
        elif tag == "row":
            self._row = int(given.get("r") or self._row + 1)
            self._column = 0
            self._row_hidden = given.get("hidden") in {"1", "true"}
        elif tag == "c":
            self._column += 1
            self._place = given.get("r") or f"{_letters(self._column)}{self._row}"
            self._kind, self._pieces = given.get("t", "n"), []
        self._leaf = tag in {"v", "t"}

    def data(self, text: str) -> None:
        if self._leaf:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        self._leaf = False
        if tag == "c" and (text := self._text("".join(self._pieces))):
            self._left[0] -= 1
            if self._left[0] < 0:
                raise NotScanned(TOO_MUCH)
            self.found.append((self._place, text, self._row_hidden))
            self._sheet.hidden_rows += self._row_hidden
        elif tag == "row":
            self._row_hidden = False

    def _text(self, value: str) -> str:
        if self._kind == "s":
            at = int(value) if value.isdecimal() else -1
            return self._strings[at] if 0 <= at < len(self._strings) else ""
        if self._kind == "n" and "E" in value.upper():
            try:
                return f"{Decimal(value):f}" if len(value) < 40 else value
            except InvalidOperation:
                return value
        return value


def _cells(packed: Packed, part: str, sheet: _Sheet, strings, left) -> Iterator[Located]:
    reading = _Cells(sheet, strings, left)
    packed.walk(part, reading.start, reading.end, reading.data)
    for place, text, row_hidden in reading.found:
        match = _PLACE.fullmatch(place)
        column = match[1] if match else ""
        head = sheet.heads.get(column, "")
        if not head and not _LONG.search(text):
            sheet.heads[column] = text[:30]
        said = f"{head}：{text}" if head and _LONG.search(text) else text
        yield Located(_where(sheet, place, column, row_hidden), said)


def _where(sheet: _Sheet, place: str, column: str, row_hidden: bool) -> str:
    hidden = [
        name
        for name, is_so in (
            ("工作表", sheet.state != "visible"),
            ("列", column in sheet.hidden_columns),
            ("行", row_hidden),
        )
        if is_so
    ]
    told = f"（隐藏的{'、'.join(hidden)}）" if hidden else ""
    return f"工作表“{sheet.name}”单元格 {place}{told}"


def _told_hidden(sheet: _Sheet) -> str:
    if sheet.state != "visible":
        return "是隐藏的"
    columns = "、".join(sorted(sheet.hidden_columns, key=lambda one: (len(one), one))[:10])
    told = [f"隐藏了{columns}列"] if columns else []
    if sheet.hidden_rows:
        told.append("有隐藏的行")
    return "，".join(told)


def _letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
