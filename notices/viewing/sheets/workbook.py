"""The sheets of a workbook (ISO/IEC 29500-1, 18.2 and 18.3): their cells as they are shown."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from ...characters import strip_unseen
from ..shapes import NotShown, Shown
from .formats import BUILT_IN, Format, general
from .package import BROKEN, Element, Package
from .tables import MOST_CELLS, MOST_ROWS, Sheet, table_of

MOST_SHEETS = 50
LONGEST = 5_000  # characters of a cell
MOST_MERGED = 10_000
MOST_COLUMN, MOST_ROW = 16_384, 1_048_576  # as a sheet has
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE, _FALSE = "TRUE", "FALSE"
_ERROR = re.compile(r"#[A-Z/0!?]+")


@dataclass(frozen=True)
class _Book:
    package: Package
    strings: list[str]
    formats: list[Format]
    since_1904: bool


def read_sheets(data: bytes) -> Shown:
    """The sheets that are not hidden. Raises NotShown: encrypted, broken, over the limits."""
    package = Package(data)
    name = next(
        (part for kind, part in package.related("").values() if kind == "officeDocument"), ""
    )
    related = package.related(name or "xl/workbook.xml")
    named, since_1904 = _listed(package, name or "xl/workbook.xml")
    parts = dict(related.values())
    book = _Book(
        package,
        _strings(package, parts.get("sharedStrings", "")),
        _formats(package, parts.get("styles", "")),
        since_1904,
    )
    seen = [
        (title, related[key][1]) for title, key, hidden in named if not hidden and key in related
    ]
    if not seen:
        raise NotShown(BROKEN)
    left, sheets = [MOST_ROWS, MOST_CELLS], []
    for title, part in seen[:MOST_SHEETS]:
        sheets.append(_sheet(book, title, part, left))
    return table_of(sheets, len(seen), sum(hidden for _, _, hidden in named))


def _listed(package: Package, name: str) -> tuple[list[tuple[str, str, bool]], bool]:
    """(title, r:id, hidden) of each sheet, and whether days count from 1904."""
    sheets, since_1904 = [], False
    for local, each in package.elements(name, {"sheet", "workbookPr"}):
        if local == "workbookPr":
            since_1904 = each.get("date1904") in {"1", "true"}
        else:
            key = next((v for k, v in each.items() if k.endswith("}id")), "")
            hidden = each.get("state", "visible") != "visible"
            sheets.append((_line(each.get("name", "")), key, hidden))
    return sheets, since_1904


def _strings(package: Package, name: str) -> list[str]:
    return [_said(each) for _, each in package.elements(name, {"si"})]


def _said(element: Element) -> str:
    """The text of a string without the readings above it (rPh)."""
    pieces = [each.text or "" for each in element.iterfind("{*}t")]
    pieces += [each.text or "" for each in element.iterfind("{*}r/{*}t")]
    return "".join(pieces)


def _formats(package: Package, name: str) -> list[Format]:
    """The number format of each style a cell may name."""
    codes, formats = dict(BUILT_IN), []
    for local, each in package.elements(name, {"numFmt", "cellXfs"}):
        if local == "numFmt":
            codes[each.get("numFmtId", "")] = each.get("formatCode", "")
        else:
            numbers = [xf.get("numFmtId", "") for xf in each.iterfind("{*}xf")]
            formats = [Format(codes.get(number, "General")) for number in numbers]
    return formats


def _sheet(book: _Book, title: str, part: str, left: list[int]) -> Sheet:
    """A sheet; `left` are the rows and cells that may still be shown, and is counted down."""
    sheet = Sheet(title)
    number = 0
    for local, each in book.package.elements(part, {"row", "col", "mergeCell"}):
        if local == "col" and each.get("hidden") in {"1", "true"}:
            sheet.hide_columns(_number(each.get("min")), min(_number(each.get("max")), MOST_COLUMN))
        elif local == "mergeCell" and len(sheet.merged) < MOST_MERGED:
            sheet.merge(*_range(each.get("ref", "")))
        elif local == "row":
            number = _number(each.get("r")) or number + 1
            _row(book, sheet, number, each, left)
    return sheet


def _row(book: _Book, sheet: Sheet, number: int, row: Element, left: list[int]) -> None:
    if row.get("hidden") in {"1", "true"}:
        sheet.hidden_rows += 1
        return
    cells = [cell for cell in _cells(book, row) if cell[1]]
    if not cells or number > MOST_ROW:
        return
    if left[0] <= 0 or left[1] < len(cells):
        left[0] = 0
        sheet.more_rows += 1
        return
    left[0] -= 1
    left[1] -= len(cells)
    for column, text, figure in cells:
        sheet.put(number, column, text, figure)


def _cells(book: _Book, row: Element) -> Iterator[tuple[int, str, bool]]:
    """(column, text, whether it is a number) of each cell of a row."""
    column = 0
    for cell in row.iterfind("{*}c"):
        place = _CELL.fullmatch(cell.get("r", ""))
        column = _column(place[1]) if place else column + 1
        if column <= MOST_COLUMN:
            text, figure = _shown(book, cell)
            yield column, _line(text)[:LONGEST], figure


def _shown(book: _Book, cell: Element) -> tuple[str, bool]:
    kind, value = cell.get("t", "n"), cell.findtext("{*}v") or ""
    if kind == "s":
        at = _number(value)
        return (book.strings[at] if value and at < len(book.strings) else ""), False
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return ("" if inline is None else _said(inline)), False
    if kind == "b":
        return {"1": _TRUE, "0": _FALSE}.get(value, ""), False
    if kind == "e":
        return (value if _ERROR.fullmatch(value) else ""), False
    if kind != "n":
        return value, False
    return _figure(book, cell, value)


def _figure(book: _Book, cell: Element, value: str) -> tuple[str, bool]:
    """A number in the format of its style."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value, False
    if not number.is_finite() or abs(number.adjusted()) > 300 or math.isinf(float(number)):
        return value, False
    style = _number(cell.get("s"))
    if style < len(book.formats):
        return book.formats[style].written(float(number), book.since_1904)
    return general(float(number)), True


def _range(reference: str) -> tuple[int, int, int, int]:
    """(row, column) of the first and the last cell of B2:D3; zeros for what is no range."""
    places = [_CELL.fullmatch(each) for each in reference.split(":")]
    if len(places) != 2 or not all(places):
        return 0, 0, 0, 0
    (a, b), (c, d) = ((int(place[2]), _column(place[1])) for place in places)
    return a, b, min(c, MOST_ROW), min(d, MOST_COLUMN)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def _line(text: str) -> str:
    return " ".join(strip_unseen(text).split())
