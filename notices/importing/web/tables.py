"""Tables: of data, which stay tables, or for layout, which are read as paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..blocks import Aside, Cell, Mark
from .drafts import Draft
from .markup import Image, Node, Run

_MOST_SPANNED = 100  # as rich text allows
_MANY_PARAGRAPHS = 5
_SHARE = 0.6  # of a table's text in one cell: the page stands in it


@dataclass(frozen=True)
class Rows:
    """The rows of cells of one table, and what stands in it outside every cell."""

    node: Node
    rows: list[list[Node]]
    strays: list[Node | Run | Image]

    def cells(self) -> Iterator[Node]:
        """Every cell in reading order."""
        return (cell for row in self.rows for cell in row)


def read_rows(table: Node) -> Rows:
    """Return the rows of a table, not those of a table inside it."""
    found = Rows(table, [], [])
    _collect(table, found)
    return found


def _collect(node: Node, found: Rows) -> None:
    row: list[Node] | None = None
    for child in node.children:
        tag = child.tag if isinstance(child, Node) else ""
        if isinstance(child, Node) and child.style.hidden:
            continue
        if tag in ("td", "th"):
            if row is None:
                row = []
                found.rows.append(row)
            row.append(child)
        elif tag in ("tr", "thead", "tbody", "tfoot"):
            row = None
            _collect(child, found)
        elif not isinstance(child, Run) or child.text.strip():
            found.strays.append(child)


def is_layout(table: Rows, read: dict[int, list[Draft]]) -> bool:
    """Whether the table only places things; read: the drafts of each cell by its id."""
    filled = [[cell for cell in row if _text(read[id(cell)])] for row in table.rows]
    if table.node.attributes.get("role") == "presentation" or _holds_blocks(read):
        return True
    if not any(len(row) > 1 for row in filled):
        return True
    is_one_row = sum(map(bool, filled)) == 1
    if is_one_row and not any(cell.tag == "th" for cell in table.cells()):
        return True
    return _one_cell_is_the_page(list(read.values()))


def _holds_blocks(read: dict[int, list[Draft]]) -> bool:
    return any(draft.cells or draft.level for drafts in read.values() for draft in drafts)


def _one_cell_is_the_page(cells: list[list[Draft]]) -> bool:
    sizes = [len(_text(drafts)) for drafts in cells]
    largest = sizes.index(max(sizes))
    paragraphs = [draft for draft in cells[largest] if draft.text]
    return len(paragraphs) >= _MANY_PARAGRAPHS and sizes[largest] >= _SHARE * sum(sizes)


def table_draft(table: Rows, read: dict[int, list[Draft]], aside: Aside | None) -> Draft:
    """Return the table: cells separated by "\\t", rows by "\\n", paragraphs in a cell by a blank."""
    text, cells, marks, linked = "", [], [], 0
    rows = [row for row in table.rows if any(_text(read[id(cell)]) for cell in row)]
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            text += "\t" if place else "\n" if number else ""
            start = len(text)
            for draft in read[id(cell)]:
                if draft.missing is None and draft.text:
                    text += " " if len(text) > start else ""
                    marks += _moved(draft.marks, len(text))
                    text += draft.text.replace("\n", " ").replace("\t", " ")
                    linked += draft.linked
            cells.append(_cell(cell, start, len(text), number))
    return Draft(text, tuple(marks), linked=linked, cells=tuple(cells), aside=aside)


def _cell(node: Node, start: int, end: int, row: int) -> Cell:
    return Cell(
        start,
        end,
        row,
        header=node.tag == "th",
        colspan=node.number("colspan", 1, _MOST_SPANNED),
        rowspan=node.number("rowspan", 1, _MOST_SPANNED),
    )


def _moved(marks: tuple[Mark, ...], by: int) -> list[Mark]:
    return [Mark(mark.start + by, mark.end + by, mark.tag, mark.href) for mark in marks]


def _text(drafts: list[Draft]) -> str:
    return " ".join(draft.text for draft in drafts if draft.missing is None).strip()
