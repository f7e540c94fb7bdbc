"""The zip of an Office file and its XML parts, within bounds, without entities."""

import posixpath
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from xml.parsers import expat

from .scanned import NotScanned

MOST_PARTS = 5_000
LARGEST_PART = 32 * 2**20  # bytes, unpacked
LARGEST_WHOLE = 96 * 2**20
_ENTRY = b"PK\x01\x02"
_CHUNK = 2**20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
DAMAGED = "文件已损坏或者加了密，没有检查里面的内容。"
TOO_MUCH = "文件解开以后太大，没有检查完，请拆成几个文件。"
_ENTITIES = "文件里夹带了 XML 实体定义，没有检查里面的内容。"


class Packed:
    """The parts of one file; every method may raise NotScanned."""

    def __init__(self, data: bytes):
        if data.count(_ENTRY) > MOST_PARTS:
            raise NotScanned(TOO_MUCH)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _BROKEN:
            raise NotScanned(DAMAGED) from None
        self.names = [info.filename for info in self._zip.infolist()]
        self._left = LARGEST_WHOLE

    def under(self, *folders: str, ending: str = ".xml") -> list[str]:
        return [n for n in self.names if n.startswith(folders) and n.lower().endswith(ending)]

    def read(self, name: str, most: int = LARGEST_PART) -> bytes:
        """The bytes of a part, b"" where there is none; the sizes a zip states are not believed."""
        if name not in self.names:
            return b""
        most = min(most, self._left)
        try:
            with self._zip.open(name) as part:
                data = part.read(most + 1)
        except _BROKEN:
            raise NotScanned(DAMAGED) from None
        if len(data) > most:
            raise NotScanned(TOO_MUCH)
        self._left -= len(data)
        return data

    def walk(self, name: str, start: Callable, end: Callable, data: Callable) -> None:
        """Calls start(name, attributes), end(name) and data(text) along an XML part.

        Names are without their namespaces; attributes too, but for r:id.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_entities
        parser.StartElementHandler = lambda tag, given: start(_local(tag), _attributes(given))
        parser.EndElementHandler = lambda tag: end(_local(tag))
        parser.CharacterDataHandler = data
        text = self.read(name)
        if not text:
            return
        try:
            for at in range(0, len(text), _CHUNK):
                parser.Parse(text[at : at + _CHUNK], at + _CHUNK >= len(text))
        except expat.ExpatError:
            raise NotScanned(DAMAGED) from None

    def relations(self, name: str) -> dict[str, str]:
        """What the part of this name names, by r:id."""
        folder, base = posixpath.split(name)
        found: dict[str, str] = {}

        def start(tag: str, given: dict) -> None:
            if tag == "Relationship" and given.get("TargetMode") != "External":
                target = given.get("Target", "")
                path = target[1:] if target[:1] == "/" else posixpath.join(folder, target)
                found[given.get("Id", "")] = posixpath.normpath(path)

        self.walk(posixpath.join(folder, "_rels", f"{base}.rels"), start, _pass, _pass)
        return found


def _pass(*said) -> None:
    pass


def _refuse_entities(*said) -> None:
    raise NotScanned(_ENTITIES)


def _local(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def _attributes(given: dict[str, str]) -> dict[str, str]:
    return {
        "r:id" if name.endswith("relationships id") else _local(name): value
        for name, value in given.items()
    }
