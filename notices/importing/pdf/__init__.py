"""A PDF that holds text → a Document: lines joined to paragraphs, page numbers set aside."""

import re

from ..blocks import Block, Document
from ..telling import Unreadable
from ..wraps import joined_text
from .layout import asides, paragraphs
from .pages import PageLine, read_pages
from .signs import unreadable

_FEWEST = 15  # characters a page, of all pages: below that the text is a stamp on a scan
_SPACED_OUT = re.compile(r"(?:\S\s+){2,}\S")
_MOST_NAMED = 10  # pages in one sentence

__all__ = ["read_pdf"]


def read_pdf(data: bytes) -> Document:
    """Read a PDF that holds text.

    counts["wraps"]: lines joined to the one above. Raises Unreadable, with a sentence for the
    editor: a scan, encrypted, damaged, over 20 MB or 2,000 pages, or too complex.
    """
    pages, pictured = read_pages(data)
    _refuse(pages)
    aside = asides(pages)
    lines = [line for page in pages for line in page]
    own = [line for line in lines if id(line) not in aside]
    groups, centred = paragraphs(own)
    order = {id(line): place for place, line in enumerate(lines)}
    blocks = {order[id(own[group[0]])]: _block(own, group, centred) for group in groups}
    for line in lines:
        if id(line) in aside:
            blocks[order[id(line)]] = Block(line.text, aside=aside[id(line)])
    return Document(
        blocks=[blocks[place] for place in sorted(blocks)],
        counts={"wraps": sum(len(group) - 1 for group in groups)},
        doubts=_doubts(pictured),
    )


def _refuse(pages: list[list[PageLine]]) -> None:
    text = "".join(line.text for page in pages for line in page)
    if len(text) < _FEWEST * len(pages) or not text:
        raise Unreadable(
            "这份 PDF 里没有文字，像是扫描的图片，请用文字识别软件转成 .docx 或文本后再导入。"
        )
    if unreadable(text) > 0.2 * len(text):
        raise Unreadable(
            "这份 PDF 的文字没有对应的编码，复制出来是乱码，请用原来的软件另存为 .docx 后再导入。"
        )


def _block(lines: list[PageLine], group: list[int], centred: set[int]) -> Block:
    here = [lines[index] for index in group]
    text = joined_text([_closed_up(line.text) for line in here])
    return Block(text, bold=_bold(here, text), centred=group[0] in centred)


def _bold(lines: list[PageLine], text: str) -> int:
    """How many characters from the start are bold; a bold line may go on in the next."""
    first = lines[0]
    if text.startswith(first.text) and first.bold < len(first.text):
        return first.bold
    return len(text) if all(line.bold == len(line.text) for line in lines) else 0


def _closed_up(text: str) -> str:
    """通　　知 without the blanks that only spread the letters; names keep theirs."""
    return re.sub(r"\s+", "", text) if _SPACED_OUT.fullmatch(text) else text


def _doubts(pictured: list[int]) -> list[str]:
    if not pictured:
        return []
    named = "、".join(map(str, pictured[:_MOST_NAMED]))
    more = " 等" if len(pictured) > _MOST_NAMED else ""
    return [f"第 {named}{more} 页没有文字，像是扫描的图片，没有带来，请对照原件补上。"]
