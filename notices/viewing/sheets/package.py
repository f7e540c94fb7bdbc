"""The parts of an .xlsx within limits, as XML without entities; nothing is written to a disk."""

import codecs
import io
import posixpath
import zipfile
import zlib
from collections.abc import Collection, Iterator
from xml.etree import ElementTree

from ..shapes import NotShown

LIMIT = 20 * 1024 * 1024  # bytes of the file
UNPACKED = 64 * 1024 * 1024  # bytes of all parts that are opened, together
MOST_PARTS = 2_000
_ENTRY = b"PK\x01\x02"  # opens each entry of the zip's list
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
_CHUNK = 256 * 1024  # characters parsed between two looks at what has come
BROKEN = "这个表格文件不能在网页上显示（可能加了密码或者已经损坏），请下载后用相应的软件打开。"
LARGE = "这个表格文件太大，不能在网页上显示，请下载后用相应的软件打开。"

Element = ElementTree.Element


class Package:
    """Every method may raise NotShown."""

    def __init__(self, data: bytes):
        if len(data) > LIMIT or data.count(_ENTRY) > MOST_PARTS:
            raise NotShown(LARGE)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise NotShown(BROKEN) from None
        self._infos = {info.filename.lower(): info for info in self._zip.infolist()}
        self._left = UNPACKED

    def elements(self, name: str, wanted: Collection[str]) -> Iterator[tuple[str, Element]]:
        """(name, element) of each wanted element of a part, by local name, none where there is
        no such part. An element is emptied when the next is asked for.
        """
        parser = ElementTree.XMLPullParser(("end",))
        text = self._text(name)
        try:
            for at in range(0, len(text), _CHUNK):
                parser.feed(text[at : at + _CHUNK])
                for _, element in parser.read_events():
                    local = element.tag.rpartition("}")[2]
                    if local in wanted:
                        yield local, element
                        element.clear()
            if text:
                parser.close()
        except ElementTree.ParseError:
            raise NotShown(BROKEN) from None

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """(last word of its type, part) of what a part names, by r:id; "" is the package."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        return {
            each.get("Id", ""): (
                each.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/"),
            )
            for _, each in self.elements(rels, {"Relationship"})
        }

    def _text(self, name: str) -> str:
        data = self._read(name)
        wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        try:
            text = data.decode("utf-16" if wide else "utf-8-sig")
        except UnicodeDecodeError:
            raise NotShown(BROKEN) from None
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise NotShown(BROKEN)
        return text

    def _read(self, name: str) -> bytes:
        info = self._infos.get(name.lower())
        if info is None:
            return b""
        if info.flag_bits & 1 or info.compress_type not in _PLAIN:
            raise NotShown(BROKEN)
        try:
            with self._zip.open(info) as part:
                data = part.read(self._left + 1)
        except _BROKEN:
            raise NotShown(BROKEN) from None
        if len(data) > self._left:
            raise NotShown(LARGE)
        self._left -= len(data)
        return data
