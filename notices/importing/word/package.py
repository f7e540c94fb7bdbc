"""The zip of a .docx (ISO/IEC 29500-2): its parts and how they name each other, within limits.

Only parts that the document names are opened, and nothing is ever written to a disk, so a
name such as ../../x leads nowhere. The sizes the zip itself states are not believed.
"""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from ..telling import Unreadable
from .refusing import refuse_other_contents, refuse_other_formats
from .xml import LONGEST_PART, Element, parse

LIMIT = 20 * 1024 * 1024  # bytes of the file
UNPACKED = 100 * 1024 * 1024  # bytes of all parts that are opened, together
MOST_PARTS = 5_000
_ENTRY = b"PK\x01\x02"  # opens each entry of the zip's list
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the two ways a .docx may be packed
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


@dataclass(frozen=True)
class Relation:
    """What an r:id stands for: kind is the last word of its type, target a part or an address."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one .docx; every method may raise Unreadable with a sentence."""

    def __init__(self, data: bytes):
        refuse_other_formats(data)
        if len(data) > LIMIT:
            raise Unreadable(
                f"文件有 {len(data) / 1024 / 1024:.1f} MB，超过上限 {LIMIT // 1024 // 1024} MB，"
                "请压缩其中的图片，或只保留通知正文后再导入。"
            )
        if data.count(_ENTRY) > MOST_PARTS:
            raise Unreadable("这个压缩包里的文件太多，不是 Word 文件，请核对是否选错了文件。")
        self._left = UNPACKED
        self._pictures: dict[str, bytes | None] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise Unreadable(
                "文件不完整或已损坏（可能没有下载完），请重新取得原件后再导入。"
            ) from error
        infos = self._zip.infolist()
        self._infos = {info.filename.replace("\\", "/").lower(): info for info in infos}
        refuse_other_contents(list(self._infos))
        self.document_name = self._find_document()

    def part(self, name: str) -> Element | None:
        """The tree of an XML part, None where the file has no such part."""
        data = self._read(name, LONGEST_PART)
        return None if data is None else parse(data)

    def picture(self, name: str) -> bytes | None:
        """The bytes of a picture, None where the file has no such part."""
        if name not in self._pictures:
            self._pictures[name] = self._read(name, UNPACKED)
        return self._pictures[name]

    def relations(self, name: str) -> dict[str, Relation]:
        """What the part of this name names, by r:id."""
        if name not in self._relations:
            folder, base = posixpath.split(name)
            root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
            found = [] if root is None else root.iter("Relationship")
            self._relations[name] = {e.get("Id", ""): _relation(e, folder) for e in found}
        return self._relations[name]

    def related(self, kind: str) -> str:
        """The name of the document's part of this kind (styles, numbering …), "" for none."""
        relations = self.relations(self.document_name).values()
        return next((r.target for r in relations if r.kind == kind and not r.external), "")

    def _find_document(self) -> str:
        named = [r.target for r in self.relations("").values() if r.kind == "officeDocument"]
        for name in [*named, "word/document.xml"]:
            if name.lower() in self._infos:
                return name
        raise Unreadable("这个文件里没有 Word 正文（word/document.xml），请核对是否选错了文件。")

    def _read(self, name: str, longest: int) -> bytes | None:
        info = self._infos.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise Unreadable("文件有密码保护，请先取消密码，另存后再导入。")
        if info.compress_type not in _PLAIN:
            raise Unreadable("文件的压缩方式不是 Word 所用的，请用 Word 或 WPS 另存后再导入。")
        most = min(longest, self._left)
        try:
            with self._zip.open(info) as part:
                data = part.read(most + 1)
        except _BROKEN as error:
            raise Unreadable("文件已损坏，请重新取得原件后再导入。") from error
        if len(data) > most:
            limit = longest if most == longest else UNPACKED
            raise Unreadable(
                f"文件解压后超过上限 {limit // 1024 // 1024} MB，不像是通知，请核对文件。"
            )
        self._left -= len(data)
        return data


def _relation(element: Element, folder: str) -> Relation:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(element.get("Type", "").rpartition("/")[2], target, external)
