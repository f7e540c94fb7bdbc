"""Well-formed HTML → the same text in paragraphs, lists, quotations and tables."""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from itertools import takewhile

from ..characters import strip_unseen
from .allowed import ALLOWED, INLINE, PARAGRAPHS, REFERENCE_ADDRESS, SYNONYMS

Marks = tuple[tuple[str, str], ...]  # open inline elements: tag, start tag as written

_LISTS = {"ul", "ol"}
_CONTAINERS = _LISTS | {"blockquote", "table"}
_CELLS = {"th", "td"}
_PARENTS = {
    "li": _LISTS,
    "tr": {"thead", "tbody", "tfoot"},
    **dict.fromkeys(("caption", "thead", "tbody", "tfoot"), {"table"}),
    **dict.fromkeys(_CELLS, {"tr"}),
}
_MAX_NESTING = 12  # containers in one another; of deeper ones the text is kept

# A line end of the source stands for nothing between two wide characters, else for a blank.
_WIDE = "[\u2e80-\u9fff\uff00-\uffef]"
_WRAPPED_WIDE = re.compile(rf"(?<={_WIDE})[ \t]*\n\s*(?={_WIDE})")
_WRAPPED = re.compile(r"(?<![ \t])[ \t]*[\n\t][ \t\n]*")  # from its first blank on


def rebuild(html: str) -> str:
    """Return the blocks of ALLOWED; bare text and other blocks become paragraphs."""
    rebuilding = _Rebuilding()
    rebuilding.feed(html)
    rebuilding.close()
    rebuilding.end_paragraph()
    return "".join(rebuilding.blocks[0].pieces)


@dataclass
class _Block:
    """An open block of the source; `holder` is the nearest block that is written."""

    tag: str
    holder: str
    nesting: int
    opening: str = ""
    closing: str = ""
    paragraph: str = "<p>"
    verbatim: bool = False
    pieces: list[str] = field(default_factory=list)


class _Rebuilding(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks = [_Block("body", "body", 0)]
        self.marks: list[Marks] = [()]
        self.runs: list[tuple[Marks, str]] = []  # of the current paragraph

    def handle_starttag(self, tag, attrs):
        tag = SYNONYMS.get(tag, tag)
        if tag == "br":
            self.runs.append((self.marks[-1], "\n"))
        elif tag in INLINE:
            self.marks.append(_with_mark(self.marks[-1], tag, _start_tag(tag, attrs)))
        else:
            self.end_paragraph()
            self.blocks.append(_inner_block(self.blocks[-1], tag, attrs))

    def handle_endtag(self, tag):
        if SYNONYMS.get(tag, tag) in INLINE:
            self.marks.pop()
            return
        self.end_paragraph()
        block = self.blocks.pop()
        if block.opening and (block.pieces or block.tag in _CELLS):
            self.blocks[-1].pieces += [block.opening, *block.pieces, block.closing]

    def handle_data(self, data):
        text = strip_unseen(data)
        if not self.blocks[-1].verbatim:
            text = _WRAPPED.sub(" ", _WRAPPED_WIDE.sub("", text))
        self.runs.append((self.marks[-1], text))

    def end_paragraph(self) -> None:
        """Writes the text since the last block began or ended, if there is any."""
        inner = _written(_trimmed(self.runs))
        self.runs = []
        block = self.blocks[-1]
        if not inner:
            return
        if block.holder in _LISTS:
            block.pieces.append(f"<li>{inner}</li>")
        elif block.tag == block.holder and block.tag in _PARENTS and not block.pieces:
            block.pieces.append(inner)  # the first line of an item, a cell or a caption
        else:
            block.pieces.append(f"{block.paragraph}{inner}</p>")


def _inner_block(outer: _Block, tag: str, attrs) -> _Block:
    nesting = outer.nesting + (tag in _CONTAINERS)
    parents = _PARENTS.get(tag, {outer.holder})
    if tag in PARAGRAPHS or outer.holder not in parents or nesting > _MAX_NESTING:
        return _Block(
            tag,
            outer.holder,
            outer.nesting,
            paragraph=_start_tag("p", attrs),
            verbatim=outer.verbatim or tag == "pre",
            pieces=outer.pieces,
        )
    opening, closing = _start_tag(tag, attrs), f"</{tag}>"
    if tag in _CONTAINERS and outer.holder in _LISTS:
        opening, closing = f"<li>{opening}", f"{closing}</li>"
    return _Block(tag, tag, nesting, opening, closing)


def _start_tag(tag: str, attrs) -> str:
    """The start tag with what ALLOWED lets stand on it; "" for a link without an address.

    In the order of ALLOWED: the editor writes another, and a digest must not change by that.
    """
    given, allowed = dict(attrs), ALLOWED[tag]
    if tag == "a" and "href" not in given:
        return ""
    kept = {name: given[name] for name in allowed.attributes if name in given}
    classes = (given.get("class") or "").split()
    if tag != "a" or REFERENCE_ADDRESS.fullmatch(kept["href"]):
        kept |= {"class": one for one in allowed.classes if one in classes}
    return f"<{tag}" + "".join(f' {name}="{escape(kept[name])}"' for name in kept) + ">"


def _with_mark(marks: Marks, tag: str, opening: str) -> Marks:
    if not opening or tag in dict(marks):
        return marks
    return (*marks, (tag, opening))


def _trimmed(runs: list) -> list:
    """The runs without blanks and breaks at either end: pages indent and space by themselves."""
    filled = [index for index, (_, text) in enumerate(runs) if text.strip()]
    if not filled:
        return []
    runs = runs[filled[0] : filled[-1] + 1]
    runs[0] = (runs[0][0], runs[0][1].lstrip())
    runs[-1] = (runs[-1][0], runs[-1][1].rstrip())
    return runs


def _written(runs: list) -> str:
    written, opened = [], ()
    for marks, text in [*runs, ((), "")]:
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(marks, opened)))
        written += [f"</{tag}>" for tag, _ in reversed(opened[shared:])]
        written += [opening for _, opening in marks[shared:]]
        written.append(escape(text, quote=False).replace("\n", "<br>"))
        opened = marks
    return "".join(written)
