"""Pieces of WordprocessingML (ISO/IEC 29500-1, 17) as text; every value is escaped here."""

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OF_RUNS = {
    "strong": "<w:b/><w:bCs/>",
    "em": "<w:i/><w:iCs/>",
    "s": "<w:strike/>",
    "u": '<w:u w:val="single"/>',
    "sub": '<w:vertAlign w:val="subscript"/>',
    "sup": '<w:vertAlign w:val="superscript"/>',
}
_BESIDE_SIZE = (("strong", "em", "s"), ("u", "sub", "sup"))  # the order of 17.3.2


@dataclass(frozen=True)
class Run:
    r"""Some characters of one look; "\n" is a line break, "\t" a tab.

    tags: of rich_text, strong to sup; href: absolute address of a link, "" for none.
    style: a character style; plain: not bold whatever the paragraph's style says; size: half
    points, 0 for the style's own.
    """

    text: str
    tags: frozenset[str] = frozenset()
    href: str = ""
    style: str = ""
    plain: bool = False
    size: int = 0


def tag(name: str, /, **attributes) -> str:
    """An empty element of the namespace w."""
    return f"<w:{name}{_written(attributes)}/>"


def element(name: str, inner: str, /, **attributes) -> str:
    """An element of the namespace w around XML."""
    return f"<w:{name}{_written(attributes)}>{inner}</w:{name}>"


def _written(attributes: dict) -> str:
    return "".join(f" w:{name}={quoteattr(str(value))}" for name, value in attributes.items())


def paragraph(style: str, inner: str, properties: str = "", mark: str = "") -> str:
    """A paragraph of a named style; properties in the order of 17.3.1, mark the rPr of its end."""
    mark = element("rPr", mark) if mark else ""
    own = element("pPr", tag("pStyle", val=style) + properties + mark)
    return element("p", own + inner)


def run(one: Run, extra: str = "") -> str:
    """A run; extra is XML behind its text."""
    return element("r", _properties(one) + _text(one.text) + extra)


def look(one: Run) -> str:
    """What stands in the rPr of a run, in the order of 17.3.2."""
    strong = "strong" in one.tags
    plain = '<w:b w:val="0"/><w:bCs w:val="0"/>' if one.plain and not strong else ""
    style = tag("rStyle", val=one.style) if one.style else ""
    size = tag("sz", val=one.size) + tag("szCs", val=one.size) if one.size else ""
    before, after = (
        "".join(_OF_RUNS[name] for name in names if name in one.tags) for names in _BESIDE_SIZE
    )
    return style + plain + before + size + after


def _properties(one: Run) -> str:
    inner = look(one)
    return element("rPr", inner) if inner else ""


def _text(text: str) -> str:
    """The text of a run: tabs and line breaks are elements of their own."""
    pieces, breaks = [""], {"\n": tag("br"), "\t": tag("tab")}
    for character in text:
        if character in breaks:
            pieces += [breaks[character], ""]
        else:
            pieces[-1] += character
    return "".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if not at % 2 and piece else piece
        for at, piece in enumerate(pieces)
    )
