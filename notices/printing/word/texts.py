"""Rich text as `rich_text` accepts it → paragraphs, lists and tables of Word."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from .parts import Parts
from .styles import CHARACTER
from .tables import Cell, Table, table
from .xml import Run, paragraph, run, tag

_INLINE = {"strong", "em", "u", "s", "sub", "sup"}
_ALIGNED = {"ta-c": "center", "ta-r": "right"}
_CELLS = {"th", "td"}


@dataclass
class Paragraph:
    """A paragraph of a text; nesting and item are of its list, quoted how deep in quotations."""

    runs: list[Run] = field(default_factory=list)
    alignment: str = ""
    item: str = ""  # numPr of the first paragraph of an item
    nesting: int = 0
    quoted: int = 0
    style: str = ""  # where it is another than the text's

    def written(self, style: str, parts: Parts) -> str:
        return paragraph(self.style or style, written(self.runs, parts), self._properties())

    def _properties(self) -> str:
        steps = self.nesting + self.quoted
        indent = {"left": 2 * CHARACTER * steps} if steps else {}
        if self.nesting or self.alignment:
            indent |= {"firstLineChars": 0, "firstLine": 0}
        aligned = tag("jc", val=self.alignment) if self.alignment else ""
        return self.item + (tag("ind", **indent) if indent else "") + aligned


Block = Paragraph | Table


def blocks(html: str, parts: Parts) -> list[Block]:
    """The blocks of a cleaned text, in order."""
    reading = _Reading(parts)
    reading.feed(html)
    reading.close()
    return reading.blocks


def written_blocks(found: Sequence[Block], style: str, parts: Parts) -> str:
    """Their XML; style is that of a plain paragraph."""
    return "".join(
        one.written(style, parts) if isinstance(one, Paragraph) else _table(one, style, parts)
        for one in found
    )


def _table(one: Table, style: str, parts: Parts) -> str:
    caption = "".join(line.written(style, parts) for line in one.caption)
    return caption + table(one, lambda cell: _cell(cell, parts))


def written(runs: Sequence[Run], parts: Parts) -> str:
    """Runs, those of a link within a hyperlink."""
    return "".join(
        f'<w:hyperlink r:id="{parts.link(one.href)}">{run(one)}</w:hyperlink>'
        if one.href
        else run(one)
        for one in runs
    )


def _cell(cell: Cell, parts: Parts) -> str:
    alignment = cell.alignment or ("center" if cell.header else "")
    properties = tag("jc", val=alignment) if alignment else ""
    head = frozenset(["strong"]) if cell.header else frozenset()
    return "".join(
        paragraph(
            "HongtouTableText",
            written([replace(one, tags=one.tags | head) for one in line.runs], parts),
            properties,
        )
        for line in cell.paragraphs or [Paragraph()]
    )


@dataclass
class _List:
    tag: str
    item: str  # numPr, one for all its items


class _Reading(HTMLParser):
    """Cleaned HTML is well formed: what opens is closed, a cell stands in a row of a table."""

    def __init__(self, parts: Parts):
        super().__init__()
        self.parts = parts
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.lists: list[_List] = []
        self.marks: list[str] = []
        self.hrefs: list[str] = []
        self.quoted = 0
        self.open: Paragraph | None = None
        self.item = ""

    def handle_starttag(self, tag_name, attrs):
        given = dict(attrs)
        if tag_name in _INLINE:
            self.marks.append(tag_name)
        elif tag_name == "a":
            self.hrefs.append(self.parts.absolute(given.get("href") or ""))
        elif tag_name == "br":
            self._text("\n")
        else:
            self.open = None
            self._open_block(tag_name, given)

    def _open_block(self, name: str, given: dict) -> None:
        if name in ("ol", "ul"):
            self.lists.append(_List(name, self._place(name, given)))
        elif name == "li":
            self.item = self.lists[-1].item if self.lists else ""
        elif name == "blockquote":
            self.quoted += 1
        elif name == "table":
            self.tables.append(Table())
            if len(self.tables) == 1:
                self.blocks.append(self.tables[0])
        elif self.tables:
            self._open_in_table(name, given)
        if name in ("p", "caption"):
            self._open_paragraph(_alignment(given), "HongtouCaption" if name == "caption" else "")

    def _place(self, name: str, given: dict) -> str:
        nesting, numbering = len(self.lists), self.parts.numbering
        if self.tables:
            return ""
        if name == "ul":
            return numbering.bulleted(nesting).xml
        return numbering.ordered(nesting, int(given.get("start") or 1)).xml

    def _open_in_table(self, name: str, given: dict) -> None:
        if name == "tr" and len(self.tables) == 1:
            self.tables[0].rows.append([])
        elif name in _CELLS and len(self.tables) == 1:
            spans = (int(given.get(span) or 1) for span in ("colspan", "rowspan"))
            cell = Cell([], name == "th", *spans, alignment=_alignment(given))
            self.tables[0].rows[-1].append(cell)

    def handle_endtag(self, tag_name):
        if tag_name in _INLINE:
            self.marks.pop()
        elif tag_name == "a":
            self.hrefs.pop()
        elif tag_name != "br":
            self.open = None
            self._close_block(tag_name)

    def _close_block(self, name: str) -> None:
        if name in ("ol", "ul"):
            self.lists.pop()
        elif name == "li":
            self.item = ""
        elif name == "blockquote":
            self.quoted -= 1
        elif name == "table":
            self.tables.pop()

    def handle_data(self, data):
        if data.strip() or self.open:
            self._text(data)

    def _text(self, text: str) -> None:
        if self.open is None:
            self._open_paragraph("", "")
        href = self.hrefs[-1] if self.hrefs else ""
        style = "HongtouLink" if href else ""
        self.open.runs.append(Run(text, frozenset(self.marks), href, style))

    def _open_paragraph(self, alignment: str, style: str) -> None:
        self.open = Paragraph(
            alignment=alignment,
            item=self.item,
            nesting=len(self.lists),
            quoted=self.quoted,
            style=style,
        )
        self.item = ""
        self._holder().append(self.open)

    def _holder(self) -> list:
        """Where a paragraph goes: into the cell that is open, a caption above its table."""
        if not self.tables:
            return self.blocks
        rows = self.tables[0].rows
        if rows and rows[-1]:
            return rows[-1][-1].paragraphs
        return self.tables[0].caption


def _alignment(given: dict) -> str:
    return _ALIGNED.get(given.get("class") or "", "")


def first_paragraph(found: list[Block]) -> Paragraph | None:
    """The plain paragraph a text begins with, None where it begins with a list, table or quote."""
    first = found[0] if found else None
    is_plain = isinstance(first, Paragraph) and not (first.nesting or first.quoted)
    return first if is_plain else None
