"""Word files, slides and OFD: the text of every part by paragraphs, what is hidden, what is not settled."""

import re
from collections.abc import Iterator, Sequence

from .packed import Packed
from .scanned import Located, NotScanned

_TEXT = {"t", "delText", "instrText", "TextCode"}
_PAGE = re.compile(r"\w+/Pages/\D*(\d+)/Content\.xml")
_ENDS = {"p", "TextObject"}
_SLIDE = re.compile(r"ppt/(slides|notesSlides)/\D+(\d+)\.xml")
_WORD_PARTS = {
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
}
PICTURES_ONLY = "OFD 里没有读出文字，像是扫描的图片，没有检查里面的内容。"
_REVISION = {"ins", "del", "moveFrom", "moveTo"}


class _Paragraphs:
    """The paragraphs of a part; of what readers of the printed text do not see, how much or where."""

    def __init__(self):
        self.found: list[str] = []
        self.revised: set[int] = set()
        self.remarked: set[int] = set()
        self.hidden = 0
        self._pieces: list[str] = []
        self._leaf = False

    def start(self, tag: str, given: dict) -> None:
        self._leaf = tag in _TEXT
        if tag in {"tab", "br", "cr"}:
            self._pieces.append("\t")
        elif "author" in given and (tag in _REVISION or tag.endswith("Change")):
            self.revised.add(len(self.found) + 1)
        elif tag == "commentReference":
            self.remarked.add(len(self.found) + 1)
        elif tag == "vanish" and given.get("val") not in {"0", "false"}:
            self.hidden += 1

    def data(self, text: str) -> None:
        if self._leaf:
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        self._leaf = False
        if tag in _ENDS:
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


def read_word(packed: Packed, hidden: list[str], revisions: list[str]) -> Iterator[Located]:
    """The document by paragraphs, then its other parts; `hidden` and `revisions` get sentences."""
    vanished = 0
    for name in packed.under("word/"):
        base = name.removeprefix("word/")
        place = next((said for key, said in _WORD_PARTS.items() if base.startswith(key)), "")
        if "/" in base and not place:
            continue
        if not place and base not in {"document.xml", "document2.xml"}:
            continue
        reading = _paragraphs(packed, name)
        vanished += reading.hidden
        revisions += [f"{place or f'第 {number} 段'}的修订" for number in sorted(reading.revised)]
        revisions += [f"第 {number} 段的批注" for number in sorted(reading.remarked)]
        for number, text in enumerate(reading.found, 1):
            yield Located(place or f"第 {number} 段", text)
    if packed.under("word/comments") and not any(one.endswith("批注") for one in revisions):
        revisions.append("批注")
    if vanished:
        hidden.append("有隐藏的文字")


def read_slides(packed: Packed, hidden: list[str], revisions: list[str]) -> Iterator[Located]:
    for name in packed.under("ppt/slides/", "ppt/notesSlides/"):
        match = _SLIDE.fullmatch(name)
        if match is None:
            continue
        what = "的备注" if match[1] == "notesSlides" else ""
        if any("/comments/" in target for target in packed.relations(name).values()):
            revisions.append(f"第 {match[2]} 张幻灯片的批注")
        for text in _paragraphs(packed, name).found:
            yield Located(f"第 {match[2]} 张幻灯片{what}", text)
    yield from flat_texts(packed, packed.under("ppt/comments/"), "批注")


def read_fixed(packed: Packed) -> Iterator[Located]:
    """The texts of the pages of an OFD (GB/T 33190—2016); NotScanned where there is none."""
    found = False
    for name in packed.names:
        if match := _PAGE.fullmatch(name):
            for text in _paragraphs(packed, name).found:
                found = True
                yield Located(f"第 {int(match[1]) + 1} 页", text)
    if not found:
        raise NotScanned(PICTURES_ONLY)
