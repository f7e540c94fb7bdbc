"""The one list of tags, attributes, classes and addresses, and the cleaners made from it."""

import re
from dataclasses import dataclass

import nh3

from ..characters import UNSEEN

MAX_CHARS = 200_000


@dataclass(frozen=True)
class Element:
    """What may stand on one tag, and the editor's buttons that make it."""

    attributes: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()


ALIGNMENTS = ("ta-c", "ta-r")
ALLOWED = {
    "p": Element(classes=ALIGNMENTS, buttons=("JustifyCenter", "JustifyRight")),
    "br": Element(),
    "strong": Element(buttons=("Bold",)),
    "em": Element(buttons=("Italic",)),
    "u": Element(buttons=("Underline",)),
    "s": Element(buttons=("Strike",)),
    "sub": Element(buttons=("Subscript",)),
    "sup": Element(buttons=("Superscript",)),
    "ol": Element(("start",), buttons=("NumberedList",)),
    "ul": Element(buttons=("BulletedList",)),
    "li": Element(buttons=("Outdent", "Indent")),
    "blockquote": Element(buttons=("Blockquote",)),
    "table": Element(buttons=("Table",)),
    "caption": Element(),
    "thead": Element(),
    "tbody": Element(),
    "tfoot": Element(),
    "tr": Element(),
    "th": Element(("colspan", "rowspan", "scope"), ALIGNMENTS),
    "td": Element(("colspan", "rowspan"), ALIGNMENTS),
    # A reference to a section (`references`) is a link whose class and address go together.
    "a": Element(("href",), ("xref",), ("Link", "Unlink", "CrossReference")),
}
REFERENCE_ADDRESS = re.compile("#s(?:0|[1-9][0-9]{0,8})")
INLINE = {"strong", "em", "u", "s", "sub", "sup", "a"}

# Tags that are not ours, but whose text is: other names, and blocks that become paragraphs.
SYNONYMS = {"b": "strong", "i": "em", "strike": "s", "del": "s", "hr": "br"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
PARAGRAPHS = HEADINGS | {
    "address",
    "article",
    "aside",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "main",
    "menu",
    "nav",
    "p",
    "pre",
    "section",
    "summary",
}

# Tags whose text is no text of ours.
SCRIPTS = {"script", "iframe", "object", "embed", "applet", "svg", "math", "audio", "video"}
DROPPED = SCRIPTS | {
    "canvas",
    "frameset",
    "head",
    "noembed",
    "noframes",
    "noscript",
    "option",
    "plaintext",
    "select",
    "style",
    "template",
    "textarea",
    "title",
    "xml",
    "xmp",
}

_BOUNDS = {"colspan": 100, "rowspan": 100, "start": 1000}
_SCOPES = {"row", "col", "rowgroup", "colgroup"}
_SCHEMES = {"http", "https", "mailto", "tel"}
_ADDRESS = re.compile(rf"(?:https?://|mailto:|tel:|/(?!/)|#)[^\s\\{UNSEEN}]+|/", re.IGNORECASE)


class TooLong(ValueError):
    """The text is over MAX_CHARS characters; the message is a Chinese sentence for the editor."""

    def __init__(self, length: int):
        super().__init__(
            f"正文连同格式共{length}个字符，超过上限{MAX_CHARS}个，请拆成几个层次，或改用附件。"
        )


def kept_value(tag: str, name: str, value: str) -> str | None:
    """Return the value an attribute is kept with, None where it is dropped."""
    value = value.strip()
    if name == "href":
        return value if len(value) <= 2000 and _ADDRESS.fullmatch(value) else None
    if name in _BOUNDS:
        return _bounded(value, _BOUNDS[name])
    if name == "scope":
        return value if value in _SCOPES else None
    return value


def _bounded(value: str, most: int) -> str | None:
    number = int(value) if re.fullmatch("[0-9]{1,9}", value) else 0
    return str(number) if 1 <= number <= most else None


def cleaner(extra_tags: set[str] = frozenset()) -> nh3.Cleaner:
    """Return a cleaner that keeps what ALLOWED lists, and the extra tags without attributes."""
    return nh3.Cleaner(
        tags=ALLOWED.keys() | extra_tags,
        clean_content_tags=DROPPED,
        # "*" must be given: without it nh3 keeps lang and title everywhere.
        attributes={"*": set()} | {tag: set(one.attributes) for tag, one in ALLOWED.items()},
        attribute_filter=kept_value,
        allowed_classes={tag: set(one.classes) for tag, one in ALLOWED.items() if one.classes},
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )
