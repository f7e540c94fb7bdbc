"""A notice as lines in the order of the page: those of an edition, and those of its original."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .. import importing, reading, rich_text
from ..importing import ImportedNotice, ReadLine, Role

# The elements in the order of the page, as the report names them.
PLACES = {
    Role.TITLE: "标题",
    Role.DOC_NUMBER: "发文字号",
    Role.ADDRESSEE: "主送机关",
    Role.PREAMBLE: "引言",
    Role.HEADING: "正文",
    Role.CLOSING: "结尾",
    Role.ATTACHMENT_NOTE: "附件说明",
    Role.SIGNATURE: "署名",
    Role.DATE: "成文日期",
    Role.ANNOTATION: "附注",
    Role.CC: "抄送",
    Role.IMPRINT: "印发机关和日期",
}
_TEXT = (Role.PREAMBLE, Role.HEADING, Role.BODY, Role.CLOSING)
# 未采用: what is no part of the text, and what the page says in another way.
SET_ASIDE = {
    Role.ASIDE: "不属于正文",
    Role.RED_HEAD: "发文机关标志",
    Role.ATTACHMENT_BODY: "附件正文",
    Role.FIGURE: "图的替代文字",
}
_SHORTEST_ADOPTED = 6  # characters; anything shorter stands in a text by chance


@dataclass(frozen=True)
class Told:
    """A line of a notice and the element it is of; edits: (original, repaired) of its repairs."""

    place: str
    text: str
    edits: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Rewritten:
    """An element that says the same in the page's form: 二〇二六年 → 2026年."""

    place: str
    old: str
    new: str


Line = tuple[Role, str]


def page_lines(payload: Mapping) -> list[Line]:
    """The lines of what is to be published, numbers and signs included."""
    shown = reading.document(payload)
    lines = [
        (Role.TITLE, shown.title),
        (Role.DOC_NUMBER, shown.doc_number),
        (Role.ADDRESSEE, shown.addressee),
        (Role.PREAMBLE, rich_text.plain(shown.preamble)),
        *((Role.PREAMBLE, picture.caption) for picture in shown.preamble_pictures),
    ]
    for part in shown.parts:
        for section in part.sections:
            words = rich_text.plain(section.body)
            opening = section.label + section.heading
            # A point and a run-in heading go on in their paragraph, as in the original.
            joins = not section.heading or section.heading.endswith("。")
            lines += [
                (Role.HEADING, text) for text in ([opening + words] if joins else [opening, words])
            ]
            lines += [(Role.HEADING, picture.caption) for picture in section.pictures]
    lines.append((Role.CLOSING, rich_text.plain(shown.closing)))
    lines += [(Role.CLOSING, picture.caption) for picture in shown.closing_pictures]
    return [line for line in lines + list(_below(shown)) if line[1]]


def _below(shown: reading.Document) -> Iterator[Line]:
    for at, one in enumerate(shown.attachments):
        yield Role.ATTACHMENT_NOTE, ("" if at else "附件：") + one.order + one.name
    yield Role.SIGNATURE, "\n".join(shown.signature)
    yield Role.DATE, reading.day(shown.signed_on) if shown.signed_on else ""
    yield Role.ANNOTATION, shown.annotation
    yield Role.CC, f"抄送：{shown.cc}" if shown.cc else ""
    issued = f"{reading.day(shown.imprint_on)}印发" if shown.imprint_on else ""
    yield Role.IMPRINT, shown.imprint_issuer + issued


def original_lines(
    read: ImportedNotice, payload: Mapping, page: list[Line]
) -> tuple[list[Told], list[Rewritten], list[Told]]:
    """The lines of the original in the order of the page, what of them the page writes in its own
    form, and the lines that are in no element.

    An element that the import read as exactly what the notice says is the same as the page's,
    however it was written; what else the import did to a line are its repairs.
    """
    aside = [line for line in read.lines if line.role in SET_ASIDE]
    adopted = _adopted(aside, read, page)
    told, rewritten = [], []
    kept = _kept(read, payload)
    for role in PLACES:
        if role in _TEXT[1:]:
            continue  # with the preamble: the order of the text is that of the file
        roles = _TEXT if role == Role.PREAMBLE else (role,)
        lines = [
            line for line in read.lines if line.role in roles or role in _TEXT and line in adopted
        ]
        if role in kept:
            mine = [text for kind, text in page if kind == role]
            theirs = "".join(line.text for line in lines)
            told += [Told(PLACES[role], text) for text in mine]
            if squeezed("".join(mine)) != squeezed(theirs):
                rewritten.append(Rewritten(PLACES[role], theirs, " ".join(mine)))
        else:
            told += [_told(line, read) for line in lines]
    left = [Told(SET_ASIDE[line.role], line.text) for line in aside if line not in adopted]
    return told, rewritten, left


def _kept(read: ImportedNotice, payload: Mapping) -> set[Role]:
    """The elements the notice still has as they were read."""
    issued = importing.read_imprint(read.imprint or "")
    pairs = {
        Role.DOC_NUMBER: (read.doc_number or "", payload["doc_number"]),
        Role.ADDRESSEE: (read.addressee or "", payload["addressee"]),
        Role.ATTACHMENT_NOTE: (read.attachments, [row["name"] for row in payload["attachments"]]),
        Role.DATE: (read.date and read.date.isoformat(), payload["signed_on"]),
        Role.CC: (read.cc or "", payload["cc"]),
        Role.IMPRINT: (
            (issued[0], issued[1] and issued[1].isoformat()),
            (payload["imprint"]["issuer"], payload["imprint"]["on"]),
        ),
    }
    return {role for role, (theirs, mine) in pairs.items() if theirs and theirs == mine}


def _adopted(aside: list[ReadLine], read: ImportedNotice, page: list[Line]) -> list[ReadLine]:
    """Lines the import set aside and the editor took into the text after all."""
    used = squeezed("".join(line.text for line in read.lines if line.role in _TEXT))
    shown = squeezed("".join(text for role, text in page if role in _TEXT))
    found = []
    for line in aside:
        words = squeezed(line.text)
        if len(words) >= _SHORTEST_ADOPTED and shown.count(words) > used.count(words):
            found.append(line)
    return found


def _told(line: ReadLine, read: ImportedNotice) -> Told:
    edits = frozenset(
        (read.source[edit.start : edit.end], edit.new)
        for edit in read.edits
        if any(start <= edit.start and edit.end <= end for start, end in line.parts)
    )
    place = PLACES.get(Role.HEADING if line.role == Role.BODY else line.role, "正文")
    return Told(place, line.text, edits)


def squeezed(text: str) -> str:
    """The text without blanks and line ends: they are no difference."""
    return re.sub(r"\s+", "", text)
