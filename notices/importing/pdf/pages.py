"""The bytes of a PDF → the lines of each page, with their places."""

import logging
import math
import re
import time
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader, apply_configuration
from pypdf.errors import FileNotDecryptedError, LimitReachedError

from ...characters import strip_unseen
from ..telling import Unreadable
from ..wraps import width
from .signs import ordinary

LIMIT = 20 * 1024 * 1024  # bytes
MOST_PAGES = 2000
MOST_SECONDS = 8  # of this thread's own work: a busy machine is no fault of the file
MOST_CHARS, MOST_LINES, LONGEST_LINE = 2_000_000, 100_000, 200_000
BOUNDS = {
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 40_000_000,
    "stream_parsing_work_maximum_count": 400_000,
    "page_tree_maximum_entries": 3 * MOST_PAGES,
    "page_tree_maximum_page_entries": 100 * MOST_PAGES,
    "xform_maximum_invocations_per_extraction": 500,
}
_BOLD = re.compile("bold|black|simhei|heiti|stheiti|fzhei|fzxbs|xiaobiaosong|黑体|小标宋", re.I)
_GAP = 0.8  # ems between two characters, from which on a blank stands there
_SAME_LINE = 0.5  # of the size: a note's number stands higher and is in the line
_COMPLEX = (
    "这份 PDF 的结构过于复杂，无法在限定的时间和内存内读完，请用原来的软件另存为 .docx 后再导入。"
)
_DAMAGED = "这份 PDF 已损坏，读不出内容，请用原来的软件重新导出，或另存为 .docx 后再导入。"
_LOCKED = "这份 PDF 加了密，请先去掉密码，再导入。"

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on damage are no news of ours


@dataclass(frozen=True)
class PageLine:
    """A line of a page: left and right, y from the foot, size, all in points.

    bold: how many characters from the start are in a bold or black font; y is of page_height.
    """

    text: str
    page: int
    left: float
    right: float
    y: float
    size: float
    bold: int
    page_height: float


@dataclass(frozen=True)
class _Piece:
    text: str
    x: float
    y: float
    size: float
    bold: bool


def read_pages(data: bytes) -> tuple[list[list[PageLine]], list[int]]:
    """Return the lines of each page from the top, and the numbers of pages that hold pictures.

    Raises Unreadable: over the limits, encrypted, damaged, too complex.
    """
    if len(data) > LIMIT:
        raise Unreadable(
            f"PDF 有 {len(data) / 2**20:.1f} MB，超过上限 {LIMIT // 2**20} MB，请另存为 .docx 后再导入。"
        )
    try:
        with apply_configuration(**BOUNDS):
            return _read(data)
    except Unreadable:
        raise
    except FileNotDecryptedError:
        raise Unreadable(_LOCKED) from None
    except (LimitReachedError, RecursionError, MemoryError):
        raise Unreadable(_COMPLEX) from None
    except Exception:  # pypdf lets any error of Python out where a file is damaged
        raise Unreadable(_DAMAGED) from None


def _read(data: bytes) -> tuple[list[list[PageLine]], list[int]]:
    deadline = time.thread_time() + MOST_SECONDS
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not _opened(reader):
        raise Unreadable(_LOCKED)
    count = reader.root_object["/Pages"].get_object().get("/Count", 0)
    if count > MOST_PAGES or len(reader.pages) > MOST_PAGES:
        raise Unreadable(
            f"PDF 超过 {MOST_PAGES} 页，请只保留通知正文的几页，再导入。",
        )
    pages, pictured, chars, lines = [], [], 0, 0
    for number, page in enumerate(reader.pages):
        pages.append(_lines_of(page, number, deadline))
        chars += sum(len(line.text) for line in pages[-1])
        lines += len(pages[-1])
        longest = max((len(line.text) for line in pages[-1]), default=0)
        if chars > MOST_CHARS or lines > MOST_LINES or longest > LONGEST_LINE:
            raise Unreadable(_COMPLEX)
        if not pages[-1] and _has_picture(page):
            pictured.append(number + 1)
    return pages, pictured


def _opened(reader: PdfReader) -> bool:
    """Whether the file opens without a password; many are only locked against changes."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # the ciphers it knows need a library we do not carry
        return False


def _has_picture(page) -> bool:
    resources = page.get("/Resources", {})
    objects = resources.get_object().get("/XObject", {}) if resources else {}
    return bool(objects)


def _lines_of(page, number: int, deadline: float) -> list[PageLine]:
    pieces: list[_Piece] = []

    def take(text, cm, tm, font, size) -> None:
        piece = _piece(text, cm, tm, font, size)
        if piece:
            pieces.append(piece)

    def look_at_clock(*_) -> None:
        if time.thread_time() > deadline:
            raise Unreadable(_COMPLEX)

    page.extract_text(visitor_operand_before=look_at_clock, visitor_text=take)
    look_at_clock()
    height = float(page.mediabox.height)
    return [_line(row, number, height) for row in _rows(pieces)]


def _piece(text: str, cm, tm, font, size) -> _Piece | None:
    text = strip_unseen(ordinary(text)).replace("\n", " ")
    if not text.strip() or not all(map(math.isfinite, [*cm, *tm, size])):
        return None
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    scale = math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
    name = str((font or {}).get("/BaseFont", ""))
    left = len(text) - len(text.lstrip())
    size = abs(size * scale) or 1
    return _Piece(text.strip(), x + width(text[:left]) * size, y, size, bool(_BOLD.search(name)))


def _rows(pieces: list[_Piece]) -> list[list[_Piece]]:
    """The pieces of each line, lines from the top, pieces from the left."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.y):
        if rows and rows[-1][0].y - piece.y < _SAME_LINE * max(rows[-1][0].size, piece.size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.x) for row in rows]


def _line(row: list[_Piece], page: int, height: float) -> PageLine:
    text, bold, end = "", 0, row[0].x
    for piece in row:
        gap = (piece.x - end) / piece.size
        if text and gap > _GAP:
            text += "  " if gap > 2 * _GAP else " "
        elif text and gap > _GAP / 4 and _are_words(text[-1], piece.text[0]):
            text += " "
        if piece.bold and bold == len(text.rstrip()):
            bold = len(text) + len(piece.text)
        text += piece.text
        end = piece.x + width(piece.text) * piece.size
    size = max(row, key=lambda piece: len(piece.text)).size
    return PageLine(text, page, row[0].x, end, row[0].y, size, bold, height)


def _are_words(before: str, after: str) -> bool:
    return all(one.isascii() and one.isalnum() for one in (before, after))
