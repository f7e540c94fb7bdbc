"""What tags, attributes and style declarations say about the text inside them."""

import re
from typing import NamedTuple

from ..blocks import Aside

_LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s\\]{1,2000}", re.IGNORECASE)
_LONGEST_STYLE = 20_000
_TAGS = {
    **dict.fromkeys(("b", "strong"), {"strong": True}),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), {"em": True}),
    "u": {"u": True},
    **dict.fromkeys(("s", "strike", "del"), {"s": True}),
    "sub": {"sub": True},
    "sup": {"sup": True},
    **dict.fromkeys(("pre", "listing"), {"pre": True}),
    **dict.fromkeys(("button", "option", "rp", "head"), {"hidden": True}),
}
# Word marks what it wrote for itself by these words in a style or a class.
_WORD_PARTS = {
    "comment": Aside.COMMENT,
    "comment-list": Aside.COMMENT,
    "header": Aside.HEADER,
    "footer": Aside.HEADER,
}
_WORD_OWN = re.compile(r"msocomanchor|MsoCommentReference|msoDelHidden", re.IGNORECASE)


class Style(NamedTuple):
    """Marks by their tags; linked is said of every <a>, href only of an address we accept."""

    strong: bool = False
    em: bool = False
    u: bool = False
    s: bool = False
    sub: bool = False
    sup: bool = False
    href: str = ""
    linked: bool = False
    hidden: bool = False
    pre: bool = False
    label: bool = False  # Word's automatic number, written out by Word
    aside: Aside | None = None


PLAIN = Style()
MARKS = ("strong", "em", "u", "s", "sub", "sup")


def declarations(style: str) -> dict[str, str]:
    """Return a style attribute as property → value, both in small letters."""
    pairs = (part.partition(":") for part in style[:_LONGEST_STYLE].lower().split(";"))
    return {
        name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value
    }


def inherited(outer: Style, tag: str, attributes: dict, css: dict) -> Style:
    """Return the style inside an element that stands in `outer`."""
    changes = dict(_TAGS.get(tag, {}))
    if tag == "a":
        changes |= _link(attributes)
    elif is_revision(tag, attributes):
        changes = {"aside": Aside.DELETED} if tag == "del" else {}
    elif tag == "ins":
        changes["u"] = True
    if css:
        changes |= _declared(css, tag)
    if "hidden" in attributes or _WORD_OWN.search(attributes.get("class", "")):
        changes["hidden"] = True
    if outer.hidden:
        changes["hidden"] = True
    return outer._replace(**changes) if changes else outer


def is_revision(tag: str, attributes: dict) -> bool:
    """Whether this is a tracked change; a page that strikes a word out gives no time."""
    return tag in ("ins", "del") and bool(attributes.keys() & {"datetime", "cite"})


def _link(attributes: dict) -> dict:
    href = re.sub(r"\s+", "", attributes.get("href", ""))
    return {"linked": bool(href), "href": href if _LINK.fullmatch(href) else ""}


def _declared(css: dict, tag: str) -> dict:
    changes = {}
    if weight := css.get("font-weight"):
        changes["strong"] = weight in ("bold", "bolder") or weight[:1] in tuple("6789")
    if slant := css.get("font-style"):
        changes["em"] = slant in ("italic", "oblique")
    line = css.get("text-decoration", "") + css.get("text-decoration-line", "")
    if "underline" in line and tag != "a":
        changes["u"] = True
    if "line-through" in line:
        changes["s"] = True
    for value, mark in (("super", "sup"), ("sub", "sub")):
        if css.get("vertical-align") == value:
            changes[mark] = True
    if css.get("white-space", "").startswith("pre"):
        changes["pre"] = True
    return changes | _of_word(css) | _unseen(css)


def _of_word(css: dict) -> dict:
    changes = {}
    if css.get("mso-list") == "ignore":
        changes["label"] = True
    part = _WORD_PARTS.get(css.get("mso-element", ""))
    return changes | ({"aside": part} if part else {})


def _unseen(css: dict) -> dict:
    special = css.get("mso-special-character", "")
    hides = (
        css.get("display") == "none"
        or css.get("visibility") in ("hidden", "collapse")
        or css.get("mso-hide") == "all"
        or special == "comment"
        or special.startswith("footnote-")
    )
    return {"hidden": True} if hides else {}
