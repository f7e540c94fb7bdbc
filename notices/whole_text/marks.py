"""Sections ⇄ lines: a label opens a section, and three marks serve where a label cannot.

【不编号】 opens a section without label, as deep as the one above, 【不编号·第2层】 at its own
depth; 【序号：甲、】 opens one whose label would not be recognised; 【正文】 opens a paragraph
that only looks like a new section. 【引用12：第二部分】 within a line is a reference to the section
with the number 12, one that was there before: new ones are chosen in the form. Blank lines and
indents mean nothing.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import unescape

from .. import numbering, rich_text
from ..importing import Unreadable

MOST_SECTIONS = 3000
_UNNUMBERED = re.compile(r"【不编号(?:·第([1-6])层)?】")
_LABELLED = re.compile(r"【序号：([^】]{1,30})】")
_PARAGRAPH = "【正文】"
_REFERENCE = re.compile(r"【引用(0|[1-9][0-9]{0,8})：([^】]{1,5000})】")


@dataclass
class Block:
    """One section as the text has it: `lines` is what follows its label, and what stands below.

    `label` is "" where it is 不编号; `depth` what its mark says, None where that says nothing.
    """

    place: int
    label: str
    depth: int | None
    lines: list[str]


def lines_of(section: dict) -> list[str]:
    """A payload's section as lines without its label: heading first, tables cell by cell."""
    heading, body = section["heading"], body_lines(section)
    if heading and section["run_in"]:
        return [heading + "。" + "".join(body[:1]), *body[1:]]
    return [line for line in (heading, *body) if line]


def body_lines(section: dict) -> list[str]:
    return rich_text.plain(section["body"]).split("\n") if section["body"] else []


def marked(section: dict) -> dict:
    """The section with a mark for each reference of its body."""
    return section | {"body": rich_text.as_text(section["body"], _mark)}


def marks_of(payload: dict) -> set[str]:
    """The marks of all references that the sections of a payload have."""
    texts = [section["body"] for section in payload["sections"]]
    return {_mark(one) for html in texts for one in rich_text.references(html)}


def strange(line: str, known: set[str]) -> list[str]:
    """The marks of a line that stand for no reference the notice has: a number of another one."""
    return [found[0] for found in _REFERENCE.finditer(line) if found[0] not in known]


def _mark(one: rich_text.Reference) -> str:
    return f"【引用{one.number}：{one.words.replace('】', '］')}】"


def rich(lines: list[str]) -> str:
    """The lines as paragraphs, marks as references."""
    return rich_text.clean(_REFERENCE.sub(_reference, rich_text.from_plain("\n".join(lines))))


def _reference(found: re.Match[str]) -> str:
    return rich_text.reference(int(found[1]), unescape(found[2]))


def unmarked(line: str, known: Collection[str] = ()) -> str:
    """A line without its marks, those of `known` apart; the words stay."""
    return _REFERENCE.sub(lambda found: found[0] if found[0] in known else found[2], line)


def write(payload: dict) -> str:
    """The sections of a payload (format 1) as one text; "" where there are none."""
    written, depth = [], 1
    for section in payload["sections"]:
        first, *below = lines_of(marked(section)) or [""]
        if written and section["depth"] == 1:
            written.append("")
        written.append(_opening(payload["scheme"], section, depth, first))
        written += [_PARAGRAPH + line if _opens(line) else line for line in below]
        depth = section["depth"]
    return "\n".join(written)


def _opening(scheme: str, section: dict, depth_above: int, first: str) -> str:
    depth, label = section["depth"], section["label"]
    if section["unnumbered"]:
        return (f"【不编号·第{depth}层】" if depth != depth_above else "【不编号】") + first
    line = f"{label}{numbering.gap(scheme, depth)}{first}".rstrip()
    read = numbering.at_start(line)
    return line if read and read.text == label else f"【序号：{label}】{first}"


def _opens(line: str) -> bool:
    """Whether a line would not be read as a paragraph."""
    marked = _UNNUMBERED.match(line) or _LABELLED.match(line) or line.startswith(_PARAGRAPH)
    return bool(marked or numbering.at_start(line))


def read(text: str) -> list[Block]:
    """The sections of a text; Unreadable, with a sentence for the editor, where it has none."""
    blocks: list[Block] = []
    for place, line in enumerate(rich_text.strip_unseen(text).splitlines(), 1):
        line = line.strip()
        block = _block(place, line)
        if block:
            blocks.append(block)
        elif line and blocks:
            blocks[-1].lines.append(line.removeprefix(_PARAGRAPH).strip())
        elif line:
            raise Unreadable(
                f"第 {place} 行“{line[:15]}”前面没有序号，不知道属于哪个层次。请在行首写上序号，"
                "不编号的写“【不编号】”；序号之前的文字请写在“引言”栏里。"
            )
    if len(blocks) > MOST_SECTIONS:
        raise Unreadable(f"层次超过 {MOST_SECTIONS} 个，请分成几份通知。")
    return blocks


def _block(place: int, line: str) -> Block | None:
    """The section a line opens; None for a paragraph."""
    unnumbered, labelled = _UNNUMBERED.match(line), _LABELLED.match(line)
    if unnumbered:
        depth = int(unnumbered[1]) if unnumbered[1] else None
        return _begun(place, "", depth, line[unnumbered.end() :])
    if labelled:
        return _begun(place, labelled[1], None, line[labelled.end() :])
    label = numbering.at_start(line)
    return _begun(place, label.text, None, line[len(label.text) :]) if label else None


def _begun(place: int, label: str, depth: int | None, rest: str) -> Block:
    return Block(place, label, depth, [rest.strip()] if rest.strip() else [])
