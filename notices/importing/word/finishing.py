"""Drafts → blocks, once it is known which font the body of the document is set in."""

import re
from collections import Counter as Count
from collections.abc import Iterator

from ..blocks import Aside, Block, Cell, Mark
from ..roles import Role
from .drafts import Draft, Paragraph, Piece, Table
from .looks import Look
from .story import apart_of, labelled, line_of

_MOST_HEADS = 3  # bold rows at the top of a table; more are no head
_CONTENTS_TITLE = re.compile(r"目\s*[录錄次]")


def blocks_of(drafts: list[Draft]) -> list[Block]:
    """The blocks of the body in reading order; paragraphs that show nothing are left out."""
    font = _body_font(drafts)
    blocks = [block for draft in drafts for block in _finished(draft, font)]
    shown = [block for block in blocks if block.text or block.picture]
    return [_contents_title(block, after) for block, after in zip(shown, [*shown[1:], None])]


def _finished(draft: Draft, font: str) -> Iterator[Block]:
    if isinstance(draft, Table):
        yield _table(draft, font)
        for apart in apart_of([draft]):
            yield from _finished(apart, font)
    else:
        yield _paragraph(draft, font) if isinstance(draft, Paragraph) else draft


def _body_font(drafts: list[Draft]) -> str:
    lengths: Count[str] = Count()
    for draft in drafts:
        if isinstance(draft, Paragraph) and draft.role != Role.HEADING:
            for piece in draft.pieces:
                lengths[piece.look.font] += len(piece.text)
    return lengths.most_common(1)[0][0] if lengths else ""


def _contents_title(block: Block, after: Block | None) -> Block:
    """目录 above a table of contents is part of it."""
    heads = after is not None and after.aside == Aside.CHROME
    if heads and not block.aside and _CONTENTS_TITLE.fullmatch(block.text):
        return Block(block.text, aside=Aside.CHROME)
    return block


def _paragraph(draft: Paragraph, font: str) -> Block:
    pieces = labelled(draft)
    text = "".join(piece.text for piece in pieces)
    if draft.contents:
        return Block(text, aside=Aside.CHROME)
    # A paragraph of our own styles says itself whether it is a heading.
    bold = _bold(pieces, font) if draft.role in (None, Role.HEADING) else 0
    return Block(
        text,
        label=draft.shown.label,
        depth=draft.depth,
        bold=bold,
        centred=draft.centred,
        role=draft.role,
        item="ul" if draft.shown.bullet else "",
        marks=tuple(_marks(pieces, 0, bold, font)),
    )


def _table(draft: Table, font: str) -> Block:
    lines = [line_of(cell.drafts) for cell in draft.cells]
    headed = draft.headed or _bold_rows(draft, lines, font)
    text, row, cells, marks = "", 0, [], []
    for cell, line in zip(draft.cells, lines):
        if cells:
            text += "\t" if cell.row == row else "\n" * (cell.row - row)
        start, row = len(text), cell.row
        own = "".join(piece.text for piece in line)
        whole = cell.row < headed or _bold(line, font) == len(own)
        marks += _marks(line, start, len(own) if whole else 0, font)
        text += own
        header = cell.row < headed
        cells.append(Cell(start, len(text), cell.row, header, cell.colspan, cell.rowspan))
    return Block(text if text.strip() else "", cells=tuple(cells), marks=tuple(marks))


def _bold_rows(draft: Table, lines: list[list[Piece]], font: str) -> int:
    """How many rows at the top are all bold, above one that is not; 0 for none."""
    bold, plain = set(), set()
    for cell, line in zip(draft.cells, lines):
        length = sum(len(piece.text) for piece in line)
        if length:
            (bold if _bold(line, font) == length else plain).add(cell.row)
    heads = next(row for row in range(len(bold) + 1) if row not in bold - plain)
    return heads if plain and heads <= _MOST_HEADS else 0


def _bold(pieces: list[Piece], font: str) -> int:
    """How many characters from the start stand out as a heading does."""
    length = end = 0
    for piece in pieces:
        length += len(piece.text)
        if piece.text.strip():
            if not piece.look.is_heavy(font):
                break
            end = length
    return end


def _marks(pieces: list[Piece], start: int, bold: int, font: str) -> list[Mark]:
    """The marks of pieces that begin at start; no strong in the first bold characters.

    A later line that begins in the font of a heading is strong there, too.
    """
    marks: list[Mark] = []
    end, opening = start, False
    last: dict[tuple[str, str], int] = {}
    for piece in pieces:
        begin, end = end, end + len(piece.text)
        if piece.text.strip():
            opening = opening and piece.look.is_heavy(font)
        strong = piece.look.bold or (opening and bool(piece.text.strip()))
        for tag in _tags(piece.look, strong and begin - start >= bold):
            place = last.get(tag)
            if place is not None and marks[place].end == begin:
                marks[place] = Mark(marks[place].start, end, *tag)
            elif begin < end:
                last[tag] = len(marks)
                marks.append(Mark(begin, end, *tag))
        opening = opening or "\n" in piece.text
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _tags(look: Look, strong: bool) -> Iterator[tuple[str, str]]:
    if look.href:
        yield "a", look.href
    if strong:
        yield "strong", ""
    if look.italic:
        yield "em", ""
    if look.underlined and not look.href:
        yield "u", ""
    if look.struck:
        yield "s", ""
    if look.place:
        yield look.place, ""
