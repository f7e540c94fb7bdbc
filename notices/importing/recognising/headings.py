"""Which part of the line a label opens is a heading (GB/T 9704—2012 7.3.3: 黑体, 楷体)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...numbering import Style, read_label
from .lines import close_up, ends_sentence, is_balanced

_LENGTH = 40  # characters; a longer sentence is text
_ITEM_LENGTH = 25  # of an item's heading: items are mostly sentences
_RULE = re.compile("应当|必须|不得|可以")  # a sentence that rules something is no item's heading
_DIVISIONS = {read_label(text).style for text in ("第一编", "第一章", "第一节")}
_ARTICLE = read_label("第一条").style
# What these open has a heading by itself, unless they count the articles of a chapter, or items.
_LEADING = {read_label(text).style for text in ("一、", "（一）")}

Parted = tuple[str, bool, str]


@dataclass(frozen=True)
class Opening:
    """A section's label, the text after it on its line, its depth; has it paragraphs below?

    bold: how many characters of text from its start are bold; is_marked: they are the heading,
    by a style of our own, and where there are none there is no heading.
    """

    label: str
    text: str
    depth: int
    has_below: bool
    bold: int = 0
    is_marked: bool = False


@dataclass
class _Family:
    """Sections of one style and depth under one parent, by their places in the outline."""

    depth: int
    style: Style | None
    parent: Style | None
    places: list[int] = field(default_factory=list)

    @property
    def leads(self) -> bool:
        """Whether each has a heading by itself; the others have one together or not at all."""
        if self.style is None:
            return self.depth <= 2
        itemised = self.parent in _DIVISIONS or self.parent == _ARTICLE
        return self.style in _DIVISIONS or (self.style in _LEADING and not itemised)


def part_headings(openings: Sequence[Opening]) -> list[Parted]:
    """Return (heading, run_in, the rest) of each section's line, in the order of the outline.

    `run_in`: the heading ends in 。 and the text goes on in its paragraph.
    """
    parted = [("", False, opening.text) for opening in openings]
    for family in _families(openings):
        headed = _headed_by_itself if family.leads else _headed_together
        for place, heading in headed(family, openings).items():
            parted[place] = heading
    for place, opening in enumerate(openings):
        parted[place] = _shown_heading(opening) or parted[place]
    return parted


def _shown_heading(opening: Opening) -> Parted | None:
    """The heading that its bold letters show, None where they show none."""
    shown, rest = opening.text[: opening.bold].strip(), opening.text[opening.bold :].strip()
    if opening.is_marked:
        run_in = bool(rest) and shown.endswith("。")
        return shown.removesuffix("。") if run_in else shown, run_in, rest
    if rest and shown.endswith("。") and len(shown) <= _LENGTH + 1 and "。" not in shown[:-1]:
        return shown[:-1], True, rest
    return None


def is_short(text: str) -> bool:
    """Whether a line may be a heading on its own."""
    if not text or len(text) > _LENGTH:
        return False
    return not ends_sentence(text) and "。" not in text


def _families(openings: Sequence[Opening]) -> list[_Family]:
    families, path = [], []
    for place, opening in enumerate(openings):
        label = read_label(opening.label)
        style = label.style if label else None
        while path and path[-1].depth > opening.depth:
            path.pop()
        if not path or (path[-1].depth, path[-1].style) != (opening.depth, style):
            if path and path[-1].depth == opening.depth:
                path.pop()
            path.append(_Family(opening.depth, style, path[-1].style if path else None))
            families.append(path[-1])
        path[-1].places.append(place)
    return families


def _headed_by_itself(family: _Family, openings: Sequence[Opening]) -> dict[int, Parted]:
    headings = {
        place: _heading(openings[place].text) or _sentence_above(openings[place])
        for place in family.places
    }
    return {place: heading for place, heading in headings.items() if heading}


def _headed_together(family: _Family, openings: Sequence[Opening]) -> dict[int, Parted]:
    """Headings of every item, or only of the lines that deeper sections stand under."""
    if family.style == _ARTICLE:
        return {}
    headings = {place: _item_heading(openings[place].text) for place in family.places}
    run_in = [heading[1] for heading in headings.values() if heading]
    # Words alone, without anything below any of them, are a list.
    goes_on = any(openings[place].has_below or _parent(openings, place) for place in headings)
    together = len(headings) > 1 and any(run_in) or goes_on and not any(run_in)
    if together and all(headings.values()):
        return headings
    return {
        place: heading
        for place, heading in headings.items()
        if heading and not heading[1] and _parent(openings, place)
    }


def _parent(openings: Sequence[Opening], place: int) -> bool:
    below = openings[place + 1 : place + 2]
    return any(opening.depth > openings[place].depth for opening in below)


def _heading(text: str) -> Parted | None:
    if is_short(text):
        return close_up(text), False, ""
    first, _, rest = text.partition("。")
    return (first, True, rest.strip()) if rest.strip() and _may_be_heading(first) else None


def _sentence_above(opening: Opening) -> Parted | None:
    """A short sentence on a line of its own above paragraphs: a heading that keeps its 。"""
    is_heading = opening.has_below and is_short(opening.text.removesuffix("。"))
    return (opening.text, False, "") if is_heading else None


def _item_heading(text: str) -> Parted | None:
    heading = _heading(text)
    if heading and heading[1] and (len(heading[0]) > _ITEM_LENGTH or _RULE.search(heading[0])):
        return None
    return heading


def _may_be_heading(sentence: str) -> bool:
    """A first sentence with ： or ； begins the text: 元旦：1月1日放假。"""
    if not 0 < len(sentence) <= _LENGTH:
        return False
    return is_balanced(sentence) and not re.search("[：；]", sentence)
