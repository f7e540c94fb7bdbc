"""HTML, however broken → a tree of block elements whose leaves are runs of one style.

Inline elements are no nodes: a run carries what they say. So a </b> that is missing or stands
in the wrong place never tears a paragraph apart.
"""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ...characters import strip_unseen
from ..telling import Unreadable
from .entities import as_meant
from .styles import PLAIN, Style, declarations, inherited, is_revision

MOST_TAGS = 200_000
DEEPEST = 200  # blocks in one another; a page of a public site has about thirty
_MOST_INLINE = 100  # open at once; more are never closed, and say nothing
BREAK = "\v"  # stands for <br>; strip_unseen leaves none of the source's own

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"}
_VOID |= {"source", "track", "wbr"}
_CELLS = {"td", "th"}
_ROWS = {"tr", "thead", "tbody", "tfoot", "caption"}
_TABLE = _CELLS | _ROWS | {"table"}
_LISTS = {"ul", "ol", "menu", "dir"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = _TABLE | _LISTS | _HEADINGS
BLOCKS |= set(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure"
    " footer form header hgroup hr html legend li main nav p pre section summary".split()
)
# What an opening tag closes, as far up as one of the second set.
_CLOSES = {
    "li": ({"li"}, _LISTS | _CELLS),
    "dt": ({"dt", "dd"}, {"dl"} | _CELLS),
    "dd": ({"dt", "dd"}, {"dl"} | _CELLS),
    "tr": (_CELLS | {"tr", "caption"}, {"table"}),
    "td": (_CELLS, {"table"}),
    "th": (_CELLS, {"table"}),
    **dict.fromkeys(("thead", "tbody", "tfoot", "caption"), (_CELLS | _ROWS, {"table"})),
}
_SECRET = (
    "script|style|template|textarea|xmp|iframe|noembed|noframes|noscript|plaintext|svg|math"
    "|object|audio|video|canvas|select|datalist|xml"
)
# Leftmost first, as a browser meets them; each ends where the text ends if nothing else ends it.
_UNSHOWN = re.compile(
    r"<!--(?:>|->|.*?(?:--!?>|\Z))"
    rf"|<({_SECRET})\b[^>]{{0,5000}}>.*?(?:</\1\b[^>]{{0,99}}>|\Z)"
    r"|<title\b[^>]{0,5000}>.*?(?:</title\b[^>]{0,99}>|\Z)"
    r"|<[!?][^>]{0,5000}>",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"/?[a-zA-Z][^\s>\"'/]*+(?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+>")
_TAG_NAME = re.compile(r"/?[a-zA-Z][\w:.-]*")
# The header that Windows puts before HTML on its clipboard.
_CLIPBOARD = re.compile(r"\A\s*Version:[0-9.]+\s[^<]{0,500}")
_LONGEST_TAG = 20_000  # characters, but for pictures in data: addresses
_MOST_JOINED = 8  # pieces of one tag whose quoted values hold a "<"


@dataclass(frozen=True)
class Run:
    """Characters of one style, entities read, white space as in the source."""

    text: str
    style: Style


@dataclass(frozen=True)
class Image:
    """An <img>: its address and its alternative text."""

    source: str
    alt: str
    style: Style


@dataclass
class Node:
    """A block element; css holds the declarations of its style attribute."""

    tag: str
    attributes: dict[str, str]
    css: dict[str, str]
    style: Style
    children: list["Node | Run | Image"] = field(default_factory=list)

    def number(self, name: str, default: int, most: int) -> int:
        """The attribute as a number from 1 to most, else the default."""
        value = self.attributes.get(name, "").strip()
        number = int(value) if re.fullmatch("[0-9]{1,6}", value) else default
        return min(number, most) if number > 0 else default


@dataclass(frozen=True)
class Page:
    """The tree of a page; counts: "revisions" and "comments" of Word that were met."""

    root: Node
    counts: dict[str, int]


def parse(html: str) -> Page:
    """Return the tree of a page. Raises Unreadable for too many tags, or nested too deep."""
    if html.count("<") > MOST_TAGS:
        raise Unreadable(f"网页里的标签超过 {MOST_TAGS} 个，不像是通知，请只复制正文后再导入。")
    parser = _Parser()
    parser.feed(_tidied(_UNSHOWN.sub("", _CLIPBOARD.sub("", strip_unseen(html)))))
    parser.close()
    return Page(parser.stack[0].node, parser.counts)


def _tidied(html: str) -> str:
    """The text in which every "<" opens a whole tag, so that no parser searches far for its end."""
    pieces = html.split("<")
    tidied, place = [pieces[0]], 1
    if len(pieces) > 1 and ">" not in pieces[-1] and _TAG_NAME.match(pieces[-1]):
        pieces.pop()  # cut off inside a tag, of which a browser shows nothing
    while place < len(pieces):
        for joined in range(1, _MOST_JOINED + 1):
            tag = "<".join(pieces[place : place + joined])
            if _TAG.match(tag) or not _TAG_NAME.match(tag):
                break
        else:
            joined, tag = 1, pieces[place]
        tidied.append(_one_tag(tag))
        place += joined
    return "".join(tidied)


def _one_tag(piece: str) -> str:
    whole, name = _TAG.match(piece), _TAG_NAME.match(piece)
    if whole and (whole.end() <= _LONGEST_TAG or name[0].lower() == "img"):
        return f"<{piece}"
    if name and ">" in piece:  # a quotation mark is missing: its attributes cannot be told
        return f"<{name[0]}>{piece.partition('>')[2]}"
    return f"&lt;{piece}"


@dataclass
class _Open:
    """An element that is open; node is its own, or for an inline one that which holds it.

    own: its attributes and declarations; depth counts the blocks that are open.
    """

    tag: str
    node: Node
    own: tuple[dict, dict]
    style: Style
    depth: int = 0


class _Parser(HTMLParser):
    def __init__(self):
        super().__init__()
        root = Node("body", {}, {}, PLAIN)
        self.stack = [_Open("body", root, ({}, {}), PLAIN)]
        self.counts = {"revisions": 0, "comments": 0}

    def handle_starttag(self, tag, attrs):
        attributes = {name: strip_unseen(value or "") for name, value in reversed(attrs)}
        css = declarations(attributes.get("style", ""))
        if tag == "br":
            self._add_text(BREAK)
        elif tag == "img":
            self._add_image(attributes, css)
        elif tag not in _VOID or tag == "hr":
            self._open(tag, attributes, css)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and tag not in BLOCKS:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag == "br":
            self._add_text(BREAK)
        elif tag not in _VOID:
            if tag == "ruby" and any(opened.tag == "rt" for opened in self.stack):
                self._close("rt")
            self._close(tag)

    def handle_data(self, data):
        text = as_meant(data)
        self._add_text(text.replace("\n", BREAK) if self.stack[-1].style.pre else text)

    def _open(self, tag: str, attributes: dict, css: dict) -> None:
        self.counts["revisions"] += is_revision(tag, attributes)
        self.counts["comments"] += css.get("mso-element") == "comment"
        is_block = tag in BLOCKS or css.get("display") in ("block", "table", "list-item")
        if tag in BLOCKS:
            self._close_before(tag)
        outer = self.stack[-1]
        if is_block and outer.depth >= DEEPEST:
            raise Unreadable(
                f"网页里的标签套了 {DEEPEST} 层以上，不像是通知，请把正文另存为纯文本后再导入。"
            )
        if not is_block and len(self.stack) - outer.depth > _MOST_INLINE:
            return
        style = inherited(outer.style, tag, attributes, css)
        node = outer.node
        if is_block:
            node = Node(tag, attributes, css, style)
            outer.node.children.append(node)
        self.stack.append(_Open(tag, node, (attributes, css), style, outer.depth + is_block))
        if tag == "rt":
            self._add_text("（")  # a browser sets the reading above the word
        elif tag == "hr":
            self._close(tag)

    def _close_before(self, tag: str) -> None:
        if tag in _CLOSES:
            self._close_up_to(*_CLOSES[tag])
        if tag not in _TABLE or tag == "table":
            self._close_up_to({"p"} | (_HEADINGS if tag in _HEADINGS else set()), _CELLS | {"li"})

    def _close_up_to(self, closed: set[str], limit: set[str]) -> None:
        """Closes the outermost of the closed that stands inside the nearest of the limit."""
        found = None
        for place in range(len(self.stack) - 1, 0, -1):
            if self.stack[place].tag in limit:
                break
            if self.stack[place].tag in closed:
                found = place
        if found:
            del self.stack[found:]

    def _close(self, tag: str) -> None:
        for place in range(len(self.stack) - 1, 0, -1):
            if self.stack[place].tag == tag:
                break
            if self.stack[place].tag in _CELLS and tag not in _TABLE:
                return
        else:
            if tag == "p":  # a browser makes an empty paragraph of it
                self.stack[-1].node.children.append(Node("p", {}, {}, PLAIN))
            return
        if tag == "rt":
            self._add_text("）")
        closing = self.stack[place]
        if closing.node is not self.stack[place - 1].node:
            del self.stack[place:]
            return
        del self.stack[place]
        for index in range(place, len(self.stack)):
            opened = self.stack[index]
            opened.style = inherited(self.stack[index - 1].style, opened.tag, *opened.own)

    def _add_text(self, text: str) -> None:
        opened = self.stack[-1]
        if text and not opened.style.hidden:
            opened.node.children.append(Run(text, opened.style))

    def _add_image(self, attributes: dict, css: dict) -> None:
        opened = self.stack[-1]
        style = inherited(opened.style, "img", attributes, css)
        if not style.hidden:
            source, alt = attributes.get("src", ""), attributes.get("alt", "")
            opened.node.children.append(Image(source, alt.strip(), style))
