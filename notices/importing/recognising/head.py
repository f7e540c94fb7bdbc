"""The lines above the first section: title block (版头 and 标题), addressee, preamble."""

import re

from ..roles import Role
from ..telling import Doubt
from .dates import BRACKETED_DATE, read_date
from .lines import Line, close_up, ends_sentence, give, organs
from .titles import is_complete_title, join_title, take_others, take_title

_RED_HEAD = re.compile(r"([^，。；：]{2,60}?)\s*文\s*件")
DOC_NUMBER = (
    r"[\u4e00-\u9fffA-Za-z×]{1,20}\s*[〔\[［【﹝（(]\s*\d{4}\s*[〕\]］】﹞）)]\s*第?\s*\d+\s*号"
)
_DOC_NUMBER = re.compile(rf"[（(]?({DOC_NUMBER})[）)]?")
_ORDER_NUMBER = re.compile(
    r"(?:[\u4e00-\u9fff]{2,30}令\s*)?(?:\d{4}\s*年?\s*)?第\s*\d{1,4}\s*号"
)  # of a 令 or 公告
# Of a court's case, and of files before 1987: （2026）示01民初1号, （83）示字第1号.
_YEAR_FIRST = r"[（〔]\d{2,4}[）〕]\s*[\u4e00-\u9fff][^，。；：\s]{0,15}?\d+\s*号"
# 密级: never part of a title, and never set aside: the checks look for it.
_SECRET = (
    r"(?:绝密|机密|秘密)(?:级|件)?(?:\s*[★☆].*)?|内部(?:资料|文件|参阅|刊物).*|注意保存|不予公开"
)
_OFFICE = re.compile(r"特急|加急|特提|平急|急件|签发人：.*|\d{6}")  # 紧急程度, 签发人, 份号
_MARK = re.compile(rf"{_SECRET}|{_OFFICE.pattern}")
_DONE = "通过|发布|公布|颁布|修订|修正|修改|印发|批准|施行|实施"
_HISTORY = re.compile(  # 题注: when and by whom a text was adopted
    rf"[（(][^（）]*(?:（[^（）]*）[^（）]*)*年[^（）]*(?:{_DONE})[^（）]*(?:（[^（）]*）[^（）]*)*）?"
    rf"|(?:根据)?\d{{4}}年\d{{1,2}}月\d{{1,2}}日[^。；]{{2,400}}(?:{_DONE})"
)
_REGISTERED = re.compile(r"[A-Z]{2,8}[-—]?\d{4}[-—]\d{3,8}")  # 规范性文件登记号
_ADDRESSEE = re.compile(r"([^。；！？]{1,300})：")
_CALLED = re.compile(r"各[^。；：]{2,200}")
_INTRODUCES = re.compile(r"如下|下列|以下|[，,]现|(?:议定|决定|强调|指出|要求)：$")
_BLOCK_LINES = 30  # nor a block
_BLOCK_LENGTH = 100  # characters; a longer line is a paragraph


def read_head(lines: list[Line], text_follows: bool) -> list[Doubt]:
    """Give each line above the first section its role; text_follows: is there a section below?"""
    block = _block_length(lines)
    taken = set()
    doubts = _take_history(lines[:block])
    for line in lines[:block]:
        if line.role is None:
            _take_element(line, taken)
    _take_organ_above_number(lines[:block])
    plain = [line for line in lines[:block] if line.role is None]
    give(lines[block:], Role.PREAMBLE)
    marks = [line for line in plain if _MARK.fullmatch(line.text)]
    run = [line for line in plain if line not in marks]
    doubts += take_title(run, text_follows or block < len(lines))
    if plain and not taken & {Role.ADDRESSEE}:
        _take_bare_addressee(plain[-1])
    _take_addressee_above(lines[:block])
    give([line for line in marks if _OFFICE.fullmatch(line.text)], Role.ASIDE)
    others = [line for line in plain if line.role is None]
    doubts += take_others([line for line in others if line in marks], is_page=False)
    others = [line for line in others if line not in marks]
    titled = next((i for i, line in enumerate(lines[:block]) if line.role == Role.TITLE), 0)
    if titled and lines[block - 1].role == Role.ADDRESSEE:
        titled = block
    of_page = [line for line in lines[:titled] if line in others]
    others = [line for line in others if line not in of_page]
    return doubts + take_others(of_page, is_page=True) + take_others(others, is_page=False)


