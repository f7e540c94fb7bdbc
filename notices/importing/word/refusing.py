"""What a file that is no .docx really is, in a sentence for the editor."""

from ..telling import Unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_SIGNATURES = (
    (b"%PDF", "PDF 文件"),
    (b"{\\rtf", "RTF 文件"),
    (b"\xff\xd8\xff", "图片"),
    (b"\x89PNG", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"<!DOCTYPE html", "网页"),
    (b"<html", "网页"),
    (b"<?xml", "XML 文件"),
)
_PARTS = (
    ("xl/workbook.xml", "Excel 表格"),
    ("xl/workbook.bin", "Excel 表格"),
    ("ppt/presentation.xml", "PowerPoint 演示文稿"),
    ("ofd.xml", "OFD 文件"),
    ("meta-inf/manifest.xml", "OpenDocument 文件"),
    ("meta-inf/container.xml", "电子书"),
)
_PACKED = (".zip", ".rar", ".7z", ".docx", ".doc", ".wps", ".pdf", ".xlsx")
_SAVE_AS = "请用 Word 或 WPS 打开后“另存为”.docx 再导入。"


def refuse_other_formats(data: bytes) -> None:
    """Raise Unreadable for bytes that do not open a zip."""
    if not data:
        raise Unreadable("文件是空的，请核对是否选错了文件。")
    if data.startswith(_OLE):
        _refuse_ole(data)
    if data.startswith(_EMPTY_ZIP):
        raise Unreadable("这是一个空的压缩包，请核对是否选错了文件。")
    if data.startswith(_ZIP):
        return
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, name in _SIGNATURES:
        if start[: len(signature)].lower() == signature.lower():
            raise Unreadable(f"这不是 Word 文件（.docx），其实是{name}，{_SAVE_AS}")
    raise Unreadable(f"这不是 Word 文件（.docx），请核对是否选错了文件，或{_SAVE_AS}")


def refuse_other_contents(names: list[str]) -> None:
    """Raise Unreadable for a zip that holds something else; names are in lower case."""
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable("文件里有宏，为安全起见不读取，请另存为不带宏的 .docx 后再导入。")
    if "word/document.xml" in names:
        return
    for part, kind in _PARTS:
        if part in names:
            raise Unreadable(f"这不是 Word 文件，其实是{kind}，{_SAVE_AS}")
    if "[content_types].xml" not in names and any(name.endswith(_PACKED) for name in names):
        raise Unreadable("这是一个压缩包，里面另有文件，请解压后逐个导入。")


def _refuse_ole(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("文件有打开密码（已加密），请先在 Word 或 WPS 中取消密码，另存后再导入。")
    if "Workbook".encode("utf-16-le") in data:
        raise Unreadable(f"这不是 Word 文件，其实是旧版 Excel 表格，{_SAVE_AS}")
    raise Unreadable(f"这是旧版 Word 或 WPS 文件（.doc、.wps），{_SAVE_AS}")
