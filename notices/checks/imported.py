"""A file as read by the importer: its passages, and the payload it would be."""

from collections.abc import Iterator

from .. import numbering, rich_text
from ..importing import ImportedNotice
from .passages import section_places
from .problem import Passage, Problem
from .rules import RULES

MOST_MARKS = 20
_DAMAGE = ("pinyin", "traditional", "mojibake")
_NEAR = 6  # characters after a mark by which its place is found again


def passages_of(read: ImportedNotice) -> Iterator[Passage]:
    """Every text of the file, lines set aside included: a mark of secrecy may stand there."""
    for line in read.set_aside:
        yield Passage("未采用的行", line, head=True, part="set_aside")
    yield Passage("发文字号", read.doc_number or "", head=True, part="doc_number")
    yield Passage("标题", read.title or "", head=True, part="title")
    yield Passage("主送机关", read.addressee or "", part="addressee")
    yield Passage("引言", read.preamble or "", part="preamble")
    for number, (section, place) in enumerate(
        zip(read.sections, section_places(_sections(read)), strict=True), 1
    ):
        yield Passage(place, section.whole_text(), part=f"section:{number}:body")
    yield Passage("结尾", read.closing or "", part="closing")
    yield Passage("附件", "\n".join(read.attachments), part="attachments")
    yield Passage("署名", read.signature or "", part="signature")
    yield Passage("附注", read.annotation or "", head=True, part="annotation")
    yield Passage("版记", "\n".join(filter(None, [read.cc, read.imprint])), part="cc")


def payload_of_file(read: ImportedNotice, kind: tuple[str, str]) -> dict:
    """What an edition of it would say (format 1, as far as the checks read it).

    `kind`: code and name.
    """
    return {
        "title": read.title or "",
        "kind": {"code": kind[0], "name": kind[1]},
        "issuers": read.issuers,
        "addressee": read.addressee or "",
        "doc_number": read.doc_number or "",
        "signed_on": read.date.isoformat() if read.date else None,
        "preamble": read.preamble_body or _paragraphs(read.preamble),
        "closing": read.closing_body or _paragraphs(read.closing),
        "signature": read.signature or "",
        "annotation": read.annotation or "",
        "absent": [],
        "scheme": read.scheme or numbering.DEFAULT_SCHEME,
        "sections": _sections(read),
        "attachments": [
            {"number": number, "name": name, "file_name": "", "sha256": None, "size": 0}
            for number, name in enumerate(read.attachments, 1)
        ],
        "figures": [],
    }


def repaired(read: ImportedNotice, passages: list[Passage]) -> Iterator[Problem]:
    """Half-width marks of the source, which the import has widened already.

    A copy that a converter damaged throughout is told by the import; marks are not told one by one.
    """
    marks = [edit for edit in read.edits if edit.kind == "punctuation"]
    if len(marks) > MOST_MARKS or any(read.repairs.get(kind) for kind in _DAMAGE):
        marks = []
    for edit in marks:
        after = read.source[edit.end : edit.end + _NEAR].split("\n")[0]
        places = ((one, one.text.find(edit.new + after)) for one in passages)
        passage, at = next((pair for pair in places if pair[1] >= 0), (Passage("全文", ""), 0))
        yield Problem(
            "half_width",
            passage.place,
            at,
            f"原件里的“{read.source[edit.start : edit.end]}”是半角标点。",
            f"中文里用全角的“{edit.new}”。",
            RULES["half_width"].blocking,
        )


def _sections(read: ImportedNotice) -> list[dict]:
    entries = read.entries or [None] * len(read.sections)
    return [
        {
            "number": number,
            "depth": section.level,
            "label": section.label,
            "heading": section.heading,
            "run_in": section.run_in,
            "body": section.body or _paragraphs(section.text),
            "typed": entry.typed if entry else "",
            "start": entry.start if entry else None,
            "unnumbered": bool(entry and entry.unnumbered),
        }
        for number, (section, entry) in enumerate(zip(read.sections, entries, strict=True), 1)
    ]


def _paragraphs(text: str | None) -> str:
    return rich_text.from_plain(text or "")
