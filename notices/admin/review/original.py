"""The original as lines: what a repair changed in each, and what each has become."""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ...importing import Choices, ImportedNotice, ReadLine
from .codes import SET_ASIDE, name_of

MOST_LINES = 2000
AROUND = 20  # lines shown above and below a doubtful one of a longer file
LONGEST = 4000  # characters of a line; a longer one is cut on the page only
REPAIRS = {
    "mojibake": "乱码",
    "markup": "排版标记",
    "pinyin": "拼音",
    "traditional": "繁体字",
    "punctuation": "标点",
    "rules": "表格线",
    "labels": "序号字形",
    "wraps": "断行",
    "chrome": "网页杂行",
}


@dataclass
class Piece:
    """Some characters of the source, and what a repair of this kind made of them."""

    old: str
    new: str = ""
    kind: str = ""

    @property
    def why(self) -> str:
        return REPAIRS.get(self.kind, "修复")


@dataclass(frozen=True)
class Row:
    """One line of the source; `item` names the part of the notice it went to."""

    line: ReadLine
    pieces: list[Piece]
    item: str
    more: int = 0  # characters that are not shown
    chosen: bool = False
    doubted: bool = False
    skipped: int = 0  # lines above it that are not shown

    @property
    def role(self) -> str:
        """What the line is, and why where it was set aside by itself."""
        if self.line.aside and not self.chosen:
            return f"未采用：{self.line.aside}"
        return name_of(self.line.role, self.line.depth)

    @property
    def is_aside(self) -> bool:
        return self.line.role in SET_ASIDE


def item_of(line: ReadLine) -> str:
    """The part of the notice a line went to: title, s3, aside …"""
    if line.role in SET_ASIDE:
        return "aside"
    if line.role in ("heading", "body"):
        return f"s{line.section}"
    return str(line.role)


def shown_lines(read: ImportedNotice, wanted: Collection[int]) -> list[ReadLine]:
    """All lines of a file of at most MOST_LINES, else those around the ones that begin at wanted.

    The first lines and the last, where titles and signatures stand, are always among them.
    """
    if len(read.lines) <= MOST_LINES:
        return read.lines
    near = [place for place, line in enumerate(read.lines) if line.at in wanted]
    places = set()
    for place in [0, *near, len(read.lines) - 1]:
        places.update(range(max(place - AROUND, 0), min(place + AROUND + 1, len(read.lines))))
    return [read.lines[place] for place in sorted(places)][:MOST_LINES]


def rows_of(read: ImportedNotice, lines: list[ReadLine], choices: Choices) -> Iterator[Row]:
    """The lines to show, in the order of the source."""
    doubted = {doubt.at for doubt in read.doubts}
    places = {line.at: place for place, line in enumerate(read.lines)}
    differing, above = _Differences(read), -1
    for line in lines:
        pieces, more = _cut(differing.pieces(line))
        place = places[line.at]
        yield Row(
            line,
            pieces,
            item_of(line),
            more=more,
            chosen=line.at in choices.roles,
            doubted=line.at in doubted,
            skipped=place - above - 1,
        )
        above = place


def _cut(pieces: list[Piece]) -> tuple[list[Piece], int]:
    """The pieces as far as a page can show them, and how many characters are left out."""
    shown, length = [], 0
    for piece in pieces:
        room = LONGEST - length
        length += len(piece.old)
        if room > 0:
            shown.append(Piece(piece.old[:room], piece.new[:room], piece.kind))
    return shown, max(length - LONGEST, 0)


class _Differences:
    """The source of each line beside its repaired text."""

    def __init__(self, read: ImportedNotice):
        self.source = read.source
        self.edits = sorted(read.edits, key=lambda edit: (edit.start, edit.end))
        self.starts = [edit.start for edit in self.edits]
        self.begins = sorted(start for line in read.lines for start, _ in line.parts)

    def pieces(self, line: ReadLine) -> list[Piece]:
        """The line in pieces; as a whole, old and new, where repairs lie over one another."""
        pieces = [piece for start, _ in line.parts for piece in self._part(start)]
        made = "".join(piece.new if piece.kind else piece.old for piece in pieces)
        if "".join(made.split()) == "".join(line.text.split()):
            return pieces
        old = " ".join(self.source[start:end] for start, end in line.parts)
        kinds = [piece.kind for piece in pieces if piece.kind]
        return [Piece(old, line.text, kinds[0] if kinds else "?")]

    def _part(self, start: int) -> Iterator[Piece]:
        """What stands from here to where the next line begins."""
        following = bisect_left(self.begins, start + 1)
        end = self.begins[following] if following < len(self.begins) else len(self.source)
        at, change = start, None
        for edit in self.edits[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            if change and (edit.kind, edit.start) == (change.kind, at):
                change.old += self.source[at : edit.end]
                change.new += edit.new
            else:
                if change:
                    yield change
                if at < edit.start:
                    yield Piece(self.source[at : edit.start])
                change = Piece(self.source[edit.start : edit.end], edit.new, edit.kind)
            at = edit.end
        if change:
            yield change
        rest = self.source[at:end].rstrip()
        if rest:
            yield Piece(rest)
