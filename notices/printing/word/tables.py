"""Tables (17.4): merged cells, a head that is repeated on every page."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from .styles import RIGHT_EDGE
from .xml import element, tag

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_MOST_COLUMNS = 63  # of Word's


@dataclass(frozen=True)
class Cell:
    """A cell; paragraphs are what stands in it, alignment "" for the usual."""

    paragraphs: list
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    alignment: str = ""


@dataclass
class Table:
    """Rows of cells as HTML has them: a spanned cell is given once; caption: its paragraphs."""

    rows: list[list[Cell]] = field(default_factory=list)
    caption: list = field(default_factory=list)


@dataclass(frozen=True)
class _Placed:
    """A cell at its column, or the continuation of one that a row above began."""

    cell: Cell
    column: int
    goes_on: bool = False


def table(one: Table, content: Callable[[Cell], str]) -> str:
    """The XML of a table; content writes the paragraphs of a cell."""
    rows = _grid([row for row in one.rows if row])
    columns = max(
        (placed.column + placed.cell.colspan for row in rows for placed in row), default=0
    )
    if not columns:
        return ""
    width = RIGHT_EDGE // columns
    borders = "".join(tag(edge, val="single", sz=4, space=0, color="000000") for edge in _EDGES)
    properties = tag("tblW", w=RIGHT_EDGE, type="dxa") + tag("jc", val="center")
    properties += element("tblBorders", borders) + tag("tblLayout", type="fixed")
    grid = element("tblGrid", "".join(tag("gridCol", w=width) for _ in range(columns)))
    head = _head_rows(rows)
    body = "".join(_row(row, at < head, width, columns, content) for at, row in enumerate(rows))
    return element("tbl", element("tblPr", properties) + grid + body)


def _grid(rows: list[list[Cell]]) -> list[list[_Placed]]:
    """Each row's cells at their columns, spans from above among them."""
    placed, open_spans = [], {}  # column → (cell, rows still to come)
    for cells in rows:
        row, column, waiting = [], 0, list(cells)
        while waiting or any(at >= column for at in open_spans):
            if column in open_spans:
                cell, left = open_spans.pop(column)
                row.append((_Placed(cell, column, True), left - 1))
            elif waiting:
                cell = _fitting(waiting.pop(0), column, open_spans)
                row.append((_Placed(cell, column), cell.rowspan - 1))
            else:
                row.append((_Placed(Cell([]), column), 0))
            column += row[-1][0].cell.colspan
        open_spans = {one.column: (one.cell, left) for one, left in row if left > 0}
        placed.append([one for one, _ in row])
    return placed


def _fitting(cell: Cell, column: int, open_spans: dict) -> Cell:
    """The cell, no wider than the room before the next cell that comes from above."""
    next_span = min((at for at in open_spans if at > column), default=_MOST_COLUMNS)
    room = max(next_span - column, 1)
    return replace(cell, colspan=min(cell.colspan, room))


def _head_rows(rows: list[list[_Placed]]) -> int:
    """How many rows from the top are nothing but header cells."""
    head = [all(placed.cell.header for placed in row) for row in rows]
    return head.index(False) if False in head else len(head)


def _row(row: list[_Placed], is_head: bool, width: int, columns: int, content) -> str:
    properties = element("trPr", tag("cantSplit") + (tag("tblHeader") if is_head else ""))
    filled = sum(placed.cell.colspan for placed in row)
    cells = [_cell(placed, width, content) for placed in row]
    cells += [_cell(_Placed(Cell([]), at), width, content) for at in range(filled, columns)]
    return element("tr", properties + "".join(cells))


def _cell(placed: _Placed, width: int, content) -> str:
    cell = placed.cell
    properties = tag("tcW", w=width * cell.colspan, type="dxa")
    if cell.colspan > 1:
        properties += tag("gridSpan", val=cell.colspan)
    if placed.goes_on:
        properties += tag("vMerge")
    elif cell.rowspan > 1:
        properties += tag("vMerge", val="restart")
    properties += tag("vAlign", val="center")
    shown = Cell([], cell.header) if placed.goes_on else cell
    return element("tc", element("tcPr", properties) + content(shown))
