"""The cells of sheets as tables: empty rows left out, merged cells as one, long ones in leaves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ..shapes import TABLE, Cell, Leaf, NotShown, Part, Rows, Shown

MOST_ROWS, MOST_CELLS = 5_000, 100_000  # of a workbook
MOST_COLUMNS = 50  # of a sheet
LEAF_ROWS, PART_ROWS = 500, 50
MOST_TITLES = 3  # rows that may stand above the one that names the columns
_EMPTY = "这个表格里没有内容，请下载后查看。"


@dataclass
class Sheet:
    """What a sheet shows, by row and column from 1; `more_rows` are those that were not taken."""

    title: str
    cells: dict[int, dict[int, tuple[str, bool]]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: int = 0
    more_rows: int = 0

    def put(self, row: int, column: int, text: str, figure: bool) -> None:
        self.cells.setdefault(row, {})[column] = (text, figure)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Cells from (top, left) to (bottom, right) are one."""
        if 0 < top <= bottom and 0 < left <= right:
            self.merged.append((top, left, bottom, right))

    def hide_columns(self, first: int, last: int) -> None:
        self.hidden_columns.update(range(max(first, 1), last + 1))

    def columns(self) -> list[int]:
        """The columns between the first and the last that say something, without hidden ones."""
        used = {column for row in self.cells.values() for column in row} - self.hidden_columns
        if not used:
            return []
        return [c for c in range(min(used), max(used) + 1) if c not in self.hidden_columns]


def table_of(sheets: Sequence[Sheet], many: int = 1, hidden: int = 0) -> Shown:
    """Sheets as leaves; `many` sheets the file has, not counting the `hidden` ones.

    Raises NotShown where all are empty.
    """
    leaves: list[Leaf] = []
    for sheet in sheets:
        leaves += _leaves(sheet, 1 + sum(len(leaf.parts) for leaf in leaves))
    if not leaves:
        raise NotShown(_EMPTY)
    rows = sum(len(part.rows) for leaf in leaves for part in leaf.parts) + sheets[0].more_rows
    extent = f"共{many}个工作表" if many > 1 else f"共{rows}行"
    return Shown(TABLE, tuple(leaves), extent, tuple(_notes(sheets, many, hidden)))


def _notes(sheets: Sequence[Sheet], many: int, hidden: int) -> Iterator[str]:
    """What is left out, in sentences."""
    for sheet in sheets:
        called = f"“{sheet.title}”" if many > 1 else "这个表格"
        if sheet.more_rows:
            yield f"{called}还有{sheet.more_rows}行没有显示，请下载后查看。"
        if len(sheet.columns()) > MOST_COLUMNS:
            more = len(sheet.columns()) - MOST_COLUMNS
            yield f"{called}右边还有{more}列没有显示，请下载后查看。"
    if many > len(sheets):
        yield f"还有{many - len(sheets)}个工作表没有显示，请下载后查看。"
    if hidden or any(sheet.hidden_rows or sheet.hidden_columns for sheet in sheets):
        yield "文件里隐藏的工作表、行和列没有显示。"


def _leaves(sheet: Sheet, first: int) -> Iterator[Leaf]:
    """A sheet in leaves of LEAF_ROWS rows, the names of its columns above each of them."""
    columns = sheet.columns()[:MOST_COLUMNS]
    rows = sorted(row for row in sheet.cells if not sheet.cells[row].keys().isdisjoint(columns))
    if not rows:
        return
    headed = _headed(sheet, rows, columns)
    body = rows[headed:]
    figures = _figures(sheet, body, columns)
    head = _drawn(sheet, rows[:headed], columns, figures)
    for at in range(0, len(body), LEAF_ROWS):
        own = body[at : at + LEAF_ROWS]
        drawn = _drawn(sheet, own, columns, figures)
        parts = tuple(_parts(sheet, drawn, own, first, () if at else head))
        first += len(parts)
        name = sheet.title if not at else f"{sheet.title}第{own[0]}行起"
        yield Leaf(name, parts, head)


def _headed(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> int:
    """How many rows at the top name the columns; 0 where none does."""
    for place, row in enumerate(rows[: MOST_TITLES + 1], 1):
        cells = [sheet.cells[row].get(column) for column in columns]
        if len(columns) > 1 and all(cell and not cell[1] for cell in cells):
            return place if place < len(rows) else 0
    return 0


def _figures(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> set[int]:
    """The columns that hold nothing but numbers; the first one counts the rows."""
    found = set()
    for column in columns[1:]:
        cells = [sheet.cells[row][column] for row in rows if column in sheet.cells[row]]
        if cells and all(figure for _, figure in cells):
            found.add(column)
    return found


def _parts(sheet: Sheet, drawn: Rows, rows: Sequence[int], first: int, head: Rows):
    """The rows in parts of PART_ROWS; what the head says is found with the first of them."""
    for place, at in enumerate(range(0, len(drawn), PART_ROWS)):
        own = drawn[at : at + PART_ROWS]
        said = [*(head if not at else ()), *own]
        text = "\n".join("\t".join(cell.text for cell in row if cell.text) for row in said)
        last = rows[min(at + PART_ROWS, len(rows)) - 1]
        span = f"第{rows[at]}—{last}行" if len(sheet.cells) > PART_ROWS else ""
        name = "　".join(filter(None, [sheet.title, span]))
        yield Part(first + place, name, text, rows=own)


def _drawn(sheet: Sheet, rows: Sequence[int], columns: Sequence[int], figures: set[int]) -> Rows:
    """Some rows with their merged cells; one that goes on from above says what it said there."""
    spans, covered = _spans(sheet, rows, columns)
    return tuple(
        tuple(
            _cell(sheet, row, column, spans.get((row, column)), column in figures)
            for column in columns
            if (row, column) not in covered
        )
        for row in rows
    )


def _cell(sheet: Sheet, row: int, column: int, span: tuple | None, figure: bool) -> Cell:
    origin, across, down = span or ((row, column), 1, 1)
    text, _ = sheet.cells.get(origin[0], {}).get(origin[1], ("", False))
    return Cell(text, across, down, figure and across == 1)


def _spans(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> tuple[dict, set]:
    """{(row, column): (where its text stands, columns, rows)} of the merged cells among some rows
    and columns, and the places they cover beside their first."""
    spans, covered = {}, set()
    if not rows or not columns:
        return spans, covered
    for top, left, bottom, right in sheet.merged:
        if bottom < rows[0] or top > rows[-1] or right < columns[0] or left > columns[-1]:
            continue
        down = [row for row in rows if top <= row <= bottom]
        across = [column for column in columns if left <= column <= right]
        own = {(row, column) for row in down for column in across}
        if len(own) < 2 or own & covered or own & spans.keys():
            continue
        first = (down[0], across[0])
        spans[first] = ((top, left), len(across), len(down))
        covered |= own - {first}
    return spans, covered
