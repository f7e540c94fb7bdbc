"""Search on plain values: what is compared of a text, what a query asks, what of a hit is shown.

    fold("《示組發〔2026〕7號》")  ->  "示组发20267号"

`folding` reduces a text to letters and digits, `pairs` is what the index holds of it, `queries`
reads what was typed, `passages` cuts an edition's payload into what is found, `snippets` shows a
hit with its words marked.
"""

from .folding import fold
from .passages import ATTACHED, TITLE, FileText, Text, file_texts, texts
from .queries import LONGEST, MOST_TERMS, Query, meant, read, with_one_wrong
from .snippets import Piece, marked, snippet

__all__ = [
    "ATTACHED",
    "FileText",
    "LONGEST",
    "MOST_TERMS",
    "Piece",
    "Query",
    "TITLE",
    "Text",
    "file_texts",
    "fold",
    "marked",
    "meant",
    "read",
    "snippet",
    "texts",
    "with_one_wrong",
]
