"""Lines → the role of each in a notice, from the outside in: page, tail, head, outline."""

import re
from dataclasses import dataclass

from ..blocks import Aside
from ..roles import Role
from ..telling import Doubt
from .chrome import find_chrome
from .collapsed import cut_collapsed
from .dates import read_imprint
from .following import follow
from .head import read_head
from .headings import Opening, part_headings
from .labels import note_labels
from .lines import Line, give
from .outline import first_label, part_closing_alone, read_outline, typed_entries
from .tail import cut_signature_and_date, read_tail

_WORD = re.compile(r"[^\W_]")  # a line without any letter or figure says nothing

__all__ = [
    "Line",
    "Opening",
    "Recognised",
    "part_headings",
    "read_imprint",
    "recognise",
    "typed_entries",
]


@dataclass(frozen=True)
class Recognised:
    """The lines, some of them cut in two, each with its role; how many are of a web page."""

    lines: list[Line]
    chrome: int
    doubts: list[Doubt]


def recognise(lines: list[Line], keep_chrome: bool = False) -> Recognised:
    """Give every line its role; keep_chrome: lines of a web page are looked at like any other."""
    if any(line.block.role for line in lines):
        note_labels(lines)
        follow(lines)
        return Recognised(lines, 0, [])
    give([line for line in lines if line.is_open and not _WORD.search(line.text)], Role.ASIDE)
    chrome = [] if keep_chrome else find_chrome([line for line in lines if line.is_open])
    give(chrome, Role.ASIDE)
    for line in chrome:
        line.aside = Aside.CHROME
    lines = cut_signature_and_date(cut_collapsed(lines))
    note_labels(lines)
    open_lines = [line for line in lines if line.is_open]
    above, tail_doubts = read_tail(open_lines)
    first = first_label(above)
    head_doubts = read_head(above[:first], first < len(above))
    outline_doubts = read_outline(above[first:])
    if first == len(above):
        preamble = [line for line in above if line.role == Role.PREAMBLE]
        give(part_closing_alone(preamble), Role.CLOSING)
    follow(lines)
    return Recognised(lines, len(chrome), head_doubts + outline_doubts + tail_doubts)
