"""A file's bytes → what in it no reader may see, and what it carries along."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

from PIL import Image

from ..problem import Passage
from ..texts import leaks
from .packed import DAMAGED, Packed
from .parts import flat_texts, read_fixed, read_slides, read_word
from .plain import read_pdf, read_text
from .scanned import Located, NotScanned, Scanned
from .sheets import WORKBOOK, read_sheets

MOST_TEXTS = 200  # with something in them; more of one file change nothing
MOST_PICTURES = 50
OFD = "OFD.xml"
_ZIP, _PDF, _COMPOUND = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0"
# What a text must hold for any rule of leaks to find something.
_WORTH = re.compile(
    r"\d(?:[\d -]{5,}|\d{5})|@|密|内部|保存|公开|住|小区|公寓|[０-９]{6}|資料|内 *部"
)
_OLD = "旧格式的文件，没有检查里面的内容，请另存为 .docx、.xlsx、.pptx 或 PDF。"
_OTHER = "没有检查里面的内容，请自行核对。"
_GPS = 0x8825  # Exif: the directory of places


def scan(data: bytes, depth: int = 0) -> Scanned:
    """What is in a file, told by its bytes; what cannot be read is said in `unread`."""
    hidden: list[str] = []
    traces: list[str] = []
    revisions: list[str] = []
    unread: list[str] = []
    texts: list[Located] = []
    has_text = True
    try:
        if data.startswith(_PDF):
            pages, has_text = read_pdf(data, traces, revisions)
            texts += _worth(pages)
        elif data.startswith(_ZIP):
            _package(data, depth, texts, hidden, traces, revisions, unread)
        elif data.startswith(_COMPOUND):
            unread.append(_OLD)
        else:
            texts += _worth(read_text(data))
    except NotScanned as refusal:
        unread.append(str(refusal))
    except (ValueError, LookupError, ArithmeticError):
        # A number or a name in it is none.
        unread.append(DAMAGED)
    said = (tuple(one) for one in (texts[:MOST_TEXTS], hidden, traces, revisions, unread))
    return Scanned(*said, has_text)


def _worth(located: Iterable[Located]) -> Iterator[Located]:
    """Those in which a rule finds something, whoever may be confirmed later."""
    for one in located:
        if _WORTH.search(one.text) and leaks(Passage("", one.text)):
            yield one


def _package(data: bytes, depth: int, texts, hidden, traces, revisions, unread) -> None:
    packed = Packed(data)
    names = packed.names
    if WORKBOOK in names:
        texts.extend(_worth(read_sheets(packed, hidden, revisions)))
    elif any(name.startswith("word/") for name in names):
        texts.extend(_worth(read_word(packed, hidden, revisions)))
    elif any(name.startswith("ppt/") for name in names):
        texts.extend(_worth(read_slides(packed, hidden, revisions)))
    elif OFD in names:
        texts.extend(_worth(read_fixed(packed)))
        return
    else:
        unread.append(_OTHER)
        return
    texts.extend(_worth(flat_texts(packed, packed.under("docProps/custom"), "文件属性")))
    _authors(packed, traces)
    _places(packed, traces)
    _embedded(packed, depth, texts, unread)


def _authors(packed: Packed, traces: list[str]) -> None:
    """Who made it and who saved it last (docProps/core.xml)."""
    names: list[str] = []
    tags: list[str] = []

    def data(text: str) -> None:
        if tags and tags[-1] in {"creator", "lastModifiedBy"} and text.strip():
            names.append(text.strip())

    packed.walk(
        "docProps/core.xml",
        lambda tag, given: tags.append(tag),
        lambda tag: tags.pop(),
        data,
    )
    if names:
        traces.append(f"作者“{'、'.join(dict.fromkeys(names))[:60]}”")


def _places(packed: Packed, traces: list[str]) -> None:
    """Photographs that say where they were taken."""
    pictures = [name for name in packed.names if name.lower().endswith((".jpg", ".jpeg"))]
    for name in pictures[:MOST_PICTURES]:
        try:
            with Image.open(BytesIO(packed.read(name))) as picture:
                found = picture.getexif().get_ifd(_GPS)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            continue
        if found:
            traces.append("照片的拍摄地点")
            return


def _embedded(packed: Packed, depth: int, texts: list[Located], unread: list[str]) -> None:
    """Files in the file, one level deep: a chart often carries the whole list of its names."""
    folders = ("word/embeddings/", "xl/embeddings/", "ppt/embeddings/")
    inside = [name for name in packed.names if name.startswith(folders) and name[-1] != "/"]
    for name in inside:
        base = name.rsplit("/", 1)[1]
        if depth:
            unread.append(f"嵌入的文件“{base}”里又有文件，没有检查。")
            continue
        found = scan(packed.read(name), depth + 1)
        texts += [Located(f"嵌入的文件“{base}”{one.place}", one.text) for one in found.texts]
        unread += [f"嵌入的文件“{base}”：{sentence}" for sentence in found.unread]
