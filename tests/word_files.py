"""Word files (.docx) by hand-written XML: only what a test is about stands in them."""

import io
import zipfile
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_ROOTS = {"document.main": "document", "header": "hdr", "footer": "ftr"}
_MAIN = "word/document.xml"


def run(text: str, properties: str = "") -> str:
    """A run with these rPr children."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{_text(text)}</w:r>"


def paragraph(content: str = "", properties: str = "", look: str = "") -> str:
    """A paragraph; content is XML, or plain text that becomes one run with these rPr children."""
    inner = content if content.startswith("<") or not content else run(content, look)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(text: str, number: int | str = 1, level: int = 0, properties: str = "") -> str:
    """A paragraph with an automatic number."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties + place)


def styled(text: str, style: str, properties: str = "") -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>{properties}')


def style(identifier: str, name: str = "", inner: str = "", based_on: str = "") -> str:
    """A paragraph style; inner holds its pPr and rPr."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}">'
        f'<w:name w:val="{name or identifier}"/>{base}{inner}</w:style>'
    )


def level(place: int, form: str, text: str, inner: str = "", start: int = 1) -> str:
    """A level of a list; inner stands between format and text."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{inner}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(identifier: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(levels)}</w:abstractNum>'


def number(identifier: int, of: int, overrides: str = "") -> str:
    of = f'<w:abstractNumId w:val="{of}"/>'
    return f'<w:num w:numId="{identifier}">{of}{overrides}</w:num>'


def one_list(*levels: str) -> str:
    """A numbering part with one list, numId 1."""
    return abstract(0, *levels) + number(1, 0)


def table(*rows: list[str]) -> str:
    """A table; each cell is text, or its XML (tcPr and blocks)."""
    return f"<w:tbl>{''.join(_row(row) for row in rows)}</w:tbl>"


def drawing(name: str, described: str = "") -> str:
    """A run with a picture of this name, and its alternative text."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="{described}"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="{name}"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def docx(body: str, media: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """A .docx; parts: styles, numbering, footnotes, endnotes, comments, header, footer, theme.

    Each is the inside of its root element. Pictures have their names as r:id, and headerReference
    and footerReference the r:id header and footer. links="id address": external links.
    """
    links = parts.pop("links", "")
    files = {_MAIN: _part("document.main", f"<w:body>{body}</w:body>")}
    files |= {f"word/{kind}.xml": _part(kind, inner) for kind, inner in parts.items()}
    related = [_relation(kind, kind, f"{kind}.xml") for kind in parts]
    for name in media or {}:
        related.append(_relation(name, "image", f"media/{name}"))
    for link in filter(None, links.split("\n")):
        name, address = link.split(" ", 1)
        related.append(_relation(name, "hyperlink", address, ' TargetMode="External"'))
    files["word/_rels/document.xml.rels"] = _relations(related)
    files["_rels/.rels"] = _relations([_relation("main", "officeDocument", _MAIN)])
    files["[Content_Types].xml"] = _content_types(parts)
    pictures = {f"word/media/{name}": data for name, data in (media or {}).items()}
    return zipped({name: text.encode() for name, text in files.items()} | pictures)


def zipped(files: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def rewritten(data: bytes, changes: dict[str, bytes]) -> bytes:
    """The same zip with some files replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return zipped(files | changes)


def _row(row: list[str]) -> str:
    """A row; a first cell that is trPr XML stands before the cells."""
    first = row[0] if row[0].startswith("<w:trPr") else ""
    cells = (cell if cell.startswith("<") else paragraph(cell) for cell in row[bool(first) :])
    return f"<w:tr>{first}{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def _part(kind: str, inner: str) -> str:
    if kind == "theme":
        return f"<a:theme {_SPACES}>{inner}</a:theme>"
    root = _ROOTS.get(kind, kind)
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_SPACES}>{inner}</w:{root}>'


def _relation(identifier: str, kind: str, target: str, mode: str = "") -> str:
    return (
        f'<Relationship Id="{identifier}" Type="{_OFFICE}/{kind}" Target="{escape(target)}"{mode}/>'
    )


def _relations(related: list[str]) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(related)}</Relationships>'


def _content_types(parts: dict[str, str]) -> str:
    kinds = {_MAIN: "document.main"} | {f"word/{kind}.xml": kind for kind in parts}
    named = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPE.format(kind)}"/>'
        for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{named}</Types>'
    )
