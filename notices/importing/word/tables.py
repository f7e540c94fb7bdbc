"""The grid of a table (17.4): rows, and cells merged across and down."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .drafts import Draft, Table, TableCell
from .xml import Element, is_on, value, whole_number

_MOST_COLUMNS = 63  # as Word has
_WRAPPERS = {"sdt": "sdtContent", "customXml": ".", "ins": ".", "moveTo": "."}


@dataclass(frozen=True)
class Row:
    """A row and its cells, content controls opened; before: grid columns left out (gridBefore)."""

    element: Element
    cells: list[Element]
    before: int
    header: bool
    deleted: bool


def rows_of(table: Element) -> Iterator[Row]:
    for element in _unwrapped(table, "tr"):
        properties = element.find("trPr")
        yield Row(
            element,
            list(_unwrapped(element, "tc")),
            _columns(value(properties, "gridBefore"), 0),
            header=properties is not None and is_on(properties.find("tblHeader")),
            deleted=properties is not None and properties.find("del") is not None,
        )


@dataclass
class Grid:
    """Puts cells in their places; is_one_column: a frame around paragraphs, not a table."""

    table: Table = field(default_factory=Table)
    is_one_column: bool = True
    _row: int = -1
    _column: int = 0
    _in_row: int = 0
    _beside: TableCell | None = None
    _down: dict[int, TableCell] = field(default_factory=dict)

    def begin(self, row: Row) -> None:
        self._row += 1
        self._column, self._in_row, self._beside = row.before, 0, None
        if row.before:
            self.table.cells.append(TableCell([], self._row, row.before))
        if row.header and self.table.headed == self._row:
            self.table.headed += 1

    def add(self, element: Element, drafts: list[Draft]) -> None:
        properties = element.find("tcPr")
        span = max(_columns(value(properties, "gridSpan"), 1), 1)
        if _goes_on(properties, "hMerge") and self._beside:
            self._beside.colspan += span
            self._beside.drafts += drafts
        else:
            self._place(properties, span, drafts)
        self._column += span

    def _place(self, properties: Element | None, span: int, drafts: list[Draft]) -> None:
        above = self._down.get(self._column) if _goes_on(properties, "vMerge") else None
        self._in_row += 1
        self.is_one_column = self.is_one_column and self._in_row == 1
        if above is not None and above.row < self._row:
            above.rowspan = self._row - above.row + 1
            above.drafts += drafts
            self._beside = None
            return
        cell = TableCell(drafts, self._row, span)
        self.table.cells.append(cell)
        self._beside = cell
        for column in range(self._column, self._column + span):
            self._down.pop(column, None)
        if properties is not None and properties.find("vMerge") is not None:
            self._down[self._column] = cell


def _goes_on(properties: Element | None, tag: str) -> bool:
    """Whether the cell is part of the one above (vMerge) or before it (hMerge)."""
    merged = None if properties is None else properties.find(tag)
    return merged is not None and merged.get("val", "continue") == "continue"


def _columns(text: str | None, default: int) -> int:
    return max(0, min(whole_number(text, default), _MOST_COLUMNS))


def _unwrapped(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            inner = child.find(_WRAPPERS[child.tag])
            if inner is not None:
                yield from _unwrapped(inner, tag)
