"""Bytes of a text file → text, or the reason why not."""

import codecs
import re
from collections import Counter

from ..characters import strip_unseen
from ..script import to_simplified
from .telling import Unreadable

LIMIT = 2 * 1024 * 1024  # bytes; the longest official notices are under 1 MB
MOST_LINES = 20_000
LONGEST_LINE = 200_000  # characters; a rich text takes no more

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word（.docx）或压缩包"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word（.doc）"),
    (b"{\\rtf", "RTF"),
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Rows (区) of GB 2312: marks, numerals and letters; the 3,755 common characters (一级汉字).
_MARKS, _COMMON = range(1, 4), range(16, 56)
_COMMON_SHARE = 0.8  # of what is not ASCII in a Chinese text; Big5 and Japanese stay below
# Korean in EUC-KR falls on the common characters too, but on none of these rows (拼音 s to z),
# that have two in five of a Chinese text.
_NOT_KOREAN, _NOT_KOREAN_SHARE = range(41, 56), 0.05


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with a byte order mark, or GB18030.

    Lines end in "\\n", characters that nobody sees are left out. Raises Unreadable for what
    is empty, over the limits, not text, or in no known encoding.
    """
    _refuse_other_formats(data)
    text = _decoded(data)
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > len(text) / 100:
        raise Unreadable("这不是文本文件（含有二进制内容），请核对文件，或另存为 .txt 后再导入。")
    text = strip_unseen(text)
    if not text.strip():
        raise Unreadable("文件里没有文字，请核对是否选错了文件。")
    _refuse_long(text.split("\n"))
    return text


def _refuse_long(lines: list[str]) -> None:
    if len(lines) > MOST_LINES:
        raise Unreadable(
            f"文件有 {len(lines)} 行，超过上限 {MOST_LINES} 行，请只保留通知正文后再导入。"
        )
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise Unreadable(
                f"第 {number} 行有 {len(line)} 个字，超过上限 {LONGEST_LINE} 个字，请分段后再导入。"
            )


def _refuse_other_formats(data: bytes) -> None:
    if len(data) > LIMIT:
        size = len(data) / 1024 / 1024
        raise Unreadable(
            f"文件有 {size:.1f} MB，超过上限 {LIMIT // 1024 // 1024} MB，请只保留通知正文后再导入。"
        )
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"这不是文本文件，其实是{name}文件，请改用文本文件（.txt）导入。")


def _decoded(data: bytes) -> str:
    for mark, encoding, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, f"文件标明是 {name} 编码，但内容已损坏")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _as_gb18030(data)


def _as_gb18030(data: bytes) -> str:
    reason = "认不出文件的编码（不是 UTF-8，也不是 GB18030）"
    text = _strictly(data, "gb18030", reason)
    # Big5, EUC-KR and others often decode as GB18030 without an error, into a jumble.
    if "\0" not in text and not _reads_as_chinese(text):
        raise Unreadable(f"{reason}，请另存为 UTF-8 文本后再导入。")
    return text


def _strictly(data: bytes, encoding: str, reason: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{reason}，第 {error.start + 1} 个字节起无法解读，请另存为 UTF-8 文本后再导入。"
        ) from error


def _reads_as_chinese(text: str) -> bool:
    written = [character for character in to_simplified(text) if not character.isascii()]
    rows = Counter()
    for character, times in Counter(written).items():
        rows[_row(character)] += times
    common = sum(rows[row] for row in _COMMON)
    marks = sum(rows[row] for row in _MARKS)
    not_korean = sum(rows[row] for row in _NOT_KOREAN)
    reads = common + marks >= _COMMON_SHARE * len(written)
    return common > 0 and reads and not_korean >= _NOT_KOREAN_SHARE * common


def _row(character: str) -> int:
    """The character's row in GB 2312, 0 for one that is not in it."""
    code = character.encode("gb18030")
    return code[0] - 0xA0 if len(code) == 2 and min(code) > 0xA0 else 0
