"""The tree of a page → its paragraphs, tables and pictures, in reading order."""

from dataclasses import dataclass, replace
from itertools import groupby

from ..blocks import Aside
from ..wraps import NUMBER, join_wraps
from .chrome import judge, sure
from .drafts import Draft, of_line
from .images import draft_of
from .markup import Image, Node, Run
from .numbers import counted, gap, is_bullet, marker
from .runs import Line, lines
from .styles import PLAIN, Style
from .tables import is_layout, read_rows, table_draft

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = {"ul", "ol", "menu", "dir"}


@dataclass(frozen=True)
class _Context:
    """What the blocks around a paragraph say about it."""

    level: int = 0
    centred: bool = False
    aside: Aside | None = None
    in_article: bool = False

    def inside(self, node: Node) -> "_Context":
        align = node.css.get("text-align") or node.attributes.get("align", "").lower()
        centred = align == "center" if align else self.centred or node.tag == "center"
        return replace(
            self,
            level=_HEADINGS.get(node.tag, self.level),
            centred=centred,
            aside=self.aside or sure(node, self.in_article),
            in_article=self.in_article or node.tag in ("article", "main"),
        )


def read_flow(root: Node) -> list[Draft]:
    """Return the drafts of a page; what its structure sets aside has that said."""
    return _Flow().read(root, _Context())


class _Flow:
    def __init__(self):
        self.drafts: list[Draft] = []
        self.runs: list[Run] = []
        self.images: list[Draft] = []
        self.marker = ("", "")  # label and item that wait for the first paragraph of an <li>

    def read(self, node: Node, context: _Context) -> list[Draft]:
        """Return the drafts of what stands in the node."""
        self._children(node, context)
        self._end(context)
        return self.drafts

    def _children(self, node: Node, context: _Context) -> None:
        for child in node.children:
            if isinstance(child, Run):
                self.runs.append(child)
            elif isinstance(child, Image):
                self.images.append(draft_of(child, len(self.images) + len(self.drafts) + 1))
            else:
                self._end(context)
                self._block(child, context)

    def _block(self, node: Node, outer: _Context) -> None:
        if node.style.hidden:
            return
        first, context = len(self.drafts), outer.inside(node)
        if node.tag == "table":
            self._table(node, context)
        elif node.tag in _LISTS:
            self._list(node, context)
        else:
            self._children(node, context)
        self._end(context)
        judge(node, self.drafts[first:])

    def _list(self, node: Node, context: _Context) -> None:
        numbers = {id(item): number for item, number in counted(node)}
        for child in node.children:
            if id(child) in numbers:
                self._end(context)
                self.marker = marker(node, child, numbers[id(child)])
                self._block(child, context)
                self.marker = ("", "")
            else:
                self._children(replace_children(node, child), context)

    def _table(self, node: Node, context: _Context) -> None:
        table = read_rows(node)
        for stray in table.strays:
            self._children(replace_children(node, stray), context)
        self._end(context)
        read = {id(cell): _Flow().read(cell, context.inside(cell)) for cell in table.cells()}
        if is_layout(table, read):
            for cell in table.cells():
                judge(cell, read[id(cell)])
                self.drafts += read[id(cell)]
        else:
            self.drafts.append(table_draft(table, read, context.aside))
            pictures = [draft for drafts in read.values() for draft in drafts]
            self.drafts += [draft for draft in pictures if draft.missing is not None]

    def _end(self, context: _Context) -> None:
        """Writes the paragraph since the last block began or ended, if there is one."""
        for aside, runs in _by_aside(self.runs):
            for line in _paragraphs(lines(runs), context):
                self.drafts.append(self._paragraph(line, context, aside or context.aside))
        for image in self.images:
            image.aside = context.aside
        self.drafts += self.images
        self.runs, self.images = [], []

    def _paragraph(self, line: Line, context: _Context, aside: Aside | None) -> Draft:
        length = next(
            (place for place, style in enumerate(line.styles) if not style.label),
            len(line.styles),
        )
        written = line.text[:length].strip()
        label, item = self.marker
        self.marker = ("", "")
        if written:
            line = line.part(length)
            label, item = ("", "ul") if is_bullet(written) else (written, "")
        elif NUMBER.match(line.text):
            label, item = "", ""
        if label:
            line = _labelled(label, line)
        return of_line(
            line,
            label=label,
            item=item,
            level=context.level,
            centred=context.centred,
            aside=aside,
        )


def replace_children(node: Node, child: Node | Run | Image) -> Node:
    """The node with one child alone."""
    return replace(node, children=[child])


def _labelled(label: str, line: Line) -> Line:
    opening = label + gap(label, line.text)
    style: Style = line.styles[0] if line.styles else PLAIN
    style = style._replace(href="", linked=False, u=False)
    return Line(opening + line.text, (style,) * len(opening) + line.styles)


def _by_aside(runs: list[Run]) -> list[tuple[Aside | None, list[Run]]]:
    """What is shown first, then what was deleted from it or written beside it."""
    kinds = {run.style.aside for run in runs}
    found = [(kind, [run for run in runs if run.style.aside == kind]) for kind in kinds]
    return sorted(found, key=lambda pair: pair[0] or "")


def _paragraphs(found: list[Line], context: _Context) -> list[Line]:
    """The paragraphs that lines between breaks make; those of one heading are one paragraph."""
    if context.level:
        groups = groupby(found, key=lambda line: bool(line.text))
        return [_joined(list(group), "\n") for has_text, group in groups if has_text]
    written = [("\u3000" if line.indented else "") + line.text for line in found]
    return [_joined([found[place] for place in group]) for group in join_wraps(written)]


def _joined(found: list[Line], between: str = "") -> Line:
    """The lines as one; Latin words stay apart."""
    text, styles = found[0].text, list(found[0].styles)
    for line in found[1:]:
        parted = text[-1].isascii() and text[-1].isalnum() and line.text[0].isascii()
        gap = between or (" " if parted and line.text[0].isalnum() else "")
        text += gap + line.text
        styles += [styles[-1]] * len(gap) + list(line.styles)
    return Line(text, tuple(styles), found[0].indented)
