"""Lines with their roles → the elements and the outline of a notice."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..numbering import Entry
from .bodies import body_of
from .recognising import Opening, part_headings
from .recognising.dates import DATE, read_date
from .recognising.head import read_number, red_head_name
from .recognising.lines import Line, joined, organs
from .recognising.outline import entries_at
from .recognising.tail import FILE, HEAD_OF_NOTE, NAME_OPENING, NOTE
from .recognising.titles import join_title, title_verbs
from .repairing import Traced
from .result import ImportedSection
from .roles import Role
from .telling import Doubt, Unreadable

_MOST_ATTACHMENTS = 200
_MOST_ISSUERS = 50


@dataclass
class _Section:
    """A heading's line and the lines that go on in it."""

    line: Line
    below: list[Line]

    @property
    def label(self) -> str:
        return self.line.label.text if self.line.label else ""

    @property
    def text(self) -> str:
        return self.line.text[len(self.label) :].strip()

    def opening(self, depth: int) -> Opening:
        block = self.line.block
        before = self.line.text.index(self.text, len(self.label)) if self.text else 0
        bold = max(block.bold - before, 0) if self.line.is_whole else 0
        return Opening(self.label, self.text, depth, bool(self.below), bold, bool(block.role))


def settle(lines: Sequence[Line]) -> None:
    """After a person moved a line: what stands above the first section is no section's text,
    what stands below it is no preamble."""
    opened = False
    for line in lines:
        opened = opened or line.role == Role.HEADING
        if opened and line.role == Role.PREAMBLE:
            line.role = Role.BODY
        elif not opened and line.role == Role.BODY:
            line.role = Role.PREAMBLE


def assemble(lines: Sequence[Line], traced: Traced) -> tuple[dict, list[Doubt]]:
    """The fields of an ImportedNotice that lines give, and doubts about what is missing.

    traced is the repaired text the lines stand in.
    """
    by_role = {role: [line for line in lines if line.role == role] for role in Role}
    title = (
        join_title(by_role[Role.TITLE]) or _recorded(by_role[Role.ASIDE], "(?:发文)?标题") or None
    )
    signature = joined(by_role[Role.SIGNATURE])
    date = next(filter(None, map(_date, reversed(by_role[Role.DATE]))), None)
    issuers = _issuers(title, by_role[Role.RED_HEAD], signature)
    fields = {
        "title": title,
        "issuers": issuers,
        "doc_number": _doc_number(by_role[Role.DOC_NUMBER], by_role[Role.ASIDE]),
        "addressee": _addressee(by_role[Role.ADDRESSEE]),
        "preamble": joined(by_role[Role.PREAMBLE]),
        "preamble_body": _body(by_role[Role.PREAMBLE], traced),
        "closing": joined(by_role[Role.CLOSING]),
        "closing_body": _body(by_role[Role.CLOSING], traced),
        "signature": signature,
        "date": date,
        "annotation": " ".join(line.text for line in by_role[Role.ANNOTATION]) or None,
        "cc": _cc(by_role[Role.CC]),
        "imprint": joined(by_role[Role.IMPRINT]),
        "attachments": _names(by_role[Role.ATTACHMENT_NOTE]),
        "set_aside": [
            line.text
            for line in lines
            if line.role in (Role.ASIDE, Role.RED_HEAD, Role.ATTACHMENT_BODY)
        ],
    }
    outline, doubts = _outline(lines, traced)
    found = {"标题": title, "发文机关": issuers, "成文日期": date, "署名": signature}
    missing = [Doubt(f"没有找到{name}，请补上。") for name, value in found.items() if not value]
    return fields | outline, missing + doubts


def _doc_number(own: list[Line], page: list[Line]) -> str | None:
    """The number as its own line has it, else as the page's record does."""
    if own:
        return read_number(own[0].text) or own[0].text
    return read_number(_recorded(page, r"发文字号|(?:发文)?文\s*号"))


def _recorded(page: list[Line], name: str) -> str:
    """What a line of the page's record says under this name: 标题：…, "" where none does."""
    named = (
        re.fullmatch(rf"[•·●◆■-]?\s*【?(?:{name})】?\s*[：:]?\s*(.+)", line.text) for line in page
    )
    return next((one[1].strip() for one in named if one), "")


def _date(line: Line) -> datetime.date | None:
    found = DATE.search(line.text)
    return read_date(found[0]) if found else None


