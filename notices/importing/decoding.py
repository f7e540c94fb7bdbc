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
# Rows (区) of GB 2312: marks, numerals, letters and those of pinyin; the 3,755 common characters (一级汉字).
_MARKS, _COMMON = (1, 2, 3, 8), range(16, 56)
_COMMON_SHARE = 0.8  # of what is not ASCII in a Chinese text; Big5 and Japanese stay below
# Korean in EUC-KR falls on the common characters too, but on none of these rows (拼音 s to z),
# that have two in five of a Chinese text.
_NOT_KOREAN, _NOT_KOREAN_SHARE = range(41, 56), 0.05
# What official texts are made of; by chance one character in twenty is one of these.
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要时来用们生到作地于出就分对成会可主发年动同工也能下过面而方"
    "后多定行学法所民得经十三之进等部度家力如水高自二理现实加量都体制机当点从业本性好应开合因由其前外"
    "政四日事平相全表间与关各重新内正公无系情最立代通并提题党程展五员位入文总次设及管特件长求基资路级"
    "统接知将组计期论运农指九区强决做必先任取处保治百规领七导增思交受联六共权收证改清单安场务具万每目"
    "示议报八名确科信节整集步群广记需研织持众布市省县局委办按请送达厅院协室组责落督检查报项监施建贯彻"
    "防通知宣教培训示例附印发主题号月日镇乡村社街道企业单位部门时限汛风险隐患排查整治安全生产复函据准予"
)
_FREQUENT_SHARE, _CHANCE_SHARE = 0.3, 0.15
_ENOUGH = 10  # characters, from which on a share says something
_KANA, _HANGUL = re.compile(r"[\u3041-\u30fa]"), re.compile(r"[\uac00-\ud7a3]")
_OTHER_SCRIPTS = (("euc_jp", _KANA, 0.3), ("euc_kr", _HANGUL, 0.9), ("cp949", _HANGUL, 0.9))
_BIG5 = ("big5hkscs", "cp950")  # as browsers read it: 〇 is a character of the first
_UNKNOWN = "认不出文件的编码（不是 UTF-8、UTF-16、GB18030 或 Big5）"

