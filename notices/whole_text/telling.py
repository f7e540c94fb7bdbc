"""What saving a rewritten outline would lose, in sentences for the editor."""

import re

from .. import numbering
from .marks import body_lines, lines_of, marked, rich

_FORMATS = {
    "表格": "table",
    "链接": 'a(?! href="#s[0-9]+" class="xref")',
    "列表": "ol|ul|blockquote",
    "加粗、上下标等字样": "strong|em|u|s|sub|sup",
    "对齐": r"p class",
    "段内换行": "br",
}
_MOST = 20  # sentences of one sort; the rest is counted


def losses(payload: dict, scheme: str, before: list, sections: list[dict], removed) -> list[str]:
    """Formatting, sections and numbering that go; `before` has each section's old self or None."""
    pairs = list(zip(before, sections))
    return (
        _few([_flattened(old, new) for old, new in pairs if old and _formats_lost(old, new)])
        + _few([_removed(section, payload["figures"]) for section in removed])
        + _few([_typed(new) for old, new in pairs if _newly_typed(old, new)])
        + _rescheme(payload["scheme"], scheme, bool(payload["sections"]))
    )


def strangers(marks: list[str]) -> list[str]:
    """Marks that are no reference of this notice; their words stay."""
    return _few([f"“{mark}”不是本通知里已有的引用，只留下文字。" for mark in marks])


def _few(sentences: list[str]) -> list[str]:
    more = len(sentences) - _MOST
    return sentences[:_MOST] + ([f"另有 {more} 处同样的情况。"] if more > 0 else [])


def name(section: dict) -> str:
    """“二、健全机制”: label and heading, or its first words."""
    words = "".join(lines_of(section)[:1]).partition("。")[0]
    return f"“{section['label']}{words[:20]}{'…' if len(words) > 20 else ''}”"


def _formats_lost(old: dict, new: dict) -> list[str]:
    html = old["body"]
    if new["body"] == html or html == rich(body_lines(marked(old))):
        return []
    return [name for name, tags in _FORMATS.items() if re.search(rf"<(?:{tags})\b", html)]


def _flattened(old: dict, new: dict) -> str:
    formats = "、".join(_formats_lost(old, new))
    return (
        f"{name(new)}的正文有改动，其中的{formats}将变成普通段落；要保留，请在通知表单里改这一节。"
    )


def _removed(section: dict, figures: list[dict]) -> str:
    pictures = sum(figure["section"] == section["number"] for figure in figures)
    also = f"，它后面的 {pictures} 张图移到结尾之后" if pictures else ""
    return f"{name(section)}将删除{also}；发布以后，指向这一节的网址不再有效。"


def _newly_typed(old: dict | None, new: dict) -> bool:
    return bool(new["typed"]) and not (old and old["typed"] == new["typed"])


def _typed(section: dict) -> str:
    return (
        f"{name(section)}的序号不合编号方案，照文中的写法保留，以后不会自动编排；"
        "写错了的，请改正序号。"
    )


def _rescheme(old: str, new: str, had_sections: bool) -> list[str]:
    if old == new or not had_sections:
        return []
    names = [numbering.SCHEMES[code].name for code in (old, new)]
    return ["编号方案将由“{}”改为“{}”，因为文中的序号是这样写的。".format(*names)]
