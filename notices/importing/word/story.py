"""The blocks of a story (17.2): paragraphs and tables in reading order, as drafts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..blocks import Aside, Block
from .drafts import Draft, Paragraph, Piece, Table
from .fields import Fields
from .objects import Box, Place, branch
from .runs import Content, Inline, Note, deleted_text
from .source import Part
from .styles import CENTRED, alignment, numbered_by, outline_depth
from .tables import Grid, Row, rows_of
from .xml import Element, is_on, value

_WRAPPERS = {"customXml": ".", "sdt": "sdtContent", "ins": ".", "moveTo": "."}
_ENTRY = re.compile(r"(?:\s|\.\.|…)\d{1,4}$|^目\s*[录錄次]$")  # of a table of contents
_DELETING = ("del", "moveFrom")


@dataclass
class _Open:
    """A paragraph that goes on in the next one, as its mark is deleted or hidden."""

    content: Content
    properties: Element | None  # of the mark met last
    leading: Element | None  # of a heading that runs into the next paragraph (specVanish)

    @property
    def ruling(self) -> Element | None:
        return self.properties if self.leading is None else self.leading


@dataclass
class Story:
    """Reads a body, a cell, a text box or a note into drafts."""

    part: Part
    drafts: list[Draft] = field(default_factory=list)
    _open: _Open | None = None
    _contents: int = 0  # content controls around this place that hold a table of contents

    def read(self, parent: Element) -> list[Draft]:
        self._read(parent)
        self._close()
        return self.drafts

    def _read(self, parent: Element) -> None:
        for child in parent:
            if child.tag == "p":
                self._paragraph(child)
            elif child.tag == "tbl":
                self._close()
                self.drafts += self._table(child)
            elif child.tag in _WRAPPERS:
                self._wrapped(child)
            elif child.tag == "{mc}AlternateContent":
                chosen = branch(child)
                self._read([] if chosen is None else chosen)
            elif child.tag in ("altChunk", "subDoc"):
                self.part.source.tally.times["chunks"] += 1

    def _wrapped(self, element: Element) -> None:
        gallery = element.find("sdtPr/docPartObj/docPartGallery")
        contents = gallery is not None and gallery.get("val") == "Table of Contents"
        self._contents += contents
        inner = element.find(_WRAPPERS[element.tag])
        self._read([] if inner is None else inner)
        self._contents -= contents

    def _paragraph(self, element: Element) -> None:
        properties = element.find("pPr")
        mark = None if properties is None else properties.find("rPr")
        opened = self._open or _Open(Content(), None, None)
        opened.properties, self._open = properties, opened
        inline = Inline(self.part, value(properties, "pStyle"), opened.content)
        inline.read(element)
        inline.count_mark(mark)
        hidden = mark is not None and is_on(mark.find("vanish"))
        if hidden and opened.leading is None and opened.content.text.strip():
            opened.leading = properties
        if not hidden and not any(_has(mark, tag) for tag in _DELETING):
            self._finish(opened.content, opened.ruling)

    def _close(self) -> None:
        """Finish a paragraph that has nothing after it to run into."""
        opened = self._open
        if opened is not None:
            ruling = opened.ruling if opened.content.text.strip() else None
            self._finish(opened.content, ruling)

    def _finish(self, content: Content, properties: Element | None) -> None:
        self._open = None
        above = [held for held in content.held if self._is_above(held)]
        after = [held for held in content.held if not self._is_above(held)]
        self.part.source.tally.paragraph(len(content.text))
        for box in above:
            self._held(box)
        self.drafts.append(self._formed(content, properties))
        self._set_aside(Aside.DELETED, "".join(content.deleted))
        for held in after:
            self._held(held)

    def _formed(self, content: Content, properties: Element | None) -> Paragraph:
        """The paragraph in the form its own properties and its style give it."""
        source = self.part.source
        styled = source.styles.paragraph(value(properties, "pStyle"))
        depth, aligned = outline_depth(properties), alignment(properties)
        return Paragraph(
            content.pieces,
            shown=source.counter.next(numbered_by(properties), styled),
            depth=styled.depth if depth is None else depth,
            centred=styled.centred if aligned is None else aligned in CENTRED,
            role=styled.role,
            contents=self._is_contents(content, styled.contents),
        )

    def _is_above(self, held: Block | Box | Note) -> bool:
        """A box above its paragraph; one placed by the page only before the first text."""
        if not isinstance(held, Box) or held.place is None:
            return False
        return held.place == Place.ABOVE or not self.part.source.tally.times["texts"]

    def _is_contents(self, content: Content, styled: bool) -> bool:
        """The style alone does not make an entry: it is used for its looks, too."""
        entry = styled and _ENTRY.search(content.text.strip())
        return content.contents or self._contents > 0 or bool(entry)

    def _held(self, held: Block | Box | Note) -> None:
        if isinstance(held, Block):
            self.drafts.append(held)
        elif isinstance(held, Box):
            self.drafts += Story(self.part.apart()).read(held.content)
        else:
            self.drafts += read_note(held, self.part)

    def _set_aside(self, why: Aside, text: str) -> None:
        if text.strip():
            self.drafts.append(Block(text.strip(), aside=why))

    def _table(self, element: Element) -> list[Draft]:
        grid, deleted = Grid(), []
        for row in rows_of(element):
            if row.deleted:
                deleted.append(deleted_text(row.element))
                self.part.source.tally.times["deleted"] += 1
            else:
                self._row(row, grid)
        self._set_aside(Aside.DELETED, " ".join(deleted))
        if grid.is_one_column:
            return [draft for cell in grid.table.cells for draft in cell.drafts]
        return [grid.table]

    def _row(self, row: Row, grid: Grid) -> None:
        grid.begin(row)
        for cell in row.cells:
            grid.add(cell, Story(self.part).read(cell))


def read_note(note: Note, part: Part) -> Iterator[Draft]:
    """Yield the note's text, once: a paragraph that begins with its number, or what is aside."""
    found = part.source.notes.pop(note.key, None)
    if found is None:
        return
    element, name = found
    drafts = Story(Part(part.source, name, Fields.of(element))).read(element)
    kind, _ = note.key
    if kind == "comment":
        part.source.tally.times["comments"] += 1
        yield Block("".join(piece.text for piece in line_of(drafts)).strip(), aside=Aside.COMMENT)
    else:
        yield Paragraph([Piece(f"[{note.number}] "), *line_of(drafts)], note=True)
    yield from apart_of(drafts)


