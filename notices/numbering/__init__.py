"""Numbering (层次序数): a scheme and an outline give the labels, labels give them back.

    labels("official", [Entry(1), Entry(2), Entry(1)])  ->  ["一、", "（一）", "二、"]
    choose_scheme(["一、", "（一）", "二、"])             ->  ("official", [those three])

Page, contents list, print, feed, search and citation all show these labels as real text, so
nothing else in the house counts sections. `numerals` writes numbers, `schemes` is the data,
`outline` counts, `reading` recognises a label, alone or at the start of a line.
"""

from .numerals import NUMBERS
from .outline import Entry, choose_scheme, labels
from .reading import Label, at_start, read_label
from .schemes import DEFAULT_SCHEME, DEPTHS, SCHEMES, Scheme, Style, gap

__all__ = [
    "DEFAULT_SCHEME",
    "DEPTHS",
    "Entry",
    "Label",
    "NUMBERS",
    "SCHEMES",
    "Scheme",
    "Style",
    "at_start",
    "choose_scheme",
    "gap",
    "labels",
    "read_label",
]
