"""Lines → the HTML of a section's body: paragraphs, lists, tables, with their inline marks."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from .blocks import Cell, Mark
from .recognising import Line
from .repairing import Traced

Passage = tuple[Line, int]  # a line, and the place in its text from which on it is of the body


def body_of(passages: Sequence[Passage], traced: Traced) -> str:
    """The HTML of these lines; "" where they are plain paragraphs."""
    if not any(_is_rich(line) for line, _ in passages):
        return ""
    html = []
    for item, group in groupby(passages, key=lambda passage: passage[0].block.item):
        pieces = [_piece(line, start, traced) for line, start in group]
        if item:
            pieces = [f"<{item}>", *(f"<li>{piece}</li>" for piece in pieces), f"</{item}>"]
        else:
            pieces = [
                piece if piece.startswith("<table>") else f"<p>{piece}</p>" for piece in pieces
            ]
        html += pieces
    return "".join(html)


def _is_rich(line: Line) -> bool:
    return bool(line.block.item or line.block.cells or line.block.marks)


def _piece(line: Line, start: int, traced: Traced) -> str:
    if line.block.cells:
        return _table(line, traced)
    spans = list(_cut_parts(line, start))
    return "".join(_inline(line, begin, end, traced) for begin, end in spans)


def _cut_parts(line: Line, start: int) -> Iterator[tuple[int, int]]:
    """The parts of a line from this place of its text on, as places in the repaired text."""
    for begin, end in line.parts:
        length = end - begin
        if start < length:
            yield begin + max(start, 0), end
        start -= length


def _inline(line: Line, begin: int, end: int, traced: Traced) -> str:
    """The text between two places, each stretch inside the tags that are marked there."""
    marks = [_placed(mark, line, traced) for mark in line.block.marks]
    marks = [(a, b, mark) for a, b, mark in marks if a < end and b > begin]
    bounds = {begin, end}
    for a, b, _ in marks:
        bounds |= {max(a, begin), min(b, end)}
    ordered = sorted(bounds)
    return "".join(
        _tagged(traced.text[a:b], [mark for start, stop, mark in marks if start <= a and b <= stop])
        for a, b in zip(ordered, ordered[1:])
    )


def _placed(mark: Mark, line: Line, traced: Traced) -> tuple[int, int, Mark]:
    return (
        traced.place_of(line.block_at + mark.start),
        traced.place_of(line.block_at + mark.end),
        mark,
    )


def _tagged(text: str, marks: list[Mark]) -> str:
    html = escape(text, quote=False)
    for mark in sorted(marks, key=lambda mark: mark.tag == "a"):
        href = f' href="{escape(mark.href)}"' if mark.tag == "a" else ""
        html = f"<{mark.tag}{href}>{html}</{mark.tag}>"
    return html


def _table(line: Line, traced: Traced) -> str:
    rows = [
        "".join(_cell(cell, line, traced) for cell in cells)
        for _, cells in groupby(line.block.cells, key=lambda cell: cell.row)
    ]
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


def _cell(cell: Cell, line: Line, traced: Traced) -> str:
    tag = "th" if cell.header else "td"
    spans = (("colspan", cell.colspan), ("rowspan", cell.rowspan))
    attributes = "".join(f' {name}="{value}"' for name, value in spans if value > 1)
    begin, end = (traced.place_of(line.block_at + at) for at in (cell.start, cell.end))
    return f"<{tag}{attributes}>{_inline(line, begin, end, traced)}</{tag}>"
