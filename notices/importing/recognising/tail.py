"""The lines below the last paragraph: attachment note, signature, date, 附注, 版记."""

import re

from ...numbering import at_start
from ..roles import Role
from ..telling import Doubt
from .dates import DATE, MONTH, read_date
from .lines import Line, ends_sentence, give, is_organ
from .titles import is_complete_title, join_title

_SIGNED_AND_DATED = re.compile(rf"(.{{2,60}}?)\s*({DATE.pattern})")
_NAMED_DATE = re.compile(
    rf"(?:(?:生效|发布|印发|签发|成文|制定|落款)?(?:日\s*期|时\s*间)：\s*)(?:{DATE.pattern})"
)
_ANNOTATION = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）|联系(?:人|电话|方式)：.*")
_CC = re.compile(r"(?:抄\s*[送报]|分\s*送|[主报发]\s*送|报)：(.*)")
_SUBJECT_WORDS = re.compile(r"主题词：.*|（?共印\s*\d+\s*份）?")
_IMPRINT = re.compile(rf".*(?:{DATE.pattern})\s*印发")
_FIRST = re.compile(r"第\s*一\s*[编章条]|一、")
_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
NOTE = re.compile(rf"（?附件?(?:\s*：|\s*{_NUMBER}\s*[：.．])\s*")
HEAD_OF_NOTE = re.compile(rf"附\s*件\s*{_NUMBER}?")  # or of an attachment's own page
_ITEM = re.compile(r"\d{1,3}\s*[.．、]\s*(?!\d)")
# Where a name begins in a note: 1. 一、 （1） ① 附件2：
NAME_OPENING = re.compile(
    rf"(?:^|(?<=[\s；。]))(?:(?:附件\s*)?{_ITEM.pattern}|[一二三四五六七八九十]{{1,3}}、\s*|（\d{{1,2}}）\s*"
    rf"|[①-⑳]\s*|附件\s*{_NUMBER}\s*[：.．、]\s*)"
)
FILE = re.compile(r"[^。：]{1,80}\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar)", re.IGNORECASE)
_SIGNATURE_LENGTH = 40
_ATTACHMENT_LENGTH = 100
_SIGNED_LENGTH = 200  # characters of 署名 and date on one line, with the blanks between them
_RECORD_LINES = 6  # 版记 has no more


def cut_signature_and_date(lines: list[Line]) -> list[Line]:
    """Give 署名 and date a line each where the source has both in one."""
    apart = []
    for line in lines:
        short = line.is_open and len(line.text) <= _SIGNED_LENGTH
        both = _SIGNED_AND_DATED.fullmatch(line.text) if short else None
        apart += line.cut(both.start(2)) if both and is_organ(both[1]) else [line]
    return apart


def read_tail(lines: list[Line]) -> tuple[list[Line], list[Doubt]]:
    """Give the lines of the tail their roles; return those above it, and doubts."""
    dated = _date_place(lines)
    doubts = []
    if dated is None:
        end = _tail_without_date(lines)
        below, signed = lines[end:], _last_organ(lines[:end])
        above = lines[: end - len(signed)]
    else:
        lines[dated].role = Role.DATE
        below, signed = lines[dated + 1 :], _signature(lines[:dated])
        above = lines[: dated - len(signed)]
        doubts += _date_doubts(lines[dated])
    give(signed, Role.SIGNATURE)
    above, note = _part_note(above)
    give(note, Role.ATTACHMENT_NOTE)
    return above, doubts + _read_below(below, is_named=bool(note))


def _date_doubts(line: Line) -> list[Doubt]:
    found = DATE.search(line.text)
    if found and read_date(found[0]):
        return []
    if MONTH.fullmatch(line.text):
        return [
            Doubt(f"第 {line.number} 行的日期“{line.text}”没有写明哪一日，请补上。", line.start)
        ]
    return [Doubt(f"第 {line.number} 行的日期“{line.text}”不存在，请核对。", line.start)]


def _date_place(lines: list[Line]) -> int | None:
    """The first date on a line of its own after a paragraph, where what follows fits a tail."""
    paragraph = False
    for place, line in enumerate(lines):
        paragraph = paragraph or ends_sentence(line.text)
        is_less = bool(MONTH.fullmatch(line.text) or _NAMED_DATE.fullmatch(line.text))
        if paragraph and (is_less or DATE.fullmatch(line.text)):
            below = lines[place + 1 : place + 2]
            is_signed, fits = is_organ(lines[place - 1].text), all(map(_fits_below, below))
            if is_less and not (is_signed and fits):
                continue
            if fits or is_signed or _opens_document(lines[place + 1 : place + 5]):
                return place
    return None


def _opens_document(lines: list[Line]) -> bool:
    """Whether a title stands here, above its first chapter or article or not."""
    for count, line in enumerate(lines, 1):
        if count > 1 and _FIRST.match(line.text):
            return True
        if ends_sentence(line.text) or at_start(line.text):
            return False
        if is_complete_title(join_title(lines[:count])):
            return True
    return False


