"""PDF and plain text, line by line."""

from collections.abc import Iterator

from ...importing import Unreadable
from ...importing.decoding import decode
from ...importing.pdf.margins import margins
from ...importing.pdf.pages import read_pages
from .scanned import Located, NotScanned

_FEWEST = 15  # characters a page, of all pages: below that the text is a stamp on a scan


def read_pdf(data: bytes, traces: list[str], revisions: list[str]) -> tuple[list[Located], bool]:
    """The lines of each page and the notes on them, and whether there is a layer of text."""
    try:
        pages, _ = read_pages(data)
    except Unreadable as refusal:
        raise NotScanned(f"没有检查里面的内容：{refusal}") from None
    texts = [
        Located(f"第 {number} 页", "\n".join(line.text for line in lines))
        for number, lines in enumerate(pages, 1)
    ]
    has_text = sum(len(one.text) for one in texts) >= _FEWEST * len(pages)
    makers, notes = margins(data)
    traces += makers
    revisions += dict.fromkeys(f"第 {page} 页的批注" for page, _ in notes)
    return texts + [Located(f"第 {page} 页的批注", words) for page, words in notes], has_text


def read_text(data: bytes) -> Iterator[Located]:
    try:
        text = decode(data)
    except Unreadable as refusal:
        raise NotScanned(f"没有检查里面的内容：{refusal}") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield Located(f"第 {number} 行", line)
