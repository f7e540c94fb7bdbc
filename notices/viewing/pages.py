"""A PDF → its pages: each one's text, and a picture of it drawn by PDFium."""

import ctypes
import math
import time
from collections.abc import Iterator
from io import BytesIO

from pypdfium2 import PdfDocument, PdfiumError
from pypdfium2.raw import FPDF_ERR_PASSWORD

from ..characters import strip_unseen
from ..importing.pdf.signs import ordinary
from .fonts import lacks_font
from .parting import MOST_CHARS, span
from .shapes import PAGES, Leaf, NotShown, Part, Shown

MOST_PAGES = 100
LEAF_PAGES = 20
WIDTH = 1240  # pixels: A4 at 150 to the inch
MOST_SIDE, MOST_PIXELS = 8_000, 6_000_000
MOST_SECONDS = 30  # of the process's own work that goes into pictures
MOST_BYTES = 40 * 2**20  # of all pictures together
LONGEST = 50_000  # characters of a page
QUALITY = 80
MOST_NAMED = 5  # pages whose letters may be missing
_NO_FONT = (
    "{pages}页的文字没有嵌入字体，图上可能显示不全。文字在图的下面可以看到，版面请下载原件查看。"
)
_LOCKED = "这份 PDF 加了密码，不能在网页上显示，请下载后输入密码查看。"
_BROKEN = "这份 PDF 已经损坏或者写法特殊，不能在网页上显示，请下载后查看。"


def read_pages(data: bytes) -> Shown:
    """The first MOST_PAGES pages with their text, without pictures: `drawn` makes those.

    Raises NotShown: locked, broken, without a page.
    """
    document = _opened(data)
    many = len(document)
    parts, whole, bare = [], 0, []
    for place in range(min(many, MOST_PAGES)):
        text = _text(document, place)[: MOST_CHARS - whole]
        whole += len(text)
        parts.append(Part(place + 1, f"第{place + 1}页", text))
        if text and lacks_font(document[place]):
            bare.append(str(place + 1))
    leaves = [parts[at : at + LEAF_PAGES] for at in range(0, len(parts), LEAF_PAGES)]
    notes = []
    if many > MOST_PAGES:
        notes.append(f"网页上只显示前{MOST_PAGES}页，还有{many - MOST_PAGES}页请下载后查看。")
    if bare:
        notes.append(_NO_FONT.format(pages=_named(bare, len(parts))))
    if not whole:
        notes.append("这份 PDF 里只有图像，没有可以复制和检索的文字。")
    shown = tuple(Leaf(span(g, "页") if len(leaves) > 1 else "", tuple(g)) for g in leaves)
    return Shown(PAGES, shown, f"共{many}页", tuple(notes))


def _named(pages: list[str], many: int) -> str:
    """第2、3, or 各 where it is all of so many pages."""
    if len(pages) == many:
        return "各"
    return f"第{'、'.join(pages[:MOST_NAMED])}{'等' if len(pages) > MOST_NAMED else ''}"


def drawn(data: bytes) -> Iterator[tuple[int, int, int, bytes]]:
    """(number, width, height, WebP) of each page, as long as there is time and room."""
    document = _opened(data)
    room = MOST_BYTES
    for place in range(min(len(document), MOST_PAGES)):
        if time.process_time() > MOST_SECONDS:
            return
        picture = _picture(document, place)
        if picture is None:
            continue
        out = BytesIO()
        picture.save(out, "WEBP", quality=QUALITY)
        room -= out.tell()
        if room < 0:
            return
        yield place + 1, picture.width, picture.height, out.getvalue()


def _opened(data: bytes) -> PdfDocument:
    try:
        document = PdfDocument(data)
        if len(document) > 0:
            return document
    except PdfiumError as error:
        locked = getattr(error, "err_code", None) == FPDF_ERR_PASSWORD
        raise NotShown(_LOCKED if locked else _BROKEN) from None
    raise NotShown(_BROKEN)


def _text(document: PdfDocument, place: int) -> str:
    """The text of a page line by line, "" where it cannot be read."""
    try:
        page = document[place].get_textpage()
        text = page.get_text_range(count=min(page.count_chars(), LONGEST))
    except (PdfiumError, ctypes.ArgumentError, ValueError):
        return ""
    lines = (" ".join(line.split()) for line in strip_unseen(ordinary(text)).split("\n"))
    return "\n".join(filter(None, lines))


def _picture(document: PdfDocument, place: int):
    """A page as an image on white, None where it cannot be drawn or nothing is on it.

    Letters whose font neither the file nor this machine has leave a page white.
    """
    try:
        page = document[place]
        scale = _scale(*page.get_size())
        image = page.render(scale=scale).to_pil().convert("RGB") if scale else None
    except (PdfiumError, ValueError, MemoryError):
        return None
    is_plain = image is None or all(low == high for low, high in image.getextrema())
    return None if is_plain else image


def _scale(width: float, height: float) -> float:
    """Pixels to a point; 0 of a page that has no size."""
    if not (math.isfinite(width * height) and width > 0 and height > 0):
        return 0
    most = min(MOST_SIDE / height, MOST_SIDE / width, math.sqrt(MOST_PIXELS / width / height))
    scale = min(WIDTH / width, most)
    return scale if min(width, height) * scale >= 1 else 0
