"""What an import yields: plain values, nothing invented."""

import datetime
from dataclasses import dataclass, field

from ..numbering import Entry
from .blocks import Picture
from .repairing import Edit
from .roles import Role
from .telling import Doubt


@dataclass(frozen=True)
class ReadLine:
    """One line of the source and what it became.

    text is repaired; parts are its places in the decoded source, (start, end) in characters;
    section counts the sections from 1 that it is of or follows, 0 above the first. aside, a
    blocks.Aside, says why a line of that role was set aside.
    """

    number: int
    text: str
    parts: tuple[tuple[int, int], ...]
    role: Role
    depth: int = 0
    section: int = 0
    aside: str = ""

    @property
    def at(self) -> int:
        """Where it begins: the name it has in Choices.roles."""
        return self.parts[0][0]


@dataclass(frozen=True)
class ImportedSection:
    """One section as the source has it.

    level is the depth, label as typed, heading without its closing 。; run_in says that the
    heading ends in 。 and the text goes on in its paragraph. text is what follows the heading,
    paragraphs separated by "\\n".
    """

    level: int
    label: str
    heading: str
    run_in: bool
    text: str
    body: str = ""

    def whole_text(self) -> str:
        """Return heading and text as the source had them after the label."""
        if self.run_in:
            return f"{self.heading}。{self.text}"
        return "\n".join(part for part in (self.heading, self.text) if part)

    def as_json(self) -> dict:
        return {
            "level": self.level,
            "label": self.label,
            "heading": self.heading,
            "text": self.whole_text(),
        }


@dataclass(frozen=True)
class ImportedFigure:
    """A picture and its alternative text; section counts from 1 the one it follows.

    section 0 is the preamble, None the closing.
    """

    picture: Picture
    alt: str
    section: int | None


@dataclass(frozen=True)
class ImportedNotice:
    """A notice read from a file; None or empty where the source has nothing.

    entries, one a section, show exactly the labels of the source in scheme: a code of
    numbering.SCHEMES, or None where none reproduces them and the entries carry them as typed.
    preamble_body and closing_body are HTML where the text is more than plain paragraphs, else "".
    set_aside holds the lines that went nowhere: page chrome, red head, an attachment's body.
    repairs counts by repairing.KINDS. source is the decoded text, edits what repair changed in
    it, lines what each of its lines became.
    """

    file: str
    title: str | None = None
    issuers: list[str] = field(default_factory=list)
    doc_number: str | None = None
    addressee: str | None = None
    preamble: str | None = None
    preamble_body: str = ""
    sections: list[ImportedSection] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    scheme: str | None = None
    closing: str | None = None
    closing_body: str = ""
    signature: str | None = None
    date: datetime.date | None = None
    annotation: str | None = None
    cc: str | None = None
    imprint: str | None = None
    attachments: list[str] = field(default_factory=list)
    figures: list[ImportedFigure] = field(default_factory=list)
    repairs: dict[str, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    source: str = ""
    edits: tuple[Edit, ...] = ()
    lines: list[ReadLine] = field(default_factory=list)

    def as_json(self) -> dict:
        """Return the object that `import_notices --json` prints, one a line."""
        return {
            "file": self.file,
            "title": self.title,
            "doc_number": self.doc_number,
            "addressee": self.addressee,
            "preamble": self.preamble,
            "sections": [section.as_json() for section in self.sections],
            "closing": self.closing,
            "signature": self.signature,
            "date": self.date.isoformat() if self.date else None,
            "attachments": self.attachments,
            "repairs": self.repairs,
            "doubts": [doubt.sentence for doubt in self.doubts],
        }
