"""The elements of a notice in their order, as an article of a WeChat account."""

import re
from collections.abc import Mapping
from html import escape

from ... import reading
from ...reading import Document, Picture, Section, day
from ...validity import AMENDED, ENDED
from .styles import STYLES, element, line
from .texts import led, styled

_WORDS = re.compile(r"\S(?:.*\S)?")
_ENDED = "〔{}〕以下内容仅供查阅，请勿作为办事依据。"
_AMENDED = "〔已修改〕请与修改它的文件一并查阅，见文末的原文链接。"


def article(payload: Mapping, site_url: str, validity: str = "") -> str:
    """One <section> of HTML with inline styles; `validity` is the word readers see (有效性).

    `site_url` without a slash at its end. Raises ValueError on a format `reading` does not know.
    """
    shown = reading.document(payload)
    page = f"{site_url}/notices/{payload['notice']}/"
    inner = (
        _standing(validity)
        + _head(shown)
        + line("line", shown.addressee)
        + _text(shown, site_url)
        + _attachments(shown, page)
        + _signed(shown)
        + _record(shown)
        + _tail(shown, page)
    )
    return element("section", "article", inner)


def _standing(validity: str) -> str:
    """What a reader must know before the text; WeChat's copy stays as it was made."""
    if validity in ENDED.values():
        return line("status", _ENDED.format(validity))
    return line("status", _AMENDED) if validity == AMENDED else ""


def _head(shown: Document) -> str:
    """Red head and number, then the title in the lines it must have; without a red head the
    number is under the title."""
    lines = "".join(map(_title_line, shown.title_lines))
    number = line("number", shown.doc_number)
    if not shown.mast:
        return element("section", "title", lines + number)
    issuers = "".join(line("issuer", one) for one in shown.mast.lines)
    return element("section", "head", issuers + number) + element("section", "title", lines)


def _title_line(pieces: tuple[str, ...]) -> str:
    """A line of the title, whose pieces are not broken (7.3.1)."""
    whole = (_WORDS.sub(_piece, escape(piece, quote=False)) for piece in pieces)
    return element("p", "title_line", "".join(whole))


def _piece(words: re.Match[str]) -> str:
    """Blanks around the words stay outside, where they are seen."""
    return element("strong", "piece", words[0])


def _text(shown: Document, site_url: str) -> str:
    pieces = [styled(shown.preamble, site_url), _pictures(shown.preamble_pictures, site_url)]
    for part in shown.parts:
        for section in part.sections:
            pieces += [_section(section, site_url), _pictures(section.pictures, site_url)]
    pieces += [styled(shown.closing, site_url), _pictures(shown.closing_pictures, site_url)]
    return "".join(pieces)


def _section(section: Section, site_url: str) -> str:
    body = styled(section.body, site_url)
    own = escape(f"{section.label}{section.gap}{section.heading}", quote=False)
    if section.is_point:
        bold = f"<strong>{own}</strong>" if section.heading else own
        return led(bold, body)
    style = "heading1" if section.depth == 1 else "heading"
    return element("p", style, f"<strong>{own}</strong>") + body


def _pictures(pictures: tuple[Picture, ...], site_url: str) -> str:
    return "".join(
        element("section", "figure", _image(one, site_url) + line("figcaption", one.caption))
        for one in pictures
    )


def _image(one: Picture, site_url: str) -> str:
    address, alt = escape(f"{site_url}{one.address}"), escape(one.alt)
    return f'<img src="{address}" alt="{alt}" style="{STYLES["img"]}">'


def _attachments(shown: Document, page: str) -> str:
    """附件, each with its address as text: links to other sites are dropped."""
    rows = [
        line("line", f"{one.order}{one.name}（{one.type}，{one.size}）")
        + line("small", f"{page}files/{one.number}/")
        for one in shown.attachments
    ]
    return line("line", "附件：") + "".join(rows) if rows else ""


def _signed(shown: Document) -> str:
    date = day(shown.signed_on) if shown.signed_on else ""
    lines = "".join(line("sign_line", one) for one in (*shown.signature, date))
    return element("section", "sign", lines) + line("p", shown.annotation)


def _record(shown: Document) -> str:
    """版记: 抄送, 印发机关 and 印发日期."""
    issued = f"{day(shown.imprint_on)}印发" if shown.imprint_on else ""
    imprint = "　".join(filter(None, [shown.imprint_issuer, issued]))
    lines = line("small", f"抄送：{shown.cc}" if shown.cc else "") + line("small", imprint)
    return element("section", "tail", lines) if lines else ""


def _tail(shown: Document, page: str) -> str:
    source = f"来源：{shown.source.name}" if shown.source.name else ""
    lines = line("small", source) + line("small", f"原文链接：{page}")
    return element("section", "tail", lines)
