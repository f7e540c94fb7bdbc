"""Word files and slides: the text of every part, paragraph by paragraph, and what is hidden in it."""

import re
from collections.abc import Iterator, Sequence

from .packed import Packed
from .scanned import Located

_TEXT = {"t", "delText", "instrText"}
_SLIDE = re.compile(r"ppt/(slides|notesSlides)/\D+(\d+)\.xml")
_WORD_PARTS = {
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
}
_REVISION = {"ins", "del", "moveFrom", "moveTo"}


class _Paragraphs:
    """The paragraphs of a part; counts of what readers of the printed text do not see."""

    def __init__(self):
        self.found: list[str] = []
        self.revisions = self.hidden = 0
        self._pieces: list[str] = []
        self._leaf = False

    def start(self, tag: str, given: dict) -> None:
        self._leaf = tag in _TEXT
        if tag in {"tab", "br", "cr"}:
            self._pieces.append("\t")
        elif tag in _REVISION and "author" in given:
            self.revisions += 1
        elif tag == "vanish" and given.get("val") not in {"0", "false"}:
            self.hidden += 1

    def data(self, text: str) -> None:
        if self._leaf:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        self._leaf = False
        if tag == "p":
            self.flush()

    def flush(self) -> None:
        text = "".join(self._pieces).strip()
        if text:
            self.found.append(text)
        self._pieces.clear()


def _paragraphs(packed: Packed, name: str) -> _Paragraphs:
    reading = _Paragraphs()
    packed.walk(name, reading.start, reading.end, reading.data)
    reading.flush()
    return reading


def flat_texts(packed: Packed, names: Sequence[str], place: str) -> Iterator[Located]:
    for name in names:
        for text in _paragraphs(packed, name).found:
            yield Located(place, text)


def read_word(packed: Packed, hidden: list[str], traces: list[str]) -> Iterator[Located]:
    """The document by paragraphs, then its other parts; `hidden` and `traces` get sentences."""
    revisions = vanished = 0
    for name in packed.under("word/"):
        base = name.removeprefix("word/")
        place = next((said for key, said in _WORD_PARTS.items() if base.startswith(key)), "")
        if "/" in base and not place:
            continue
        if not place and base not in {"document.xml", "document2.xml"}:
            continue
        reading = _paragraphs(packed, name)
        revisions, vanished = revisions + reading.revisions, vanished + reading.hidden
        if place == "批注" and reading.found:
            traces.append(f"{len(reading.found)} 段批注")
        for number, text in enumerate(reading.found, 1):
            yield Located(place or f"第 {number} 段", text)
    if revisions:
        traces.append(f"{revisions} 处没有接受的修订")
    if vanished:
        hidden.append("有隐藏的文字")


def read_slides(packed: Packed, hidden: list[str], traces: list[str]) -> Iterator[Located]:
    for name in packed.under("ppt/slides/", "ppt/notesSlides/"):
        match = _SLIDE.fullmatch(name)
        if match is None:
            continue
        what = "的备注" if match[1] == "notesSlides" else ""
        for text in _paragraphs(packed, name).found:
            yield Located(f"第 {match[2]} 张幻灯片{what}", text)
    comments = list(flat_texts(packed, packed.under("ppt/comments/"), "批注"))
    if comments:
        traces.append(f"{len(comments)} 段批注")
    yield from comments
