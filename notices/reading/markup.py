"""What is done to cleaned rich text on its way out: tables in boxes, labels, numbers to dial."""

import re
from html import escape, unescape

from .outline import Section

_TABLE_TAG = re.compile(r"<(/?)table>")
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])\b[^>]*>(.*?)</t[hd]>", re.DOTALL)
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FIGURE = re.compile(r"[-+±]?[\d.,]*[%％‰]?|—+|/")
_FIRST_PARAGRAPH = re.compile(r"<p( class=\"[^\"]*\")?>")
_BOLD_LINE = re.compile(r"<p[^>]*><strong>([^<]+)</strong></p>")
_LINK_OR_TAG = re.compile(r"(<a\b.*?</a>|<[^>]*>)", re.DOTALL)
# A landline as notices write it: area code, hyphen, seven or eight digits; nothing longer.
_LANDLINE = re.compile(r"(?<![0-9A-Za-z-])0[0-9]{2,3}-[0-9]{7,8}(?![0-9A-Za-z-])")
WIDE = 5  # columns from which a table is wider than a phone, 320 px or 大字版 at 360
LONGEST_NAME = 40
TIP = '<span class="tip s">（可左右滑动）</span>'


def opened(html: str, section: Section) -> str:
    """The body of a section without a heading of its own: its address, its label and a heading the
    text runs on from stand in its first paragraph, which is made where there is none."""
    address, lead = f'<p id="{section.address}"', _lead(section)
    found = _FIRST_PARAGRAPH.match(html)
    if not found:
        return f"{address}>{lead}</p>{html}"
    return f"{address}{found[1] or ''}>{lead}{html[found.end() :]}"


def _lead(section: Section) -> str:
    """The label, a link to the point itself; then the gap and the heading."""
    label = escape(section.label)
    if label:
        cited = f'href="#{section.address}" data-cite="{escape(section.place)}"'
        label = f'<a class="n" {cited}>{label}</a>'
    return f"{label}{section.gap}{escape(section.heading)}"


def headed(html: str) -> str:
    """A paragraph that is all bold is a heading: rich text has no headings of its own."""
    return _BOLD_LINE.sub(r"<h2>\1</h2>", html)


def dialled(html: str) -> str:
    """Landlines as links a phone dials; what is in a link already stays as it is."""
    pieces = _LINK_OR_TAG.split(html)
    pieces[::2] = [_LANDLINE.sub(_dial, text) for text in pieces[::2]]
    return "".join(pieces)


def _dial(number: re.Match[str]) -> str:
    return f'<a href="tel:{number[0].replace("-", "")}">{number[0]}</a>'


def boxed(html: str) -> str:
    """Every table in a box of its own that scrolls and has a name, as the phone needs it.

    A table in another's cell stays in the outer one's box.
    """
    pieces, depth, done = [], 0, 0
    for tag in _TABLE_TAG.finditer(html):
        outermost = depth == (1 if tag[1] else 0)
        depth += -1 if tag[1] else 1
        if outermost:
            at = tag.end() if tag[1] else tag.start()
            pieces.append(_box(html[done:at]) if tag[1] else html[done:at])
            done = at
    return "".join([*pieces, html[done:]])


def _box(table: str) -> str:
    inner = table.removeprefix("<table>").removesuffix("</table>")
    rows = [_CELL.findall(row) for row in _ROW.findall(inner)]
    columns = max(map(len, rows), default=0)
    classes = [] if _are_figures(rows) else ["txt"]
    name = _name(inner, rows)
    if columns >= WIDE:
        classes.append("big")
        inner = inner.replace("</caption>", f"{TIP}</caption>", 1)
    style = f' class="{" ".join(classes)}"' if classes else ""
    opening = f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">'
    return f"{opening}<table{style}>{inner}</table></div>"


def _are_figures(rows: list[list[tuple[str, str]]]) -> bool:
    """A table whose values, the first column apart, are all numbers is set flush right."""
    values = [_text(cell) for row in rows for tag, cell in row[1:] if tag == "td"]
    return any(values) and all(_FIGURE.fullmatch(value) for value in values)


def _name(inner: str, rows: list[list[tuple[str, str]]]) -> str:
    """The caption, or the cells of the first row, as the name a screen reader says."""
    caption = _CAPTION.search(inner)
    if caption:
        name = _text(caption[1])
    else:
        name = "表格：" + "、".join(_text(cell) for _, cell in (rows or [[]])[0])
    return escape(name[:LONGEST_NAME])


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html)).strip()