def line_of(drafts: list[Draft]) -> list[Piece]:
    """What stands in a cell or a note as one line, its paragraphs parted by a blank."""
    line: list[Piece] = []
    for draft in drafts:
        pieces = _inside(draft)
        if pieces and line:
            line.append(Piece(" "))
        line += pieces
    return line


def apart_of(drafts: list[Draft]) -> list[Paragraph | Block]:
    """Notes, pictures and set-aside texts among drafts and in the cells of their tables."""
    found: list[Paragraph | Block] = []
    for draft in drafts:
        if isinstance(draft, Table):
            found += [block for cell in draft.cells for block in apart_of(cell.drafts)]
        elif isinstance(draft, Block) or draft.note:
            found.append(draft)
    return found


def labelled(draft: Paragraph) -> list[Piece]:
    """The paragraph's pieces without the blanks around them, its number before them."""
    pieces = _stripped(draft.pieces)
    if not draft.shown.label:
        return pieces
    look = pieces[0].look if pieces else Piece("").look
    look = replace(look, italic=False, underlined=False, struck=False, place="", href="")
    return [Piece(draft.shown.label + (draft.shown.gap if pieces else ""), look), *pieces]


def _inside(draft: Draft) -> list[Piece]:
    if isinstance(draft, Paragraph):
        if draft.note:
            return []
        flat = str.maketrans("\t\n", "  ")
        return [Piece(piece.text.translate(flat), piece.look) for piece in labelled(draft)]
    return line_of(_cells_in(draft)) if isinstance(draft, Table) else []


def _cells_in(table: Table) -> list[Draft]:
    return [draft for cell in table.cells for draft in cell.drafts]


def _stripped(pieces: list[Piece]) -> list[Piece]:
    first, last = 0, len(pieces)
    while first < last and not pieces[first].text.strip():
        first += 1
    while first < last and not pieces[last - 1].text.strip():
        last -= 1
    kept = pieces[first:last]
    if kept:
        kept[0] = Piece(kept[0].text.lstrip(), kept[0].look)
        kept[-1] = Piece(kept[-1].text.rstrip(), kept[-1].look)
    return kept


def _has(mark: Element | None, tag: str) -> bool:
    return mark is not None and mark.find(tag) is not None
