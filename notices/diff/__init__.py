"""What one text says and another does not: characters, tables, whole editions.

    runs(one, other)  ->  both texts in runs, character by character
    differences(one, other, told)  ->  what differs between two payloads, in the order of the page

`matching` finds what two sequences have in common, `characters` marks texts with it, `blocks` reads
rich text as lines and tables, `tables` compares cell by cell, `sections` the outline, `files` what
hangs on a notice; `payloads` puts it together, `shapes` holds what is told; `substance` says which
differences are more than a slip of the pen.
"""

from .characters import Run, runs
from .payloads import differences
from .shapes import ADDED, CHANGED, MOVED, REMOVED, Change, Differences, Part

__all__ = [
    "ADDED",
    "CHANGED",
    "MOVED",
    "REMOVED",
    "Change",
    "Differences",
    "Part",
    "Run",
    "differences",
    "runs",
]
