"""PDF and plain text, line by line."""

from collections.abc import Iterator

from ...importing import Unreadable
from ...importing.decoding import decode
from ...importing.pdf.pages import read_pages
from .scanned import Located, NotScanned

_FEWEST = 15  # characters a page, of all pages: below that the text is a stamp on a scan


def read_pdf(data: bytes) -> tuple[list[Located], bool]:
    """The lines of each page, and whether there is a layer of text."""
    try:
        pages, _ = read_pages(data)
    except Unreadable as refusal:
        raise NotScanned(f"没有检查里面的内容：{refusal}") from None
    texts = [
        Located(f"第 {number} 页", "\n".join(line.text for line in lines))
        for number, lines in enumerate(pages, 1)
    ]
    return texts, sum(len(one.text) for one in texts) >= _FEWEST * len(pages)


def read_text(data: bytes) -> Iterator[Located]:
    try:
        text = decode(data)
    except Unreadable as refusal:
        raise NotScanned(f"没有检查里面的内容：{refusal}") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield Located(f"第 {number} 行", line)