def _fits_below(line: Line) -> bool:
    patterns = (_ANNOTATION, _CC, _IMPRINT, HEAD_OF_NOTE, _SUBJECT_WORDS)
    return bool(NOTE.match(line.text)) or any(p.fullmatch(line.text) for p in patterns)


def _tail_without_date(lines: list[Line]) -> int:
    end = len(lines)
    patterns = (_ANNOTATION, _CC, _IMPRINT, _SUBJECT_WORDS)
    while end > 1 and any(p.fullmatch(lines[end - 1].text) for p in patterns):
        end -= 1
    return end


def _last_organ(lines: list[Line]) -> list[Line]:
    """The last line as 署名, where it names an organ and stands below a paragraph or the note."""
    if len(lines) < 2 or not is_organ(lines[-1].text) or at_start(lines[-1].text):
        return []
    above = lines[-2].text
    return lines[-1:] if ends_sentence(above) or NOTE.match(above) else []


def _signature(lines: list[Line]) -> list[Line]:
    """The lines of 署名 above the date: one of any form, more only where they name organs."""
    if not lines or not _may_sign(lines[-1].text):
        return []
    start = len(lines) - 1
    while start and is_organ(lines[start - 1].text) and _may_sign(lines[start - 1].text):
        start -= 1
    return lines[-1:] if _ends_list(lines[:start]) else lines[start:]


def _ends_list(above: list[Line]) -> bool:
    """Whether what stands here goes on in a list of names below its heading, or below a colon."""
    for line in reversed(above):
        if line.text.endswith("：") or at_start(line.text) and not ends_sentence(line.text):
            return not _is_noted(line.text)
        if ends_sentence(line.text) or not _may_sign(line.text):
            return False
    return False


def _may_sign(text: str) -> bool:
    if len(text) > _SIGNATURE_LENGTH or ends_sentence(text) or re.search("[。：]", text):
        return False
    return not (at_start(text) or NOTE.match(text) or text.startswith("特此"))


def _part_note(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Part off the attachment note: from 附件： on, names only, down to the signature."""
    start = place = len(lines)
    while place and _may_be_named(lines[place - 1].text):
        place -= 1
        listed = HEAD_OF_NOTE.fullmatch(lines[place].text) and place + 1 < len(lines)
        if NOTE.match(lines[place].text) or listed and _ITEM.match(lines[place + 1].text):
            start = place
    return lines[:start], lines[start:]


def _may_be_named(text: str) -> bool:
    name = text.removesuffix("。") if _is_noted(text) else text
    return len(text) <= _ATTACHMENT_LENGTH and "。" not in name


def _is_noted(text: str) -> bool:
    return bool(NOTE.match(text) or _ITEM.match(text))


def _read_below(lines: list[Line], is_named: bool) -> list[Doubt]:
    """The lines below the date: 附注 and note, 版记 last; between them an attachment's body.

    is_named: the note stands above, and what says the names again is the attachment itself.
    """
    lines, record = _part_record(lines)
    for line in record:
        line.role = _record_role(line.text)
    stands = _is_apart if is_named else _stands_below
    body = next((i for i, line in enumerate(lines) if not stands(line.text)), len(lines))
    for line in lines[:body]:
        line.role = _role_below(line.text)
    give(lines[body:], Role.ATTACHMENT_BODY)
    return _body_doubts(lines[body:])


def _is_annotation(text: str) -> bool:
    return bool(_ANNOTATION.fullmatch(text))


def _is_apart(text: str) -> bool:
    return _is_annotation(text) or _is_record(text)


def _is_record(text: str) -> bool:
    return any(p.fullmatch(text) for p in (_CC, _IMPRINT, _SUBJECT_WORDS))


def _role_below(text: str) -> Role:
    if _is_record(text):
        return _record_role(text)
    return Role.ANNOTATION if _is_annotation(text) else Role.ATTACHMENT_NOTE


def _stands_below(text: str) -> bool:
    return _is_apart(text) or _is_noted(text) or bool(FILE.fullmatch(text))


def _part_record(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Part off 版记: the last lines, from 抄送 or 印发 on."""
    for place in range(max(len(lines) - _RECORD_LINES, 0), len(lines)):
        opens = any(_opens_document(lines[i : i + 4]) for i in range(place + 1, len(lines)))
        if _is_record(lines[place].text) and not opens:
            return lines[:place], lines[place:]
    return lines, []


def _record_role(text: str) -> Role:
    if _SUBJECT_WORDS.fullmatch(text):
        return Role.ASIDE
    return Role.IMPRINT if _IMPRINT.fullmatch(text) else Role.CC


def _body_doubts(lines: list[Line]) -> list[Doubt]:
    if not lines:
        return []
    sentence = (
        f"第 {lines[0].number} 行起的 {len(lines)} 行在成文日期之后，像是附件的正文，没有放进通知；"
        "请作为附件上传，或补进正文。"
    )
    return [Doubt(sentence, lines[0].start)]
