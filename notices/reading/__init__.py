"""An edition as readers see it: a payload becomes a `Document` of plain values.

    document(payload)  ->  what page, feed, print and search draw

`document` holds the shapes, `outline` the sections, `citing` how they are cited, `wording` dates
and sizes, `titles` where a title breaks, `markup` what is done to rich text on its way out.
"""

from .document import Document, File, document, files_of
from .markup import boxed, dialled, headed, opened
from .outline import Entry, Part, Picture, Section
from .titles import title_lines
from .wording import day, file_type, minute, period, size

__all__ = [
    "Document",
    "Entry",
    "File",
    "Part",
    "Picture",
    "Section",
    "boxed",
    "day",
    "dialled",
    "document",
    "file_type",
    "files_of",
    "headed",
    "minute",
    "opened",
    "period",
    "size",
    "title_lines",
]
