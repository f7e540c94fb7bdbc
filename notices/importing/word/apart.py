"""What stands outside the body: notes and comments, page headers and footers."""

import re
from collections.abc import Iterator

from ..blocks import Aside, Block
from .drafts import Paragraph
from .fields import Fields
from .runs import Note
from .source import Part, Source
from .story import Story, labelled, read_note
from .xml import Element

_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment"))
_NUMBER_LENGTH = 20  # characters of a page number with its dashes
_PAGE_NUMBER = re.compile(
    r"[\s—–\-－·第页共/]*(?:\d{1,4}|[ivxlc]{1,8})?[\s—–\-－·第页共/\d]*", re.I
)


def read_notes(source: Source) -> None:
    """Find the notes and comments, by what refers to them."""
    for kind, tag in _NOTES:
        name = source.package.related(kind)
        root = source.package.part(name) if name else None
        for element in [] if root is None else root.findall(tag):
            if element.get("type", "normal") == "normal":
                source.notes[tag, element.get("id", "")] = (element, name)


def comments_left(part: Part) -> Iterator[Block]:
    """Comments that no paragraph refers to."""
    for key in [key for key in part.source.notes if key[0] == "comment"]:
        yield from read_note(Note(key, 0), part)


def headers_and_footers(document: Element, part: Part) -> list[Block]:
    """The texts of the headers and footers that a section of the document has, each part once."""
    names = []
    for tag in ("headerReference", "footerReference"):
        for reference in document.iter(tag):
            relation = part.relation(reference.get("{r}id"))
            if relation and not relation.external and relation.target not in names:
                names.append(relation.target)
    return [block for name in names for block in _margin(name, part.source)]


def _margin(name: str, source: Source) -> list[Block]:
    root = source.package.part(name)
    if root is None:
        return []
    drafts = Story(Part(source, name, Fields.of(root))).read(root)
    return list(_lines(drafts))


def _lines(drafts: list) -> Iterator[Block]:
    for draft in drafts:
        if isinstance(draft, Paragraph):
            text = "".join(piece.text for piece in labelled(draft))
            number = len(text) <= _NUMBER_LENGTH and _PAGE_NUMBER.fullmatch(text)
            if text:
                yield Block(text, aside=Aside.PAGE_NUMBER if number else Aside.HEADER)
        elif not isinstance(draft, Block):
            for cell in draft.cells:
                yield from _lines(cell.drafts)