WEB_LIMIT = 10 * 1024 * 1024  # bytes of a page, with the pictures it holds itself
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([\w.:-]{1,40})"
    rb"|<meta\s[^>]{0,500}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})",
    re.IGNORECASE,
)
_HEAD = 8192  # bytes in which a page says how it is encoded
_NAMED = {
    **dict.fromkeys(("utf-8", "utf8", "utf-16", "unicode"), ("utf-8",)),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "cp936"), ("gb18030",)),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950"), _BIG5),
}
_MOST_DAMAGED = 0.001  # of a page's characters that its own encoding cannot read


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16, GB18030 or Big5.

    Lines end in "\\n", characters that nobody sees are left out. Raises Unreadable for what
    is empty, over the limits, not text, or in no known encoding.
    """
    _refuse_other_formats(data, LIMIT)
    text = _decoded(data)
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > len(text) / 100:
        raise Unreadable("这不是文本文件（含有二进制内容），请核对文件，或另存为 .txt 后再导入。")
    text = strip_unseen(text)
    if not text.strip():
        raise Unreadable("文件里没有文字，请核对是否选错了文件。")
    _refuse_long(text.split("\n"))
    return text


def decode_web(data: bytes) -> str:
    """Return the text of an HTML page: as it says it is encoded where that is true, else as found.

    Raises Unreadable as `decode` does, over WEB_LIMIT bytes; lines may be of any length.
    """
    _refuse_other_formats(data, WEB_LIMIT)
    text = _as_declared(data)
    if text is None:
        text = _decoded(data)
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise Unreadable(
            "这不是网页文件（含有二进制内容），请核对文件，或在浏览器里复制正文后粘贴。"
        )
    return strip_unseen(text)


def _as_declared(data: bytes) -> str | None:
    """The text as a page without a byte order mark declares it, None where that reads as nothing."""
    found = _DECLARED.search(data[:_HEAD])
    if not found or any(data.startswith(mark) for mark, _, _ in _BYTE_ORDER_MARKS):
        return None
    name = (found[1] or found[2]).decode("ascii").lower()
    for encoding in _NAMED.get(name, ()):
        text = data.decode(encoding, "replace")
        damaged = text.count("\ufffd") > max(1, _MOST_DAMAGED * len(text))
        if not damaged and (text.isascii() or encoding == "utf-8" or _reads_as_chinese(text)):
            return text
    return None


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


def _refuse_other_formats(data: bytes, limit: int) -> None:
    if len(data) > limit:
        size = len(data) / 1024 / 1024
        raise Unreadable(
            f"文件有 {size:.1f} MB，超过上限 {limit // 1024 // 1024} MB，请只保留通知正文后再导入。"
        )
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(f"这不是文本文件，其实是{name}文件，请改用文本文件（.txt）导入。")


def _decoded(data: bytes) -> str:
    for mark, encoding, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, f"文件标明是 {name} 编码，但内容已损坏")
    text = _tried(data, "utf-8")
    if text is not None and "\0" not in text:
        return text
    return _as_utf16(data) or text or _as_east_asian(data)


def _as_utf16(data: bytes) -> str | None:
    """The text of UTF-16 without a byte order mark: Chinese, or ASCII with every second byte 0."""
    for encoding, high_byte in (("utf-16-le", 1), ("utf-16-be", 0)):
        text = _tried(data, encoding)
        if not text or _CONTROL.search(text):
            continue
        is_ascii = len(text) > 1 and not any(data[high_byte::2])
        if is_ascii or (_reads_as_chinese(text) and _frequent_share(text) >= _FREQUENT_SHARE):
            return text
    return None


def _as_east_asian(data: bytes) -> str:
    """The text in GB18030 or in Big5, whichever reads more like Chinese.

    Either often decodes the other, and EUC-KR, without an error, into a jumble.
    """
    text, big5 = _tried(data, "gb18030"), _as_big5(data)
    reads = text is not None and _reads_as_chinese(text) and not _is_jumble(text)
    if big5 and (not reads or _frequent_share(big5) > _frequent_share(text)):
        return big5
    if text is None:
        _strictly(data, "gb18030", _UNKNOWN)
    if "\0" not in text and not reads:
        raise Unreadable(f"{_UNKNOWN}，请另存为 UTF-8 文本后再导入。")
    return text


def _as_big5(data: bytes) -> str | None:
    for encoding, script, share in _OTHER_SCRIPTS:
        other = _tried(data, encoding)
        if other and len(script.findall(other)) >= share * len(_not_ascii(other)):
            return None
    for encoding in _BIG5:
        text = _tried(data, encoding)
        if text and _reads_as_chinese(text) and _frequent_share(text) >= _FREQUENT_SHARE:
            return text
    return None


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _strictly(data: bytes, encoding: str, reason: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{reason}，第 {error.start + 1} 个字节起无法解读，请另存为 UTF-8 文本后再导入。"
        ) from error


def _reads_as_chinese(text: str) -> bool:
    written = _not_ascii(to_simplified(text))
    rows = Counter()
    for character, times in Counter(written).items():
        rows[_row(character)] += times
    common = sum(rows[row] for row in _COMMON)
    marks = sum(rows[row] for row in _MARKS)
    not_korean = sum(rows[row] for row in _NOT_KOREAN)
    reads = common + marks >= _COMMON_SHARE * len(written)
    return common > 0 and reads and not_korean >= _NOT_KOREAN_SHARE * common


def _frequent_share(text: str) -> float:
    """How much of the characters that are no ASCII and no marks official texts use all the time."""
    written = [one for one in _not_ascii(to_simplified(text)) if _row(one) not in _MARKS]
    return sum(one in _FREQUENT for one in written) / max(1, len(written))


def _is_jumble(text: str) -> bool:
    return len(_not_ascii(text)) >= _ENOUGH and _frequent_share(text) < _CHANCE_SHARE


def _not_ascii(text: str) -> list[str]:
    return [character for character in text if not character.isascii()]


def _row(character: str) -> int:
    """The character's row in GB 2312, 0 for one that is not in it."""
    code = character.encode("gb18030")
    return code[0] - 0xA0 if len(code) == 2 and min(code) > 0xA0 else 0