def read_number(text: str) -> str | None:
    """The document number that a line is, without blanks and without the outer brackets."""
    order = re.fullmatch(f"（?({_ORDER_NUMBER.pattern})）?", text)
    number = _DOC_NUMBER.fullmatch(text) or order or re.fullmatch(f"({_YEAR_FIRST})", text)
    return re.sub(r"\s", "", number[1]) if number else None


def red_head_name(text: str) -> str:
    """The name that a 发文机关标志 carries: 中共示例省委文件 -> 中共示例省委."""
    found = _RED_HEAD.fullmatch(text)
    return close_up(found[1]) if found else close_up(text)


def _block_length(lines: list[Line]) -> int:
    """How many lines belong to the title block: up to the addressee or the first paragraph."""
    for place, line in enumerate(lines[:_BLOCK_LINES]):
        if is_addressee(line.text):
            return place + 1 + _more_addressees(lines[place + 1 :])
        if not _stands_in_block(line.text) and not _goes_on_calling(lines[place : place + 4]):
            return place
    return min(len(lines), _BLOCK_LINES)


def _goes_on_calling(lines: list[Line]) -> bool:
    """Whether an addressee begins here that is broken after a comma: 各市、县，"""
    begins = _CALLED.fullmatch(lines[0].text) and lines[0].text.endswith(("、", "，"))
    return bool(begins) and any(is_addressee(line.text) for line in lines[1:])


def _more_addressees(below: list[Line]) -> int:
    others = (i for i, line in enumerate(below) if not _calls(line.text))
    return next(others, len(below))


def _calls(text: str) -> bool:
    return is_addressee(text) and bool(_CALLED.fullmatch(text[:-1]))


def _stands_in_block(text: str) -> bool:
    if len(text) > _BLOCK_LENGTH:
        return False
    if any(pattern.fullmatch(text) for pattern in (_RED_HEAD, _DOC_NUMBER, _HISTORY, _MARK)):
        return True
    return not ends_sentence(text) and "。" not in text


def is_addressee(text: str) -> bool:
    return bool(_ADDRESSEE.fullmatch(text)) and not _INTRODUCES.search(text)


def _take_history(lines: list[Line]) -> list[Doubt]:
    """Set 题注 aside, which may stand on up to three lines."""
    doubts = []
    for place, line in enumerate(lines):
        for run in (lines[place : place + length] for length in (1, 2, 3)):
            text = "".join(one.text for one in run)
            if line.role is None and _HISTORY.fullmatch(text):
                give(run, Role.ASIDE)
                sentence = f"第 {line.number} 行像是题注，没有放进通知：{text}"
                doubts.append(Doubt(sentence, line.start))
    return doubts


def _take_element(line: Line, taken: set[Role]) -> None:
    """Give a line that is recognised by its own form its role; any other keeps none."""
    line.role = _role_by_form(line.text, taken)
    if line.role:
        taken.add(line.role)


def _take_organ_above_number(block: list[Line]) -> None:
    """The organ alone above the number, where a whole title stands below it: a red head."""
    place = next((i for i, line in enumerate(block) if line.role == Role.DOC_NUMBER), 0)
    above = [line for line in block[:place] if line.role is None]
    below = [line for line in block[place:] if line.role is None]
    is_titled = any(is_complete_title(join_title(below[: n + 1])) for n in range(len(below)))
    if is_titled and all(organs(line.text) for line in above):
        give(above, Role.RED_HEAD)


def _take_addressee_above(block: list[Line]) -> None:
    """The beginning of an addressee that is broken over lines: 各市、县，省直 … 各单位："""
    places = [i for i, line in enumerate(block) if line.role == Role.ADDRESSEE]
    place = places[0] - 1 if places else -1
    while place >= 0 and block[place].role is None and _CALLED.fullmatch(block[place].text):
        block[place].role = Role.ADDRESSEE
        place -= 1


def _take_bare_addressee(line: Line) -> None:
    """各乡镇、各部门 without its colon, as the last line of the block."""
    if line.role is None and _CALLED.fullmatch(line.text):
        line.role = Role.ADDRESSEE


def _role_by_form(text: str, taken: set[Role]) -> Role | None:
    if _REGISTERED.fullmatch(text):
        return Role.ASIDE
    if is_addressee(text):
        return Role.ADDRESSEE
    if read_number(text) and Role.DOC_NUMBER not in taken:
        return Role.DOC_NUMBER
    if _RED_HEAD.fullmatch(text) and not _MARK.fullmatch(text):
        return Role.RED_HEAD
    if BRACKETED_DATE.fullmatch(text) and read_date(text[1:-1]) or read_date(text):
        return Role.DATE
    return None