def _addressee(lines: list[Line]) -> str | None:
    return "".join(line.text for line in lines).removesuffix("：") or None


def _issuers(title: str | None, red_heads: list[Line], signature: str | None) -> list[str]:
    """发文机关 as the title names them, else as the red head does, else as 署名 does."""
    named = (organs(title[:place].strip()) for place in title_verbs(title or ""))
    headed = (organs(red_head_name(line.text)) for line in red_heads)
    issuers = next(filter(None, [*named, *headed]), None) or organs(signature or "")
    if len(issuers) > _MOST_ISSUERS:
        raise Unreadable(
            f"署名处有 {len(issuers)} 个机关，超过上限 {_MOST_ISSUERS} 个，像是认错了行，请核对原文。"
        )
    return issuers


def _cc(lines: list[Line]) -> str | None:
    return re.sub(r"^抄\s*送：\s*", "", "".join(line.text for line in lines)) or None


def _names(note: list[Line]) -> list[str]:
    """The attachments a note names, without number and closing mark; wrapped lines are joined."""
    names, one_a_line = [], _is_plain_list(note)
    for line in note:
        if HEAD_OF_NOTE.fullmatch(line.text):
            continue
        prefix = NOTE.match(line.text)
        first, *others = NAME_OPENING.split(line.text[prefix.end() if prefix else 0 :])
        if prefix or not names or one_a_line or FILE.fullmatch(line.text):
            names.append("")
        names[-1] += first
        names += others
    names = [name for name in map(_bare_name, names) if name]
    if len(names) > _MOST_ATTACHMENTS:
        raise Unreadable(
            f"附件说明里有 {len(names)} 个附件，超过上限 {_MOST_ATTACHMENTS} 个，请核对文末的附件名称。"
        )
    return names


def _bare_name(name: str) -> str:
    name = name.strip(" 　；;。")
    return name.removesuffix("）") if name.count("）") > name.count("（") else name


def _is_plain_list(note: list[Line]) -> bool:
    """Whether 附件： stands alone above names without a number, one a line."""
    if not note or not NOTE.fullmatch(note[0].text):
        return False
    return not any(NOTE.match(line.text) or NAME_OPENING.match(line.text) for line in note[1:])


def _body(lines: list[Line], traced: Traced) -> str:
    return body_of([(line, 0) for line in lines], traced)


def _outline(lines: Sequence[Line], traced: Traced) -> tuple[dict, list[Doubt]]:
    sections = _sections(lines)
    if not sections:
        return {"sections": [], "entries": [], "scheme": None}, []
    scheme, entries = _entries(sections)
    openings = [section.opening(entry.depth) for section, entry in zip(sections, entries)]
    parted = part_headings(openings)
    read = [_section(*one, traced) for one in zip(sections, entries, parted)]
    sentence = "序号不合任何一种现成的编号方案，已照原文保留，请核对层次。"
    doubts = [] if scheme else [Doubt(sentence, sections[0].line.start)]
    return {"sections": read, "entries": entries, "scheme": scheme}, doubts


def _sections(lines: Sequence[Line]) -> list[_Section]:
    sections = []
    for line in lines:
        if line.role == Role.HEADING:
            sections.append(_Section(line, []))
        elif line.role == Role.BODY:
            sections[-1].below.append(line)
    return sections


def _entries(sections: list[_Section]) -> tuple[str | None, list[Entry]]:
    """The scheme that shows exactly these labels at these depths, else labels as typed."""
    shown = [section.label or Entry(section.line.depth, unnumbered=True) for section in sections]
    depths = [section.line.depth for section in sections]
    chosen = entries_at(shown, depths)
    if chosen:
        return chosen
    typed = [
        Entry(section.line.depth, typed=section.label, unnumbered=not section.label)
        for section in sections
    ]
    return None, typed


def _section(
    section: _Section, entry: Entry, parted: tuple[str, bool, str], traced: Traced
) -> ImportedSection:
    heading, run_in, text = parted
    paragraphs = "\n".join(part for part in (text, joined(section.below)) if part)
    passages = [(section.line, len(section.line.text) - len(text))] if text else []
    body = body_of(passages + [(line, 0) for line in section.below], traced)
    return ImportedSection(entry.depth, section.label, heading, run_in, paragraphs, body)
