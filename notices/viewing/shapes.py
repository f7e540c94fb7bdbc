"""What is shown of a file: leaves that are shown one at a time, made of parts with addresses."""

from dataclasses import dataclass, field

FORMAT = 1  # of all that is shown here; what is kept in another is made anew by rebuild_search
TEXT, TABLE, PAGES = "text", "table", "pages"


class NotShown(ValueError):
    """Nothing can be shown of the file; the message is a Chinese sentence for readers."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `figure` where its column is one of numbers."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    figure: bool = False


Rows = tuple[tuple[Cell, ...], ...]
_PLAIN = list(vars(Cell("")).values())


@dataclass(frozen=True)
class Part:
    """A page, some rows or some paragraphs.

    `number` counts through the file from 1 and is its address (#p3); `name` says where it stands
    (第3页), "" where a file is one part; `text` is what search finds, and what is shown where
    neither `html` (as `rich_text` accepts it) nor `rows` are; `width` and `height` of its
    picture, in pixels, 0 where it has none.
    """

    number: int
    name: str
    text: str
    html: str = ""
    rows: Rows = ()
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Leaf:
    """What is shown at once: a sheet, or as much of a long file as a page bears.

    `head` are the rows of a table that stand above it again in each leaf; the last of them names
    the columns.
    """

    name: str
    parts: tuple[Part, ...]
    head: Rows = ()

    @property
    def columns(self) -> int:
        """How many columns its table has, 0 of what is no table."""
        rows = [*self.head, *(row for part in self.parts for row in part.rows)]
        return max((sum(cell.colspan for cell in row) for row in rows), default=0)


@dataclass(frozen=True)
class Shown:
    """All that is shown of a file.

    `extent` is how long it is (共12页), `notes` sentences on what is left out, `refused` the one
    sentence there is where nothing can be shown. `pictures` holds WebP by the number of the part.
    """

    kind: str
    leaves: tuple[Leaf, ...] = ()
    extent: str = ""
    notes: tuple[str, ...] = ()
    refused: str = ""
    pictures: dict[int, bytes] = field(default_factory=dict)

    @property
    def parts(self) -> list[Part]:
        return [part for leaf in self.leaves for part in leaf.parts]


def refusal(sentence: str) -> Shown:
    """Of a file of which nothing can be shown."""
    return Shown(TEXT, refused=sentence)


def packed(leaf: Leaf) -> dict:
    """A leaf as values of JSON, cells without what most of them have."""
    return {
        "name": leaf.name,
        "head": _packed_rows(leaf.head),
        "parts": [vars(part) | {"rows": _packed_rows(part.rows)} for part in leaf.parts],
    }


def unpacked(values: dict) -> Leaf:
    """What `packed` made values of."""
    parts = tuple(Part(**part | {"rows": _rows(part["rows"])}) for part in values["parts"])
    return Leaf(values["name"], parts, _rows(values["head"]))


def _packed_rows(rows: Rows) -> list[list[list]]:
    return [[_packed_cell(cell) for cell in row] for row in rows]


def _packed_cell(cell: Cell) -> list:
    values = list(vars(cell).values())
    while len(values) > 1 and values[-1] == _PLAIN[len(values) - 1]:
        values.pop()
    return values


def _rows(rows: list[list[list]]) -> Rows:
    return tuple(tuple(Cell(*cell) for cell in row) for row in rows)
