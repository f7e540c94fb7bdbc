"""Import: the bytes of a file → an ImportedNotice with counted repairs and doubts.

The import law: no label changes unseen; every character of the source but what is set aside
stands in the result once, in order; what is missing is reported, never invented.

A reader of the file's format yields blocks, their text is repaired, every line is given its role
(`recognising`), and lines with roles make the notice (`assembling`). A person may say other roles.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from ..numbering import at_start
from .assembling import assemble, settle
from .blocks import Document
from .decoding import LIMIT
from .formats import accepted, document_of, media_type_of
from .lining import block_offsets, join_lines, lines_of
from .recognising import (
    Line,
    Opening,
    part_headings,
    read_imprint,
    recognise,
    typed_entries,
)
from .repairing import KINDS, Repaired, repair
from .result import ImportedFigure, ImportedNotice, ImportedSection, ReadLine
from .roles import Role
from .telling import Doubt, Unreadable

__all__ = [
    "KINDS",
    "LIMIT",
    "Choices",
    "Doubt",
    "ImportedNotice",
    "ImportedSection",
    "Opening",
    "ReadLine",
    "Role",
    "Unreadable",
    "accepted",
    "media_type_of",
    "part_headings",
    "read",
    "read_imprint",
    "typed_entries",
]


@dataclass(frozen=True)
class Choices:
    """What a person decided on the review page.

    roles: by a line's `at`, its role and, for a HEADING, its depth (0 for any other).
    without: kinds of repair that are left out. kept_words: words that are never simplified.
    """

    roles: Mapping[int, tuple[Role, int]] = field(default_factory=dict)
    without: Collection[str] = ()
    kept_words: Collection[str] = ()


def read(
    data: bytes, file_name: str, choices: Choices = Choices(), soffice: str = ""
) -> ImportedNotice:
    """Read a file; raises Unreadable, whose message is a sentence for the editor.

    soffice is the path of LibreOffice for the old formats, "" where there is none.
    """
    document = document_of(data, file_name, soffice)
    source = "\n".join(block.text for block in document.blocks)
    repaired = repair(source, choices.without, choices.kept_words)
    lines = lines_of(document, repaired)
    found = len(lines)
    if document.is_plain and "wraps" not in choices.without:
        lines = join_lines(lines, repaired)
    counts = repaired.counts | {"wraps": found - len(lines)} | document.counts
    recognised = recognise(lines, "chrome" in choices.without)
    _choose(recognised.lines, choices, repaired)
    fields, doubts = assemble(recognised.lines, repaired.traced)
    doubts += [Doubt(sentence) for sentence in document.doubts]
    if document.title and not fields["title"]:
        doubts.append(Doubt(f"正文里没有标题；网页的题目是“{document.title}”，是标题的话请填上。"))
    doubts += repaired.doubts + recognised.doubts
    placed = [_placed(doubt, repaired) for doubt in doubts]
    return ImportedNotice(
        file=file_name,
        repairs=counts | {"chrome": recognised.chrome},
        # A person who says what a line is has answered what was asked about it.
        doubts=_in_order([doubt for doubt in placed if doubt.at not in choices.roles]),
        source=source,
        edits=repaired.traced.edits,
        figures=_figures(document, recognised.lines, repaired),
        lines=_read_lines(recognised.lines, repaired),
        **fields,
    )


def _choose(lines: list[Line], choices: Choices, repaired: Repaired) -> None:
    """Give the lines the roles a person chose; they win over what was recognised."""
    if not choices.roles:
        return
    origins = repaired.traced.origins
    for line in lines:
        chosen = choices.roles.get(origins[line.start])
        if chosen:
            line.role, line.depth = chosen
            if line.role == Role.HEADING:
                line.label = line.label or at_start(line.text)
    settle(lines)


def _placed(doubt: Doubt, repaired: Repaired) -> Doubt:
    if doubt.at is None:
        return doubt
    return replace(doubt, at=repaired.traced.origins[doubt.at])


def _in_order(doubts: list[Doubt]) -> list[Doubt]:
    """Doubts about the whole first, then as their lines stand in the source."""
    return sorted(doubts, key=lambda doubt: -1 if doubt.at is None else doubt.at)


def _read_lines(lines: list[Line], repaired: Repaired) -> list[ReadLine]:
    origins, read_lines, section = repaired.traced.origins, [], 0
    for line in lines:
        section += line.role == Role.HEADING
        parts = tuple((origins[start], origins[end - 1] + 1) for start, end in line.parts)
        aside = str(line.aside) if line.role == Role.ASIDE else ""
        read_lines.append(
            ReadLine(line.number, line.text, parts, line.role, line.depth, section, aside)
        )
    return read_lines


def _figures(document: Document, lines: list[Line], repaired: Repaired) -> list[ImportedFigure]:
    """Each picture after the text it follows in the file."""
    figures = []
    for at, block in block_offsets(document):
        if block.picture:
            place = repaired.traced.place_of(at)
            above = [line.role for line in lines if line.start < place]
            section = None if Role.CLOSING in above else above.count(Role.HEADING)
            figures.append(ImportedFigure(block.picture, block.text, section))
    return figures
