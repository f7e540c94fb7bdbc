"""Tables, cell by cell."""

from collections.abc import Iterator, Sequence

from .blocks import Table
from .matching import aligned
from .shapes import Part

BETWEEN = "；"  # the cells of a row or column that is told whole
LONGEST = 12  # characters of a cell that name its row or column

Row = Sequence[str]


def tables(old: Sequence[Table], new: Sequence[Table]) -> Iterator[Part]:
    """What differs between the tables of two texts, by caption, head and order."""
    many = max(len(old), len(new)) > 1
    pairs = aligned(old, new, lambda one: one, lambda one: one.caption, lambda one: one.rows[:1])
    for number, (before, after) in enumerate(pairs, 1):
        one = old[before] if before is not None else Table("", ())
        other = new[after] if after is not None else Table("", ())
        if one != other:
            # A caption stands between marks of its own in the names of its cells.
            called = f"表格{number}" if many else "表格"
            yield from _table(called, one, other)


def _table(called: str, one: Table, other: Table) -> Iterator[Part]:
    if one.caption != other.caption:
        yield Part.of(f"{called}标题", one.caption, other.caption)
    heads = [table.rows[0] if table.rows else () for table in (one, other)]
    columns = list(aligned(*heads, lambda cell: cell))
    rows = list(aligned(one.rows, other.rows, lambda row: row, lambda row: row[:1]))
    for before, after in columns:
        if before is None and one.rows:
            yield Part.of(f"{called}新增一列", "", _column(other.rows, after))
        elif after is None and other.rows:
            yield Part.of(f"{called}删去一列", _column(one.rows, before), "")
    for before, after in rows:
        if before is None:
            yield Part.of(f"{called}新增一行", "", BETWEEN.join(other.rows[after]))
        elif after is None:
            yield Part.of(f"{called}删去一行", BETWEEN.join(one.rows[before]), "")
        else:
            yield from _row(called, (one.rows[before], other.rows[after]), after, heads, columns)


def _row(called: str, rows: tuple[Row, Row], at: int, heads: list[Row], columns) -> Iterator[Part]:
    """The cells that differ in a row that both have; columns only one has were told already."""
    old, new = rows
    known = [(before, after) for before, after in columns if None not in (before, after)]
    # Rows may be longer than the head.
    longest = max(len(old) - len(heads[0]), len(new) - len(heads[1]), 0)
    beyond = [(len(heads[0]) + more, len(heads[1]) + more) for more in range(longest)]
    for before, after in [*known, *beyond]:
        texts = _cell(old, before), _cell(new, after)
        if texts[0] != texts[1]:
            place = f"{_named(at, new)}{_headed(after, heads[1]) if at else ''}"
            yield Part.of(f"{called}{place}", *texts)


def _named(at: int, row: Row) -> str:
    if at == 0:
        return "表头"
    return f"“{row[0]}”一行" if 0 < len(_cell(row, 0)) <= LONGEST else f"第{at + 1}行"


def _headed(at: int, head: Row) -> str:
    name = _cell(head, at)
    return f"“{name}”一列" if 0 < len(name) <= LONGEST else f"第{at + 1}列"


def _cell(row: Row, at: int) -> str:
    return row[at] if at < len(row) else ""


def _column(rows: Sequence[Row], at: int) -> str:
    return BETWEEN.join(_cell(row, at) for row in rows)
