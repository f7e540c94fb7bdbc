"""The lines below the last paragraph: attachment note, signature, date, 附注, 版记."""

import datetime
import re
from dataclasses import dataclass, field

from ..numbering import at_start
from .dates import DATE, read_date
from .lines import Line, ends_sentence, is_organ, joined
from .result import Unreadable

_SIGNED_AND_DATED = re.compile(rf"(.{{2,60}}?)\s*({DATE.pattern})")
_ANNOTATION = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）|联系(?:人|电话|方式)：.*")
_CC = re.compile(r"抄\s*送：(.*)")
_IMPRINT = re.compile(rf".*(?:{DATE.pattern})\s*印发")
_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_NOTE = re.compile(rf"附件?(?:\s*：|\s*{_NUMBER}\s*[：.．])\s*")
_ATTACHED = re.compile(rf"附\s*件\s*{_NUMBER}?")  # heads an attachment's own page
_ITEM = re.compile(r"(?:^|(?<=[\s；。]))\d{1,3}\s*[.．、]\s*(?!\d)")
_SIGNATURE_LENGTH = 40
_ATTACHMENT_LENGTH = 100
_SIGNED_LENGTH = 200  # characters of 署名 and date on one line, with the blanks between them
_MOST_ATTACHMENTS = 200
_RECORD_LINES = 6  # 版记 has no more


@dataclass
class Tail:
    """What stands below the last paragraph; None or empty where the source has nothing."""

    signature: str | None = None
    date: datetime.date | None = None
    annotation: str | None = None
    cc: str | None = None
    imprint: str | None = None
    attachments: list[str] = field(default_factory=list)
    set_aside: list[Line] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def part_tail(lines: list[Line]) -> tuple[list[Line], Tail]:
    """Return the lines above the tail, and the tail; Unreadable for too many attachments."""
    tail, lines = Tail(), _signature_and_date_apart(lines)
    dated = _date_place(lines)
    if dated is None:
        end = _tail_without_date(lines)
        below, signed = lines[end:], _last_organ(lines[:end])
        above = lines[: end - len(signed)]
    else:
        tail.date, below = read_date(lines[dated].text), lines[dated + 1 :]
        signed = _signature(lines[:dated])
        above = lines[: dated - len(signed)]
        if tail.date is None:
            tail.doubts.append(
                f"第 {lines[dated].number} 行的日期“{lines[dated].text}”不存在，请核对。"
            )
    tail.signature = joined(signed)
    above, note = _part_note(above)
    _sort_below(tail, below, note)
    return above, tail


def _signature_and_date_apart(lines: list[Line]) -> list[Line]:
    """Give 署名 and date a line each where the source has both in one."""
    apart = []
    for line in lines:
        short = len(line.text) <= _SIGNED_LENGTH
        both = _SIGNED_AND_DATED.fullmatch(line.text) if short else None
        texts = both.groups() if both and is_organ(both[1]) else (line.text,)
        apart += [Line(line.number, text) for text in texts]
    return apart


def _date_place(lines: list[Line]) -> int | None:
    """The first date on a line of its own after a paragraph, where what follows fits a tail."""
    paragraph = False
    for place, line in enumerate(lines):
        paragraph = paragraph or ends_sentence(line.text)
        if paragraph and DATE.fullmatch(line.text):
            below = lines[place + 1 : place + 2]
            if all(_fits_below(line) for line in below) or is_organ(lines[place - 1].text):
                return place
    return None


def _fits_below(line: Line) -> bool:
    patterns = (_ANNOTATION, _CC, _IMPRINT, _ATTACHED)
    return bool(_NOTE.match(line.text)) or any(p.fullmatch(line.text) for p in patterns)


def _tail_without_date(lines: list[Line]) -> int:
    end = len(lines)
    while end > 1 and any(p.fullmatch(lines[end - 1].text) for p in (_ANNOTATION, _CC, _IMPRINT)):
        end -= 1
    return end


