"""What a reader of one file format yields: the blocks of a document, in reading order.

Every offset below counts characters of the block's own text, so that a later repair of the text
can carry marks and cells along.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from .roles import Role


class Aside(StrEnum):
    """Why a block is no part of the notice; the report shows it under this name."""

    HEADER = "页眉页脚"
    PAGE_NUMBER = "页码"
    COMMENT = "批注"
    DELETED = "已删除的修订"
    CHROME = "网页杂行"
    OUTSIDE = "不属于正文"


@dataclass(frozen=True)
class Mark:
    """text[start:end] stands in one inline tag of rich_text: strong, em, u, s, sub, sup or a."""

    start: int
    end: int
    tag: str
    href: str = ""


@dataclass(frozen=True)
class Cell:
    """text[start:end] is a table's cell; row counts from 0, a spanned cell is given once."""

    start: int
    end: int
    row: int
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True)
class Picture:
    """The bytes of a picture as the file has them, and its file name."""

    data: bytes
    name: str


@dataclass(frozen=True)
class Block:
    r"""A paragraph, a list item, a table or a picture.

    text: of a paragraph as it is shown, its number included, "\n" at a line break inside; of a
    table its cells separated by "\t", its rows by "\n"; of a picture its alternative text.
    label: the automatic number, where there is one; text begins with it.
    depth: 1 to 6 where a heading style or outline level says so, else 0.
    bold: how many characters from the start are bold; a bold beginning may be a run-in heading.
    role: what a paragraph style of our own (Word out) says it is, else None.
    item: "ol" or "ul" for an item of a list that is no section (a bullet, an <li>), else "".
    aside: set for what no reader of the document sees in its text.
    """

    text: str
    label: str = ""
    depth: int = 0
    bold: int = 0
    centred: bool = False
    role: Role | None = None
    item: str = ""
    marks: tuple[Mark, ...] = ()
    cells: tuple[Cell, ...] = ()
    picture: Picture | None = None
    aside: Aside | None = None


@dataclass(frozen=True)
class Document:
    """The blocks of a file; doubts are sentences for the editor, counts what was met and taken.

    counts: "revisions" (insertions kept and deletions dropped), "comments", "wraps" (lines of a
    page joined to paragraphs); 0 or absent where there were none.
    title: what a web page calls itself, "" where nothing does; what a Word file says of itself is
    its template's, so it is not asked.
    is_plain: each block is a line of a plain text, which may be cut in mid-sentence.
    """

    blocks: list[Block]
    counts: dict[str, int] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    title: str = ""
    is_plain: bool = False
