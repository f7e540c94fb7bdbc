"""A Word file (.docx, ISO/IEC 29500) → the blocks of a document, as Word shows them.

`package` opens the zip within limits, `xml` its parts; `styles`, `looks`, `numbering` and
`counting` say how a paragraph looks and which number it shows; `story`, `tables`, `runs` and
`objects` read the text in order, `apart` what stands outside it; `finishing` makes the blocks.
"""

from ..blocks import Block, Document
from ..telling import Unreadable
from .apart import comments_left, headers_and_footers, read_notes
from .counting import Counter
from .fields import Fields
from .finishing import blocks_of
from .looks import theme_fonts
from .numbering import read_lists
from .package import LIMIT, Package
from .source import Part, Source, counts_of, doubts_of
from .story import Story
from .styles import ROLES, Styles
from .xml import Element

__all__ = ["LIMIT", "ROLES", "read_word"]


def read_word(data: bytes) -> Document:
    """Read a .docx; raises Unreadable, whose message is a sentence for the editor."""
    package = Package(data)
    source = _source(package)
    document = package.part(package.document_name)
    body = None if document is None else document.find("body")
    if body is None:
        raise Unreadable("文件里没有 Word 正文，请核对是否选错了文件。")
    read_notes(source)
    part = Part(source, package.document_name, Fields.of(body))
    blocks = blocks_of(Story(part).read(body))
    _refuse_empty(blocks)
    blocks += comments_left(part)
    blocks += headers_and_footers(document, part)
    counts, doubts = counts_of(source.tally), doubts_of(source)
    return Document(blocks, counts, doubts)


def _source(package: Package) -> Source:
    theme = theme_fonts(_part(package, "theme"))
    styles = Styles.read(_part(package, "styles"), theme)
    lists = read_lists(_part(package, "numbering"), styles)
    return Source(package, styles, Counter(lists))


def _part(package: Package, kind: str) -> Element | None:
    name = package.related(kind)
    return package.part(name) if name else None


def _refuse_empty(blocks: list[Block]) -> None:
    if any(block.text.strip() and not block.aside and not block.picture for block in blocks):
        return
    if any(block.picture for block in blocks):
        raise Unreadable("文件里只有图片，没有文字（可能是扫描件），请改用有文字的原件。")
    raise Unreadable("文件里没有文字，请核对是否选错了文件。")