def _last_organ(lines: list[Line]) -> list[Line]:
    """The last line as 署名, where it names an organ and stands below a paragraph or the note."""
    if len(lines) < 2 or not is_organ(lines[-1].text) or at_start(lines[-1].text):
        return []
    above = lines[-2].text
    return lines[-1:] if ends_sentence(above) or _NOTE.match(above) else []


def _signature(lines: list[Line]) -> list[Line]:
    """The lines of 署名 above the date: one of any form, more only where they name organs."""
    if not lines or not _may_sign(lines[-1].text):
        return []
    start = len(lines) - 1
    while start and is_organ(lines[start - 1].text) and _may_sign(lines[start - 1].text):
        start -= 1
    return lines[start:]


def _may_sign(text: str) -> bool:
    if len(text) > _SIGNATURE_LENGTH or ends_sentence(text) or "。" in text:
        return False
    return not (at_start(text) or _NOTE.match(text) or text.startswith("特此"))


def _part_note(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Part off the attachment note: from 附件： on, names only, down to the signature."""
    start = place = len(lines)
    while place and _may_be_named(lines[place - 1].text):
        place -= 1
        if _NOTE.match(lines[place].text):
            start = place
    return lines[:start], lines[start:]


def _may_be_named(text: str) -> bool:
    name = text.removesuffix("。") if _NOTE.match(text) or _is_item(text) else text
    return len(text) <= _ATTACHMENT_LENGTH and "。" not in name


def _is_item(text: str) -> bool:
    return bool(_ITEM.match(text))


def _names(note: list[Line]) -> list[str]:
    """The attachments a note names, without number and closing mark; wrapped lines are joined."""
    names = []
    for line in note:
        prefix = _NOTE.match(line.text)
        first, *others = _ITEM.split(line.text[prefix.end() if prefix else 0 :])
        if prefix or not names:
            names.append("")
        names[-1] += first
        names += others
    names = [name for name in (name.strip(" 　；;。") for name in names) if name]
    if len(names) > _MOST_ATTACHMENTS:
        raise Unreadable(
            f"附件说明里有 {len(names)} 个附件，超过上限 {_MOST_ATTACHMENTS} 个，请核对文末的附件名称。"
        )
    return names


def _sort_below(tail: Tail, below: list[Line], note: list[Line]) -> None:
    """Sort the lines below the date: 附注 and note, 版记 last; between them an attachment's body."""
    below, record = _part_record(below)
    body = next((i for i, line in enumerate(below) if not _stands_below(line.text)), len(below))
    noted = [line for line in below[:body] if _is_noted(line.text)]
    annotations = [line.text for line in below[:body] if not _is_noted(line.text)]
    tail.annotation = " ".join(annotations) or None
    tail.attachments = _names(note + noted)
    _read_record(tail, record)
    _set_aside_body(tail, below[body:])


def _stands_below(text: str) -> bool:
    return bool(_ANNOTATION.fullmatch(text)) or _is_noted(text)


def _is_noted(text: str) -> bool:
    return bool(_NOTE.match(text)) or _is_item(text)


def _part_record(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Part off 版记: the last lines, from 抄送 or 印发 on."""
    for place in range(max(len(lines) - _RECORD_LINES, 0), len(lines)):
        if _CC.fullmatch(lines[place].text) or _IMPRINT.fullmatch(lines[place].text):
            return lines[:place], lines[place:]
    return lines, []


def _read_record(tail: Tail, record: list[Line]) -> None:
    imprints = [line for line in record if _IMPRINT.fullmatch(line.text)]
    copied = "".join(line.text for line in record if line not in imprints)
    tail.imprint = joined(imprints)
    tail.cc = re.sub(r"^抄\s*送：\s*", "", copied) or None


def _set_aside_body(tail: Tail, lines: list[Line]) -> None:
    if lines:
        tail.set_aside += lines
        tail.doubts.append(
            f"第 {lines[0].number} 行起的 {len(lines)} 行在成文日期之后，像是附件的正文，没有放进通知；"
            "请作为附件上传，或补进正文。"
        )
