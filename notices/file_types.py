"""The attachment types we accept, told by file name and by content; names fit to be shown."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from .characters import strip_unseen

MAX_BYTES = 50 * 2**20
MAX_UNPACKED_BYTES = 200 * 2**20
MAX_MEMBERS = 2000
MAX_NAME = 200  # characters

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB], Office 97–2003
_ZIP_FILE = b"PK\x03\x04"
_ZIP_DIRECTORY_ENTRY = b"PK\x01\x02"
# What zipfile raises for bytes that are damaged, encrypted or packed in a way it does not know.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
_MACROS = "文件里有宏，请另存为不含宏的文件后再上传。"


class NotAccepted(ValueError):
    """The file is nothing we take; the message is a Chinese sentence for the editor."""


@dataclass(frozen=True)
class FileType:
    """A media type, and the tests of which the content must pass one."""

    media_type: str
    contents: tuple[Callable[[bytes], bool], ...]


def media_type(name: str, data: bytes) -> str:
    """Return the media type of a file by the extension of its name; the content must agree.

    Raises NotAccepted: empty, over MAX_BYTES, another type, another content, with macros.
    """
    if not data:
        raise NotAccepted("文件是空的，请核对后重新上传。")
    if len(data) > MAX_BYTES:
        raise NotAccepted(f"文件超过 {MAX_BYTES // 2**20} MB，请压缩图片，或拆成几个附件。")
    extension = _extension(name)
    if extension not in FILE_TYPES:
        raise NotAccepted(f"不接受这种文件，请改用下列格式之一：{'、'.join(FILE_TYPES)}。")
    if not any(holds(data) for holds in FILE_TYPES[extension].contents):
        raise NotAccepted(f"文件内容与扩展名“.{extension}”不符，请用原来的软件另存后再上传。")
    return FILE_TYPES[extension].media_type


def safe_name(name: str) -> str:
    """Return a file name to show and to send: no path, nothing unseen, at most MAX_NAME long."""
    last_part = re.split(r"[/\\]", strip_unseen(name))[-1]
    name = " ".join(last_part.split()).strip(". ") or "附件"
    if len(name) <= MAX_NAME:
        return name
    ending = f".{_extension(name)}" if _extension(name) in FILE_TYPES else ""
    return name[: MAX_NAME - len(ending)].rstrip(". ") + ending


def _extension(name: str) -> str:
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def _is_pdf(data: bytes) -> bool:
    return data.startswith(b"%PDF-")


def _is_text(data: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        try:
            return not re.search(r"[\x00-\x08\x0e-\x1f\x7f]", data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return False


def _compound(*streams: str) -> Callable[[bytes], bool]:
    """A test for a compound file that has one of the streams."""

    def holds(data: bytes) -> bool:
        is_ours = data.startswith(_COMPOUND_FILE) and any(
            stream.encode("utf-16-le") in data for stream in streams
        )
        if is_ours and "_VBA_PROJECT".encode("utf-16-le") in data:
            raise NotAccepted(_MACROS)
        return is_ours

    return holds


def _package(contents: str, folder: str = "") -> Callable[[bytes], bool]:
    """A test for a zip package with the member that lists its contents, and the folder."""

    def holds(data: bytes) -> bool:
        if not data.startswith(_ZIP_FILE):
            return False
        members, listed = _opened(data, contents)
        names = [member.filename for member in members]
        is_ours = contents in names and any(name.startswith(folder) for name in names)
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        if is_ours and (has_macros or b"macroEnabled" in listed):
            raise NotAccepted(_MACROS)
        return is_ours

    return holds


def _opened(data: bytes, contents: str) -> tuple[list[zipfile.ZipInfo], bytes]:
    """The members, and the first megabyte of the one that lists the contents, if it is there."""
    # Counted before opening, as reading a directory of a million members costs too much.
    if data.count(_ZIP_DIRECTORY_ENTRY) > MAX_MEMBERS:
        raise NotAccepted(f"文件内含 {MAX_MEMBERS} 个以上的部分，请另存为 PDF 后再上传。")
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            members = package.infolist()
            there = contents in package.namelist()
            listed = package.open(contents).read(2**20) if there else b""
    except _BROKEN:
        raise NotAccepted("文件已损坏或者加了密，请用原来的软件另存后再上传。") from None
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
        unpacked = MAX_UNPACKED_BYTES // 2**20
        raise NotAccepted(f"文件解压后超过 {unpacked} MB，请压缩图片，或另存为 PDF 后再上传。")
    return members, listed


_WORD_97, _EXCEL_97 = _compound("WordDocument"), _compound("Workbook", "Book")
_POWERPOINT_97 = _compound("PowerPoint Document")
_WORD, _EXCEL, _POWERPOINT = (
    _package("[Content_Types].xml", folder) for folder in ("word/", "xl/", "ppt/")
)
_OOXML = "application/vnd.openxmlformats-officedocument"

FILE_TYPES = {
    "pdf": FileType("application/pdf", (_is_pdf,)),
    "ofd": FileType("application/ofd", (_package("OFD.xml"),)),
    "docx": FileType(f"{_OOXML}.wordprocessingml.document", (_WORD,)),
    "doc": FileType("application/msword", (_WORD_97,)),
    "wps": FileType("application/wps-office.wps", (_WORD_97, _WORD)),
    "xlsx": FileType(f"{_OOXML}.spreadsheetml.sheet", (_EXCEL,)),
    "xls": FileType("application/vnd.ms-excel", (_EXCEL_97,)),
    "et": FileType("application/wps-office.et", (_EXCEL_97, _EXCEL)),
    "pptx": FileType(f"{_OOXML}.presentationml.presentation", (_POWERPOINT,)),
    "ppt": FileType("application/vnd.ms-powerpoint", (_POWERPOINT_97,)),
    "txt": FileType("text/plain", (_is_text,)),
    "csv": FileType("text/csv", (_is_text,)),
}
