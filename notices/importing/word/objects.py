"""Drawings and older objects of a run: pictures with their alternative text, and text boxes."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from ...characters import strip_unseen
from ..blocks import Block, Picture
from .source import Part
from .xml import Element

_CONTENT = {"t", "br", "tab", "sym", "{a}blip", "{v}imagedata", "txbxContent", "{m}t"}
_LONGEST = 2_000  # characters of an alternative text
_DIAGRAMS = ("chart", "diagram")


class Place(Enum):
    """Where an anchored box may stand before the paragraph that holds it."""

    ABOVE = auto()
    ON_PAGE = auto()  # measured from the page's edge or margin


@dataclass(frozen=True, eq=False)
class Box:
    """A text box, to be read after the paragraph that holds it, or before it."""

    content: Element
    place: Place | None = None


def branch(alternatives: Element) -> Element | None:
    """The one of several forms of the same thing that is read: the newest with any content."""
    forms = [e for e in alternatives if e.tag in ("{mc}Choice", "{mc}Fallback")]
    full = (form for form in forms if any(e.tag in _CONTENT for e in form.iter()))
    return next(full, forms[0] if forms else None)


def held_in(element: Element, part: Part) -> Iterator[Block | Box]:
    """Yield what an object shows, in order; what cannot be had goes into the tally."""
    alternative, place = "", None
    for inner in _shown(element):
        if inner.tag == "txbxContent":
            yield Box(inner, place)
        elif inner.tag == "{wp}positionV":
            place = _place(inner)
        elif inner.tag == "{a}graphicData":
            kind = inner.get("uri", "").rpartition("/")[2]
            part.source.tally.times["diagrams"] += kind in _DIAGRAMS
        elif inner.tag == "{a}blip":
            yield from _picture(part, inner.get("{r}embed"), inner.get("{r}link"), alternative)
        elif inner.tag == "{v}imagedata":
            yield from _picture(part, inner.get("{r}id"), inner.get("{r}href"), alternative)
        else:
            alternative = _alternative(inner) or alternative


def _shown(element: Element) -> Iterator[Element]:
    waiting = [element]
    while waiting:
        inner = waiting.pop()
        yield inner
        if inner.tag == "{mc}AlternateContent":
            chosen = branch(inner)
            waiting += [] if chosen is None else [chosen]
        elif inner.tag != "txbxContent":
            waiting += reversed(inner)


def _place(position: Element) -> Place | None:
    offset = position.find("{wp}posOffset")
    if offset is None:
        return None
    if position.get("relativeFrom") in ("page", "margin", "topMargin"):
        return Place.ON_PAGE
    return Place.ABOVE if (offset.text or "").strip().startswith("-") else None


def _alternative(element: Element) -> str:
    """The text for those who do not see the picture; a title where there is no description."""
    if element.tag == "{wp}docPr" or element.tag.endswith("cNvPr"):
        return element.get("descr") or element.get("title") or ""
    return element.get("alt", "") if element.tag.startswith("{v}") else ""


def _picture(part: Part, embedded: str | None, linked: str | None, text: str) -> Iterator[Block]:
    if not embedded and not linked:
        return
    relation = part.relation(embedded)
    if relation is None or relation.external:
        outside = linked or relation
        part.source.tally.times["linked" if outside else "missing"] += 1
        return
    data = part.source.package.picture(relation.target)
    if not data:
        part.source.tally.times["missing"] += 1
        return
    part.source.tally.picture()
    name = posixpath.basename(relation.target)
    yield Block(" ".join(strip_unseen(text[:_LONGEST]).split()), picture=Picture(data, name))
