"""What is read of a document before the font of its body is known."""

from dataclasses import dataclass, field

from ..blocks import Block
from ..roles import Role
from .counting import NOTHING, Shown
from .looks import Look


@dataclass(frozen=True)
class Piece:
    """Characters of one look."""

    text: str
    look: Look = Look()


@dataclass
class Paragraph:
    """A paragraph; contents: of the table of contents; note: the text of a footnote."""

    pieces: list[Piece]
    shown: Shown = NOTHING
    depth: int = 0
    centred: bool = False
    role: Role | None = None
    contents: bool = False
    note: bool = False


@dataclass
class TableCell:
    """A cell and what stands in it; row counts from 0."""

    drafts: list["Draft"]
    row: int
    colspan: int = 1
    rowspan: int = 1


@dataclass
class Table:
    """A table's cells in reading order; the first headed rows are its head."""

    cells: list[TableCell] = field(default_factory=list)
    headed: int = 0


# A Block is a draft that is finished: a picture, or what no reader sees.
Draft = Paragraph | Table | Block
