"""Which reader a file needs, told by its bytes and not by its name."""

import re
from dataclasses import replace
from pathlib import PurePath

from .blocks import Block, Document
from .decoding import LIMIT, WEB_LIMIT, decode, decode_web
from .office import LIMIT as FILE_LIMIT
from .office import SUFFIXES, convert
from .pdf import read_pdf
from .repairing import composed
from .telling import Unreadable
from .web import read_web
from .word import read_word

_ZIP, _OLE, _RTF, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF"
_SIGNATURES = (_ZIP, _OLE, _RTF)  # of what LibreOffice turns into .docx
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|div|p|table|span|h[1-6]|style|title|script|[ou]l|section|article|main|center|font|strong|b|br)\b"
    rb"|Version:\d\.\d\s+StartHTML:",
    re.IGNORECASE | re.DOTALL,
)
_MEDIA_TYPES = {
    _ZIP: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    _OLE: "application/msword",
    _RTF: "application/rtf",
    _PDF: "application/pdf",
}
_LOOKED_AT = 4000  # bytes from the start that tell markup


def accepted(soffice: str = "") -> str:
    """What can be read here and how large it may be, in words; soffice as in document_of."""
    old = f"、Word 和 WPS 的旧格式（{'、'.join(SUFFIXES)}）" if soffice else ""
    files, pages, texts = (limit // 2**20 for limit in (FILE_LIMIT, WEB_LIMIT, LIMIT))
    return (
        f"Word（.docx）、PDF{old}，不超过 {files} MB；"
        f"网页（.html），不超过 {pages} MB；纯文本（.txt），不超过 {texts} MB。"
    )


def media_type_of(data: bytes) -> str:
    """The media type of a file that can be imported: .docx, PDF, HTML or plain text."""
    for signature, media_type in _MEDIA_TYPES.items():
        if data.startswith(signature):
            return media_type
    return "text/html" if _is_markup(data) else "text/plain"


def document_of(data: bytes, file_name: str, soffice: str = "") -> Document:
    """Read a file; raises Unreadable, whose message is a sentence for the editor.

    Every text of the document is composed (NFC), every line of a text file is a block. soffice is
    the path of LibreOffice, which reads the old formats, "" where the site has none.
    """
    suffix = PurePath(file_name).suffix.lower()
    if suffix in SUFFIXES and data.startswith(_SIGNATURES):
        data = convert(data, suffix, soffice)
    if data.startswith((_ZIP, _OLE)):
        return _composed(read_word(data))
    if data.startswith(_PDF):
        return _composed(read_pdf(data))
    if _is_markup(data):
        return _composed(read_web(decode_web(data)))
    lines = composed(_text(data, suffix)).split("\n")
    return Document([Block(line) for line in lines], is_plain=True)


def _text(data: bytes, suffix: str) -> str:
    """The text of a text file; of what is called Word or PDF and is neither, says just that."""
    try:
        return decode(data)
    except Unreadable:
        if suffix not in {".docx", ".pdf", *SUFFIXES}:
            raise
        raise Unreadable(
            f"文件名以 {suffix} 结尾，内容却不是这种文件，可能已经损坏，或者改过文件名；"
            "请用能打开它的软件看一看，是否选错了文件。"
        ) from None


def _is_markup(data: bytes) -> bool:
    head = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    return bool(_MARKUP.match(head.replace(b"\0", b"")))


def _composed(document: Document) -> Document:
    """Where a text is not composed yet, its marks give way: their offsets would move."""
    return replace(document, blocks=[_composed_block(block) for block in document.blocks])


def _composed_block(block: Block) -> Block:
    text = composed(block.text)
    if len(text) == len(block.text):
        return replace(block, text=text)
    return replace(block, text=text, marks=(), cells=(), bold=0)
