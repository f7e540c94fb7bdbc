"""Rich text, as `rich_text` accepts it, as lines and tables."""

from dataclasses import dataclass
from html.parser import HTMLParser

from ..rich_text.allowed import INLINE

MOST_COLUMNS = 63  # of a table; more would be wider than any page
_CELLS = {"td", "th"}


@dataclass(frozen=True)
class Table:
    """Cells at their columns: of a merged one only the first place has its text."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Text:
    lines: tuple[str, ...]
    tables: tuple[Table, ...]


def read(html: str) -> Text:
    """The lines outside tables, in order, and the tables; one in another's cell is text there."""
    reading = _Reading()
    reading.feed(html)
    reading.close()
    reading.end_line()
    return Text(tuple(reading.lines), tuple(map(_table, reading.tables)))


@dataclass
class _Cell:
    text: str
    colspan: int
    rowspan: int


class _Reading(HTMLParser):
    def __init__(self):
        super().__init__()
        self.lines: list[str] = []
        self.tables: list[tuple[list[str], list[list[_Cell]]]] = []
        self.depth, self.text = 0, ""

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, attrs):
        if tag in INLINE:
            return
        self.end_line()
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append(([], []))
        elif self.depth == 1 and tag == "tr":
            self.tables[-1][1].append([])
        elif self.depth == 1 and tag in _CELLS and self.tables[-1][1]:
            spans = dict(attrs)
            cell = _Cell("", _span(spans.get("colspan")), _span(spans.get("rowspan")))
            self.tables[-1][1][-1].append(cell)

    def handle_endtag(self, tag):
        if tag in INLINE:
            return
        self.end_line()
        if tag == "table" and self.depth:
            self.depth -= 1

    def end_line(self) -> None:
        """What was read since the last block began or ended goes where it belongs."""
        line, self.text = self.text.strip(), ""
        if not line:
            return
        if not self.depth:
            self.lines.append(line)
            return
        caption, rows = self.tables[-1]
        if rows and rows[-1]:
            cell = rows[-1][-1]
            cell.text = f"{cell.text}\n{line}" if cell.text else line
        else:
            caption.append(line)


def _span(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else 1


def _table(read_: tuple[list[str], list[list[_Cell]]]) -> Table:
    caption, rows = read_
    placed, covered = [], {}  # column → rows below that a cell above still covers
    for cells in filter(None, rows):
        row, waiting, left = [], list(cells), {}
        while len(row) < MOST_COLUMNS and (waiting or any(at >= len(row) for at in covered)):
            at = len(row)
            if at in covered or not waiting:
                left[at] = covered.pop(at, 0) - 1
                row.append("")
                continue
            cell = waiting.pop(0)
            width = min(cell.colspan, MOST_COLUMNS - at)
            left |= dict.fromkeys(range(at, at + width), cell.rowspan - 1)
            row += [cell.text, *[""] * (width - 1)]
        covered = {column: rows for column, rows in left.items() if rows > 0}
        placed.append(tuple(row))
    return Table("".join(caption), tuple(placed))
