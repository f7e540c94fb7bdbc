"""Office files (.docx, .xlsx, .pptx): their properties, and what photographs in them tell."""

import copy
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.parsers import expat

from . import photos

BEGINS = b"PK\x03\x04"
LONGEST_PART = 2**20  # bytes of a part of properties
LONGEST_VALUE = 40  # characters told
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/metadata"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# ECMA-376: every element of these parts may be absent, the parts themselves are named elsewhere.
BLANK = {
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/core-properties"/>',
    "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/extended-properties"/>',
    "docProps/custom.xml": f'<Properties xmlns="{_OFFICE}/custom-properties"/>',
}
NAMES = {
    "creator": "作者",
    "lastModifiedBy": "最后保存者",
    "Company": "单位",
    "Manager": "主管",
    "title": "标题属性",
    "subject": "主题属性",
    "keywords": "关键词",
    "description": "备注",
    "category": "类别",
}
_OF_WPS = ("KSO", "ICV")  # custom properties that tell the program's version only
_BROKEN = (zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, OSError)
_BROKEN += (ValueError, RuntimeError, NotImplementedError)


def without_traces(data: bytes) -> tuple[bytes, tuple[str, ...]] | None:
    """The package with blank properties and bare photographs, and what went; None: nothing did."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            told = list(dict.fromkeys(_told(package)))
            bare = _bare_photos(package)
            if bare:
                told.append(f"{len(bare)} 张照片的拍摄信息")
            if not told:
                return None
            blank = {name: (_HEAD + text).encode() for name, text in BLANK.items()}
            return _rewritten(package, blank | bare), tuple(told)
    except _BROKEN:
        return None


def _told(package: zipfile.ZipFile) -> Iterator[str]:
    for name in filter(set(package.namelist()).__contains__, BLANK):
        with package.open(name) as part:
            values = _values(part.read(LONGEST_PART))
        for tag, value in values:
            if tag in NAMES and value.strip():
                yield f"{NAMES[tag]}“{value.strip()[:LONGEST_VALUE]}”"
            elif tag == "property" and not value.startswith(_OF_WPS):
                yield f"自定义属性“{value[:LONGEST_VALUE]}”"


def _values(xml: bytes) -> list[tuple[str, str]]:
    """(name of the element, its text) along a part; of a custom property its name is the text."""
    found: list[list[str]] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse

    def start(tag: str, given: dict) -> None:
        found.append([tag.rsplit(" ", 1)[-1], given.get("name", "")])

    def data(text: str) -> None:
        if found and found[-1][0] in NAMES:
            found[-1][1] += text

    parser.StartElementHandler, parser.CharacterDataHandler = start, data
    parser.Parse(xml, True)
    return [(tag, text) for tag, text in found]


def _refuse(*said) -> None:
    raise ValueError("no entities")


def _bare_photos(package: zipfile.ZipFile) -> dict[str, bytes]:
    """The pictures that tell more than they show, without that."""
    found = {}
    for name in package.namelist():
        if name.lower().endswith((".jpg", ".jpeg", ".png")):
            bare = photos.bare(package.read(name))
            if bare is not None:
                found[name] = bare
    return found


def _rewritten(package: zipfile.ZipFile, parts: dict[str, bytes]) -> bytes:
    """The package with other bytes in some parts; all others as they are, in their order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for info in package.infolist():
            content = parts.get(info.filename)
            content = package.read(info) if content is None else content
            new.writestr(copy.copy(info), content)
    return out.getvalue()
