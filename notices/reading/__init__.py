"""An edition as readers see it: a payload becomes a `Document` of plain values.

    document(payload)  ->  what page, feed, print and search draw

`document` holds the shapes, `outline` the sections, `wording` dates, sizes and titles, `markup`
what is done to rich text on its way out.
"""

from .document import Document, document, files_of
from .markup import boxed, opened
from .outline import Entry, Part, Picture, Section
from .wording import day, file_type, minute, size, title_pieces

__all__ = [
    "Document",
    "Entry",
    "Part",
    "Picture",
    "Section",
    "boxed",
    "day",
    "document",
    "file_type",
    "files_of",
    "minute",
    "opened",
    "size",
    "title_pieces",
]
