"""Accepted HTML ⇄ lines of text."""

import re
from html import escape
from html.parser import HTMLParser

from .allowed import INLINE
from .cleaning import clean


def plain(html: str) -> str:
    """Return the text of cleaned HTML: paragraphs, items, cells and lines separated by "\\n"."""
    reading = _Reading()
    reading.feed(html)
    reading.close()
    lines = (line.strip() for line in "".join(reading.pieces).split("\n"))
    return "\n".join(filter(None, lines))


def contacts(html: str) -> list[str]:
    """Return the numbers and addresses that the links of cleaned HTML call or write to."""
    return re.findall(r'href="(?:tel|mailto):([^"]*)"', html)


def from_plain(text: str) -> str:
    """Return the lines of a text as paragraphs, blank lines left out. Raises TooLong."""
    lines = filter(str.strip, text.splitlines())
    return clean("".join(f"<p>{escape(line)}</p>" for line in lines))


class _Reading(HTMLParser):
    def __init__(self):
        super().__init__()
        self.pieces: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag not in INLINE:
            self.pieces.append("\n")

    def handle_data(self, data):
        self.pieces.append(data)
