"""A document and its repaired text → lines; what is no text of the notice has its role here."""

from collections.abc import Iterator
from functools import reduce

from .blocks import Block, Document
from .recognising import Line
from .repairing import Repaired
from .roles import Role
from .wraps import join_wraps


def lines_of(document: Document, repaired: Repaired) -> list[Line]:
    """The lines that are not blank, trimmed; a table is one line, a picture is none without text."""
    texts, lines, number, start, block_at = repaired.text.split("\n"), [], 1, 0, 0
    for block in document.blocks:
        count = block.text.count("\n") + 1
        own, texts = texts[:count], texts[count:]
        rows = ["\n".join(own)] if block.cells else own
        for text in rows:
            if text.strip():
                lines.append(_line(number, text, start, block, block_at))
            number, start = number + text.count("\n") + 1, start + len(text) + 1
        block_at += len(block.text) + 1
    return lines


def join_lines(lines: list[Line], repaired: Repaired) -> list[Line]:
    """The lines of a plain text, those joined that were cut in mid-sentence."""
    by_number = {line.number: line for line in lines}
    joined = []
    for group in join_wraps(repaired.text.split("\n")):
        parts = [by_number[index + 1] for index in group]
        joined.append(reduce(_joined, parts))
    return joined


def _joined(line: Line, other: Line) -> Line:
    """Two parts of a paragraph; a blank stays between words that are not Han."""
    is_latin = line.text[-1:].isascii() and other.text[:1].isascii()
    return line.join(other, " " if is_latin else "")


def block_offsets(document: Document) -> Iterator[tuple[int, Block]]:
    """Each block with the offset in the decoded source at which it begins."""
    at = 0
    for block in document.blocks:
        yield at, block
        at += len(block.text) + 1


def _line(number: int, text: str, start: int, block: Block, block_at: int) -> Line:
    begin = start + len(text) - len(text.lstrip())
    trimmed = text.strip()
    line = Line(number, trimmed, ((begin, begin + len(trimmed)),), block, block_at)
    if block.aside:
        line.role, line.aside = Role.ASIDE, block.aside
    elif block.picture:
        line.role = Role.FIGURE
    elif block.role:
        line.role, line.depth = block.role, block.depth
    return line
