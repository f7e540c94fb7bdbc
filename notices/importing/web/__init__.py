"""HTML files, web pages and what Word, WPS and LibreOffice put on the clipboard → a Document."""

from collections import Counter

from ...characters import strip_unseen
from ..blocks import Aside, Document
from ..telling import Unreadable
from .chrome import give_back_title
from .drafts import Draft
from .flow import read_flow
from .furniture import set_aside_lines
from .markup import parse
from .title import title_of

MOST_CHARS = 10_000_000  # with pictures in data: addresses; the text alone is far shorter
LONGEST_BLOCK = 200_000  # characters; a rich text takes no more
MOST_BLOCKS = 20_000

__all__ = ["read_web"]


def read_web(text: str) -> Document:
    """Read an HTML page or fragment; every text that readers see is in some block.

    Raises Unreadable, with a sentence for the editor: over the limits, nested too deep, without
    any text. Nothing outside the text is ever asked for.
    """
    if len(text) > MOST_CHARS:
        raise Unreadable(
            f"网页有 {len(text) // 10_000} 万个字符，超过上限 {MOST_CHARS // 10_000} 万个，"
            "请只复制正文后再导入。"
        )
    page = parse(text)
    drafts = read_flow(page.root)
    _refuse(drafts)
    set_aside_lines(drafts)
    give_back_title(drafts)
    shown = [draft for draft in drafts if draft.missing is None]
    if all(draft.aside for draft in shown):
        _take_back(shown)
    depths = _depths(shown)
    return Document(
        blocks=[draft.block(depths.get(id(draft), 0)) for draft in shown],
        counts=page.counts,
        doubts=_doubts(drafts),
        title=title_of(strip_unseen(text), shown),
    )


def _refuse(drafts: list[Draft]) -> None:
    if not any(draft.text.strip() or draft.picture for draft in drafts):
        raise Unreadable("网页里没有文字（可能只有脚本或图片），请在浏览器里复制正文后粘贴。")
    if len(drafts) > MOST_BLOCKS:
        raise Unreadable(
            f"网页有 {len(drafts)} 段，超过上限 {MOST_BLOCKS} 段，请只保留通知正文后再导入。"
        )
    longest = max(len(draft.text) for draft in drafts)
    if longest > LONGEST_BLOCK:
        raise Unreadable(
            f"网页里有一段长 {longest} 个字，超过上限 {LONGEST_BLOCK} 个字，请分段后再导入。"
        )


def _take_back(drafts: list[Draft]) -> None:
    """A page that is all furniture was judged wrongly: then everything is the notice's."""
    for draft in drafts:
        if draft.aside == Aside.CHROME:
            draft.aside = None


def _depths(drafts: list[Draft]) -> dict[int, int]:
    """Depths, from 1 on, of the headings that structure the text, by the draft's id.

    A level that stands once above levels that repeat is the page's title.
    """
    headings = [draft for draft in drafts if draft.level and draft.aside is None]
    times = Counter(draft.level for draft in headings)
    repeated = [level for level, count in times.items() if count > 1]
    if not repeated:
        return {}
    levels = sorted(level for level in times if level >= min(repeated))
    return {id(draft): levels.index(draft.level) + 1 for draft in headings if draft.level in levels}


def _doubts(drafts: list[Draft]) -> list[str]:
    missing = [draft.missing for draft in drafts if draft.missing is not None and not draft.aside]
    named = dict.fromkeys(alt for alt in missing if alt)
    doubts = [f"图片没有带来：{' '.join(alt.split())[:100]}" for alt in named]
    nameless = sum(not alt for alt in missing)
    if nameless:
        doubts.append(f"另有 {nameless} 张没有说明文字的图片没有带来，请对照原网页补上。")
    return doubts
