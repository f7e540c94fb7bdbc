"""The document part: the elements of a notice in the order of GB/T 9704—2012, 7."""

from collections.abc import Mapping
from math import ceil

from ... import reading
from ...reading import Document, day, title_lines
from . import page, texts
from .figures import figure
from .outline import section
from .parts import Parts
from .styles import (
    BELOW_INNER_LINE,
    CHARACTER,
    INNER_LINE,
    LINE,
    LONG_HEAD_SIZE,
    RED_LINE,
)
from .xml import HEAD, NAMESPACES, Run, element, paragraph, run, tag

_TITLE_WIDTH = 20  # characters of 2号 on a line of 156 mm
_BLANK_LINE = tag("spacing", before=LINE, line=LINE, lineRule="exact")
_NOTE_WORD = 3  # characters of 附件：


def document_part(payload: Mapping, parts: Parts, footers: dict[str, str]) -> str:
    """The part document.xml; what it refers to is collected in parts."""
    shown = reading.document(payload)
    inner = _head(shown) + _text(payload, parts) + _tail(shown) + page.section(footers)
    return f"{HEAD}<w:document {NAMESPACES}>{element('body', inner)}</w:document>"


def _line(style: str, text: str, properties: str = "", size: int = 0) -> str:
    return paragraph(style, run(Run(text, size=size)), properties)


def _head(shown: Document) -> str:
    """Red head, number and line; title; addressee. A number without red head is under the title."""
    title = _line("HongtouTitle", _title(shown))
    number = shown.doc_number
    if shown.mast:
        size = LONG_HEAD_SIZE if shown.mast.is_long else 0
        head = "".join(_line("HongtouRedHead", line, size=size) for line in shown.mast.lines)
        title = head + _line("HongtouDocNumber", number, RED_LINE) + title
    elif number:
        title += _line("HongtouDocNumber", number)
    return title + (_line("HongtouAddressee", shown.addressee) if shown.addressee else "")


def _title(shown: Document) -> str:
    """The title, in lines of about one length that split no word (7.3.1)."""
    lines = title_lines(shown.title, shown.issuers)
    pieces = _unbroken([piece for line in lines for piece in line])
    width = sum(map(_width, pieces))
    if width <= _TITLE_WIDTH:
        return shown.title
    fewest = len(_lines(pieces, _TITLE_WIDTH))
    shortest = next(
        length
        for length in range(ceil(width / fewest), _TITLE_WIDTH + 1)
        if len(_lines(pieces, length)) <= fewest
    )
    return "\n".join(_lines(pieces, shortest))


def _unbroken(pieces: list[str]) -> list[str]:
    """The pieces, those that a blank parts as one: a line's end would swallow it."""
    joined = [""]
    for piece in pieces:
        if joined[-1] and not joined[-1][-1].isspace() and not piece[:1].isspace():
            joined.append("")
        joined[-1] += piece
    return joined


def _lines(pieces: list[str], longest: float) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and _width(lines[-1] + piece) > longest:
            lines.append("")
        lines[-1] += piece
    return lines


def _width(text: str) -> float:
    """In characters; digits and letters take half of one."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _text(payload: Mapping, parts: Parts) -> str:
    pieces = [_rich(payload["preamble"], "HongtouPreamble", parts)]
    pieces += _figures(payload, "preamble", parts)
    for row in payload["sections"]:
        pieces.append(section(row, payload["scheme"], parts))
        pieces += _figures(payload, "section", parts, row["number"])
    pieces.append(_rich(payload["closing"], "HongtouClosing", parts))
    pieces += _figures(payload, "closing", parts)
    return "".join(pieces)


def _rich(html: str, style: str, parts: Parts) -> str:
    return texts.written_blocks(texts.blocks(html, parts), style, parts)


def _figures(payload: Mapping, place: str, parts: Parts, number: int | None = None) -> list[str]:
    rows = (row for row in payload["figures"] if row["place"] == place)
    return [figure(row, parts) for row in rows if number is None or row["section"] == number]


def _tail(shown: Document) -> str:
    return _attachments(shown) + _signed(shown) + _record(shown)


def _attachments(shown: Document) -> str:
    """附件说明 (7.3.4): names under one another, without closing marks."""
    written = ""
    for at, one in enumerate(shown.attachments):
        before = "" if at else "附件："
        indent = tag("ind", firstLineChars=500, firstLine=(2 + _NOTE_WORD) * CHARACTER)
        properties = indent if at else _BLANK_LINE
        written += _line("HongtouAttachmentNote", f"{before}{one.order}{one.name}", properties)
    return written


def _signed(shown: Document) -> str:
    """署名 and 成文日期 without a seal (7.3.5.2), 附注 (7.3.6)."""
    date = day(shown.signed_on) if shown.signed_on else ""
    longest = max(map(_width, shown.signature), default=0)
    of_name, of_date = _from_the_right(longest, _width(date))
    written = "".join(
        _line("HongtouSignature", name, ("" if at else _BLANK_LINE) + of_name)
        for at, name in enumerate(shown.signature)
    )
    written += _line("HongtouDate", date, of_date) if date else ""
    return written + (_line("HongtouAnnotation", shown.annotation) if shown.annotation else "")


def _from_the_right(name: float, date: float) -> tuple[str, str]:
    """The indents that let the date begin two characters after the name, both two or more from
    the right edge; name and date are widths in characters."""
    gap = name - date
    places = (2, gap) if gap >= 2 else (4 - gap, 2)
    return tuple(
        tag("ind", rightChars=round(place * 100), right=round(place * CHARACTER))
        for place in places
    )


def _record(shown: Document) -> str:
    """版记 (7.4): 抄送, 印发机关 and 印发日期."""
    issued = f"{day(shown.imprint_on)}印发" if shown.imprint_on else ""
    imprint = "\t".join(filter(None, [shown.imprint_issuer, issued]))
    written = ""
    if shown.cc:
        written += _line("HongtouCc", f"抄送：{shown.cc}", INNER_LINE if imprint else "")
    if imprint:
        written += _line("HongtouImprint", imprint, BELOW_INNER_LINE if shown.cc else "")
    return written
