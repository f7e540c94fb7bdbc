"""A file as read by the importer: its passages, and the payload it would be."""

from collections.abc import Iterator

from .. import numbering, rich_text
from ..importing import ImportedNotice
from .passages import section_places
from .problem import Passage, Problem
from .rules import RULES

MOST_TOLD = 20  # repairs of a kind; of more the import has told
_TOLD = {"punctuation": "half_width", "traditional": "mixed_script"}
_DAMAGE = ("pinyin", "mojibake")
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
    """Half-width marks and Traditional characters of the source, which the import has mended.

    A copy that a converter damaged throughout is told by the import; there nothing is told twice.
    """
    for kind, rule in _TOLD.items():
        edits = [edit for edit in read.edits if edit.kind == kind]
        if len(edits) <= MOST_TOLD and not any(read.repairs.get(one) for one in _DAMAGE):
            for edit in edits:
                yield _repaired(read, edit, rule, passages)


def _repaired(read: ImportedNotice, edit, rule: str, passages: list[Passage]) -> Problem:
    old, after = read.source[edit.start : edit.end], read.source[edit.end : edit.end + _NEAR]
    sought = edit.new + after.split("\n")[0]
    places = ((one, one.text.find(sought)) for one in passages)
    passage, at = next((pair for pair in places if pair[1] >= 0), (Passage("全文", ""), 0))
    return Problem(
        rule,
        passage.place,
        at,
        f"原件里的“{old}”是{'半角标点' if rule == 'half_width' else '繁体字或者异体字'}。",
        f"应当写作“{edit.new}”。",
        RULES[rule].blocking,
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
