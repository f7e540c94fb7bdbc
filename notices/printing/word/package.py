"""The package (ISO/IEC 29500-2): parts, their types and relations, in a zip."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from . import page
from .document import document_part
from .numbering import Numbering
from .parts import EXTENSIONS, FIXED, Parts, Relation
from .styles import fonts_part, styles_part
from .xml import HEAD

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
# The time in a zip: the earliest it knows, so that the same text is the same file.
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_TARGETS = ("styles", "numbering", "settings", "fontTable", "footer1", "footer2")
_FOOTERS = {"default": "rId5", "even": "rId6"}


def word_file(payload: Mapping, files: Callable[[str], bytes | None], address: str = "") -> bytes:
    """A payload (format 1) as a .docx; the same payload gives the same bytes.

    files: the bytes of a stored file by its sha256, None where they are gone. address: of the
    site, without a slash at its end, for links to its own pages. Raises ValueError on a format
    it does not know.
    """
    parts = Parts(files, address, Numbering(payload["scheme"]))
    document = document_part(payload, parts, _FOOTERS)
    texts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            [
                Relation("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
                Relation(
                    "rId2",
                    f"{_PACKAGE}/relationships/metadata/core-properties",
                    "docProps/core.xml",
                ),
            ]
        ),
        "docProps/core.xml": _core(payload["title"]),
        "word/_rels/document.xml.rels": _relations(_fixed() + parts.relations),
        "word/document.xml": document,
        "word/styles.xml": styles_part(),
        "word/numbering.xml": parts.numbering.xml,
        "word/settings.xml": page.settings_part(),
        "word/fontTable.xml": fonts_part(),
        "word/footer1.xml": page.footer_part(odd=True),
        "word/footer2.xml": page.footer_part(odd=False),
    }
    contents = {name: text.encode() for name, text in texts.items()}
    return _zipped(contents | {f"word/{name}": data for name, data in parts.media.items()})


def _fixed() -> list[Relation]:
    pairs = zip(FIXED, _TARGETS, strict=True)
    return [
        Relation(f"rId{at}", f"{_OFFICE}/{kind}", f"{target}.xml")
        for at, (kind, target) in enumerate(pairs, 1)
    ]


def _content_types() -> str:
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
    } | {extension: media for media, extension in EXTENSIONS.items()}
    kinds = {"document": "document.main"} | {
        target: kind for kind, target in zip(FIXED, _TARGETS, strict=True)
    }
    inner = "".join(
        f'<Default Extension="{extension}" ContentType="{media}"/>'
        for extension, media in defaults.items()
    )
    inner += "".join(
        f'<Override PartName="/word/{target}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for target, kind in kinds.items()
    )
    inner += f'<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/>'
    return f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">{inner}</Types>'


def _relations(relations: list[Relation]) -> str:
    inner = "".join(
        f'<Relationship Id="{one.id}" Type="{one.type}" Target={quoteattr(one.target)}'
        + (' TargetMode="External"' if one.external else "")
        + "/>"
        for one in relations
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _core(title: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _zipped(contents: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in contents.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()
