"""What cleaning takes away, told to the editor."""

from collections import Counter
from html.parser import HTMLParser

import nh3

from ..characters import strip_unseen
from .allowed import ALLOWED, DROPPED, HEADINGS, PARAGRAPHS, SCRIPTS, kept_value

_STYLING = {"style", "align", "bgcolor", "color", "face"}
_SENTENCES = {
    "picture": "{}张图片不能放在正文里，请用“图”上传。",
    "heading": "{}处标题样式已改为普通段落，文字保留；分层标题请写在层次的标题栏。",
    "style": "{}处颜色、字体等样式已去掉，文字保留；版式由网站统一。",
    "link": "{}个链接的地址不完整或不安全，已去掉链接，文字保留；请用以 https:// 开头的完整地址。",
    "script": "{}处脚本或嵌入内容（视频、网页框架等）已去掉；文件请用“附件”上传。",
}

# A survey, not a boundary: its output is counted and thrown away.
_survey = nh3.Cleaner(
    tags=ALLOWED.keys() | PARAGRAPHS | SCRIPTS | {"img", "font", "span"},
    clean_content_tags=DROPPED - SCRIPTS,
    attributes={"*": _STYLING, "a": {"href", "id", "name"}},
    generic_attribute_prefixes={"on"},
)


def removed(html: str) -> list[str]:
    """Return Chinese sentences naming what `clean` takes away; [] where readers miss nothing."""
    counting = _Counting()
    counting.feed(_survey.clean(strip_unseen(html)))
    counting.close()
    counts = counting.counts
    return [sentence.format(counts[loss]) for loss, sentence in _SENTENCES.items() if counts[loss]]


class _Counting(HTMLParser):
    def __init__(self):
        super().__init__()
        self.counts = Counter()

    def handle_starttag(self, tag, attrs):
        names = {name for name, _ in attrs}
        self.counts["picture"] += tag == "img"
        self.counts["heading"] += tag in HEADINGS
        self.counts["style"] += bool(names & _STYLING)
        self.counts["script"] += tag in SCRIPTS or any(name.startswith("on") for name in names)
        self.counts["link"] += tag == "a" and _is_lost_link(dict(attrs))


def _is_lost_link(attributes: dict) -> bool:
    """A link whose address goes; a named place in the text (id, name) is no link."""
    if "href" in attributes:
        return kept_value("a", "href", attributes["href"] or "") is None
    return not attributes.keys() & {"id", "name"}
