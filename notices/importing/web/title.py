"""What a page calls its text: <h1>, a meta element, or <title> without the site's name."""

import re
from collections import Counter
from html import unescape

from .drafts import Draft
from .entities import as_meant

_TITLE = re.compile(r"<title\b[^>]{0,2000}>([^<]{0,1000})", re.IGNORECASE)
_META = re.compile(r"<meta\s[^>]{0,2000}>", re.IGNORECASE)
_NAME = re.compile(r"(?:name|property)\s*=\s*[\"']?(?:ArticleTitle|og:title)\b", re.IGNORECASE)
_CONTENT = re.compile(r"content\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_HEAD = 200_000  # characters from the start, where the head of a page stands
_PARTS = re.compile(
    r"\s*[_|｜]\s*|\s+[-—–]+\s+|\s*(?:--|——|-)\s*(?=[^-—_|]*(?:网|政府|门户|平台)\S*$)"
)
_OF_A_NOTICE = re.compile("关于|通知|通报|公告|通告|决定|意见|批复|函|纪要")
_NUMBER = re.compile(r"[^，。]{1,20}[〔\[［【(（][0-9]{4}[〕\]］】)）][^，。]{0,8}号")


def title_of(html: str, drafts: list[Draft]) -> str:
    """Return the title a page gives its text, "" where it gives none."""
    head = html[:_HEAD]
    return _of_heading(drafts) or _of_meta(head) or _of_title(head)


def _of_heading(drafts: list[Draft]) -> str:
    """The one heading of its level above all others, unless it is a document number."""
    headings = [draft for draft in drafts if draft.level and draft.aside is None]
    times = Counter(draft.level for draft in headings)
    for draft in headings:
        if times[draft.level] > 1:
            return ""
        if not _NUMBER.fullmatch(draft.text):
            return draft.text.replace("\n", "")
    return ""


def _of_meta(head: str) -> str:
    for element in _META.findall(head):
        content = _CONTENT.search(element)
        if _NAME.search(element) and content:
            return _without_site(_text(content[1] or content[2] or ""))
    return ""


def _of_title(head: str) -> str:
    found = _TITLE.search(head)
    return _without_site(_text(found[1])) if found else ""


def _without_site(title: str) -> str:
    parts = [part for part in _PARTS.split(title) if part]
    notices = [part for part in parts if _OF_A_NOTICE.search(part)]
    return (notices or parts or [""])[0]


def _text(html: str) -> str:
    return " ".join(as_meant(unescape(html)).split())
