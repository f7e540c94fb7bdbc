"""Plain text as paragraphs, and text with commas (RFC 4180) as a table."""

import csv

from ..importing import Unreadable
from ..importing.decoding import decode
from .parting import CUT, cut, leaves, named, span
from .shapes import TEXT, NotShown, Shown
from .sheets.tables import MOST_ROWS, Sheet, table_of

_NO_TEXT = "这个文件里没有能在网页上显示的文字，请下载后查看。"


def read_text(data: bytes) -> Shown:
    """Its lines as they are; raises NotShown: over 2 MB, empty, in no known encoding."""
    lines = _decoded(data).split("\n")
    groups, is_cut = cut((line.rstrip(), "") for line in lines)
    parts = named(groups)
    notes = (CUT,) if is_cut else ()
    return Shown(TEXT, leaves(parts, lambda group: span(group, "部分")), notes=notes)


def read_table(data: bytes) -> Shown:
    """Its rows as a table; as text where they have one column only."""
    text = _decoded(data)
    try:
        rows = list(csv.reader(text.splitlines(keepends=True)))
    except csv.Error:
        return read_text(data)
    sheet = Sheet("")
    sheet.more_rows = max(0, len(rows) - MOST_ROWS)
    for number, row in enumerate(rows[:MOST_ROWS], 1):
        for column, cell in enumerate(row, 1):
            if cell.strip():
                sheet.put(number, column, " ".join(cell.split()), _is_figure(cell))
    if max((len(row) for row in rows), default=0) < 2:
        return read_text(data)
    return table_of([sheet])


def _is_figure(text: str) -> bool:
    """A number that is counted with; 0571 and 20 digits are none."""
    bare = text.strip().replace(",", "").removeprefix("-").removesuffix("%")
    whole, _, _ = bare.partition(".")
    return bare.replace(".", "", 1).isdecimal() and len(whole) < 12 and whole[:2] != "0"


def _decoded(data: bytes) -> str:
    try:
        return decode(data)
    except Unreadable:
        raise NotShown(_NO_TEXT) from None
