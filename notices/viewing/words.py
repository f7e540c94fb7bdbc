"""A Word file (.docx) as paragraphs, lists and tables; its pictures are only named.

What no reader of the printed document sees (comments, deleted revisions) is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from itertools import groupby

from .. import rich_text
from ..importing import Unreadable
from ..importing.blocks import Block, Mark
from ..importing.word import read_word
from .parting import CUT, cut, leaves, named, span
from .shapes import TEXT, NotShown, Shown

_NOT_READ = "这个 Word 文件不能在网页上显示（可能只有图片、加了密码、太大或者已经损坏），请下载后用相应的软件打开。"
_PICTURES = "文件里的图片没有显示，请下载后查看。"
_TOO_LARGE = "〔这里有一个很大的表格，请下载后查看〕"


def read_words(data: bytes) -> Shown:
    """Raises NotShown for what the reader of imports cannot read."""
    try:
        blocks = [block for block in read_word(data).blocks if not block.aside]
    except Unreadable:
        raise NotShown(_NOT_READ) from None
    groups, is_cut = cut(_pieces(blocks))
    notes = [_PICTURES] if any(block.picture for block in blocks) else []
    if is_cut:
        notes.append(CUT)
    shown = leaves(named(groups), lambda group: span(group, "部分"))
    return Shown(TEXT, shown, notes=tuple(notes))


def _pieces(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """(text, HTML) of each block; the items of one list stand together."""
    for item, group in groupby(blocks, key=lambda block: block.item):
        if item:
            items = list(group)
            html = "".join(f"<li>{_inline(block, 0, len(block.text))}</li>" for block in items)
            yield "\n".join(block.text for block in items), _clean(f"<{item}>{html}</{item}>")
        else:
            for block in group:
                yield block.text, _clean(_html(block))


def _html(block: Block) -> str:
    if block.picture:
        return f"<p>〔图{escape(f'：{block.text}' if block.text else '')}〕</p>"
    if block.cells:
        return _table(block)
    if block.bold:
        block = replace(block, marks=(Mark(0, block.bold, "strong"), *block.marks))
    inner = _inline(block, 0, len(block.text)).replace("\n", "<br>")
    align = ' class="ta-c"' if block.centred else ""
    return f"<p{align}>{inner}</p>"


def _clean(html: str) -> str:
    try:
        return rich_text.clean(html)
    except rich_text.TooLong:
        return f"<p>{_TOO_LARGE}</p>"


def _table(block: Block) -> str:
    rows = [
        "".join(_cell(block, cell) for cell in cells)
        for _, cells in groupby(block.cells, key=lambda cell: cell.row)
    ]
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


def _cell(block: Block, cell) -> str:
    tag = "th" if cell.header else "td"
    spans = (("colspan", cell.colspan), ("rowspan", cell.rowspan))
    attributes = "".join(f' {name}="{value}"' for name, value in spans if value > 1)
    return f"<{tag}{attributes}>{_inline(block, cell.start, cell.end)}</{tag}>"


def _inline(block: Block, begin: int, end: int) -> str:
    """The text between two places, each stretch inside the tags that are marked there."""
    marks = [mark for mark in block.marks if mark.start < end and mark.end > begin]
    bounds = {begin, end}
    for mark in marks:
        bounds |= {max(mark.start, begin), min(mark.end, end)}
    ordered = sorted(bounds)
    return "".join(
        _tagged(block.text[a:b], [mark for mark in marks if mark.start <= a and b <= mark.end])
        for a, b in zip(ordered, ordered[1:])
    )


def _tagged(text: str, marks: Sequence[Mark]) -> str:
    html = escape(text, quote=False)
    for mark in sorted(marks, key=lambda mark: mark.tag == "a"):
        href = f' href="{escape(mark.href)}"' if mark.tag == "a" else ""
        html = f"<{mark.tag}{href}>{html}</{mark.tag}>"
    return html
