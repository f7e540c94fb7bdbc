"""Texts that come from elsewhere: whether they are here already, and what an old site made of them.

`sameness` gives the digests by which a text is found again; `table` reads the list of a whole move
(历史迁移), `moments` a time as people type it, `addresses` an address of the old site.
"""

from .addresses import LONGEST, keys_of_request, tidy
from .moments import EARLIEST, read_moment
from .sameness import number_digest, text_digest
from .table import COLUMNS, LIMIT, Move, UnreadableList, read_moves

__all__ = [
    "COLUMNS",
    "EARLIEST",
    "LIMIT",
    "LONGEST",
    "Move",
    "UnreadableList",
    "keys_of_request",
    "number_digest",
    "read_moment",
    "read_moves",
    "text_digest",
    "tidy",
]
