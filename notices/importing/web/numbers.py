"""Labels of list items: computed as a browser counts them, or written out by Word."""

import re
import unicodedata

from ...numbering.numerals import CHINESE, CIRCLES, LETTERS, ROMAN
from .markup import Node

_MOST = 9999
_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_HAN = "[\u3400-\u9fff]"


_WAYS = {
    "decimal": lambda number: f"{number}.",
    "decimal-leading-zero": lambda number: f"{number:02}.",
    "lower-roman": lambda number: f"{ROMAN.write(number).lower()}.",
    "upper-roman": lambda number: f"{ROMAN.write(number)}.",
    **dict.fromkeys(("lower-alpha", "lower-latin"), lambda number: f"{LETTERS.write(number)}."),
    **dict.fromkeys(
        ("upper-alpha", "upper-latin"), lambda number: f"{LETTERS.write(number).upper()}."
    ),
    **dict.fromkeys(
        "cjk-ideographic simp-chinese-informal trad-chinese-informal japanese-informal".split(),
        lambda number: f"{CHINESE.write(number)}、",
    ),
    "circled-decimal": CIRCLES.write,
}


def marker(listing: Node, item: Node, number: int) -> tuple[str, str]:
    """Return (label, item) of an <li>: ("2.", "") in an <ol>, ("", "ul") in any other list."""
    kind = _style(item) or _style(listing)
    if kind == "none":
        return "", ""
    if listing.tag != "ol":
        return "", "ul"
    return _WAYS.get(kind, _WAYS["decimal"])(number), ""


def counted(listing: Node) -> list[tuple[Node, int]]:
    """Return the list's own items with their numbers, 1 to 9999."""
    items = [child for child in listing.children if isinstance(child, Node) and child.tag == "li"]
    backwards = "reversed" in listing.attributes
    number = listing.number("start", len(items) if backwards else 1, _MOST)
    found = []
    for item in items:
        number = item.number("value", number, _MOST)
        found.append((item, number))
        number = min(max(number + (-1 if backwards else 1), 1), _MOST)
    return found


def is_bullet(label: str) -> bool:
    """Whether what Word wrote for a list item only points (·, l of Wingdings) and numbers nothing."""
    numbers = [one for one in label if unicodedata.category(one)[0] == "N" or re.match(_HAN, one)]
    return not numbers and (len(label) == 1 or not any(one.isalnum() for one in label))


def gap(label: str, text: str) -> str:
    """What parts a label from its text: nothing after a mark (一、), a blank after 1.1 or 第一条."""
    return " " if text and label[-1:].isalnum() and not is_circled(label) else ""


def _style(node: Node) -> str:
    shorthand = node.css.get("list-style", "").split()
    kind = node.css.get("list-style-type") or next(
        (word for word in shorthand if word in _WAYS or word == "none"), ""
    )
    return kind or _TYPES.get(node.attributes.get("type", ""), "")


def is_circled(label: str) -> bool:
    """Whether the label is one sign that holds its number: ①, ㈠, ⑴."""
    return len(label) == 1 and unicodedata.category(label) == "No"
