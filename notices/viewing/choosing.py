"""Which reader a file needs, by its type, and what is said where there is none."""

from ..file_types import FILE_TYPES
from .apart import read_apart
from .shapes import NotShown, Shown, refusal
from .texts import read_table, read_text

READABLE = ("docx", "xlsx", "pdf", "txt", "csv")  # what a list of files offers to read
_ZIP = b"PK\x03\x04"
_TYPES = {extension: kind.media_type for extension, kind in FILE_TYPES.items()}
_HERE = {_TYPES["txt"]: read_text, _TYPES["csv"]: read_table}
_APART = {_TYPES["pdf"]: "pages", _TYPES["docx"]: "words", _TYPES["xlsx"]: "sheets"}
# WPS writes both its own format and that of Word or Excel under one name.
_MAYBE = {_TYPES["wps"]: "words", _TYPES["et"]: "sheets"}
_NAMES = {
    "ofd": "OFD 版式文件",
    "doc": "旧版 Word 文件（.doc）",
    "wps": "WPS 文字文件（.wps）",
    "xls": "旧版 Excel 表格（.xls）",
    "et": "WPS 表格文件（.et）",
    "pptx": "演示文稿（.pptx）",
    "ppt": "旧版演示文稿（.ppt）",
}
_CALLED = {_TYPES[extension]: name for extension, name in _NAMES.items()}


def is_readable(file_name: str) -> bool:
    """Whether a file of this name can usually be read on a page."""
    return file_name.lower().endswith(tuple(f".{extension}" for extension in READABLE))


def shown(data: bytes, media_type: str) -> Shown:
    """What readers see of a file; of one that cannot be shown the sentence that says so."""
    try:
        if media_type in _HERE:
            return _HERE[media_type](data)
        kind = _APART.get(media_type) or (data.startswith(_ZIP) and _MAYBE.get(media_type))
        if kind:
            return read_apart(kind, data)
    except NotShown as refused:
        return refusal(str(refused))
    name = _CALLED.get(media_type, "这种文件")
    return refusal(f"{name}不能在网页上显示，请下载后用相应的软件打开。")
