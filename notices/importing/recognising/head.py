"""The lines above the first section: title block (版头 and 标题), addressee, preamble."""

import re

from ..roles import Role
from ..telling import Doubt
from .dates import BRACKETED_DATE, read_date
from .lines import Line, close_up, ends_sentence, give, is_balanced, is_organ

KINDS = (
    "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|公示|办法|规定|细则|方案"
    "|规则|条例|准则|规划|计划|要点|预案|政策|措施|制度|章程|简章|启事|倡议书|公开信"
)
_TITLE_END = re.compile(rf"(?:{KINDS})(?:（[^（）]{{1,10}}）)?$")
_TITLE_VERB = re.compile(r"关于|印发|转发|批转|公布|发布|对|同意")
_RED_HEAD = re.compile(r"([^，。；：]{2,60}?)\s*文\s*件")
DOC_NUMBER = r"[\u4e00-\u9fff]{1,15}\s*[〔\[［【﹝（(]\s*\d{4}\s*[〕\]］】﹞）)]\s*第?\s*\d+\s*号"
_DOC_NUMBER = re.compile(rf"[（(]?({DOC_NUMBER})[）)]?")
# 密级, 紧急程度, 份号, 签发人: never part of a title, and never lost: the checks look for them.
_MARK = re.compile(
    r"(?:绝密|机密|秘密)(?:级|件)?(?:\s*[★☆].*)?|内部(?:资料|文件|参阅|刊物).*|注意保存|不予公开"
    r"|特急|加急|特提|平急|急件|签发人：.*|\d{6}"
)
_HISTORY = re.compile(  # 题注: when and by whom a text was adopted
    r"（[^（）]*\d*年[^（）]*(?:通过|发布|公布|修订|修正|印发)[^（）]*）"
    r"|\d{4}年\d{1,2}月\d{1,2}日\s*[^。；]{2,60}(?:通过|发布|公布|修订|修正|印发)"
)
_ATTACHED = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,3}(?:[-—－.]\d{1,2})?\s*[：:]?")
_WORD = re.compile(r"[^\W_]")
_TELLS = re.compile("：|^（.*）$|https?://")
_ADDRESSEE = re.compile(r"([^。；！？]{2,300})：")
_INTRODUCES = re.compile(r"如下|下列|以下|[，,]现")
_TITLE_LINES = 5  # a title of more lines is not a title
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
    plain = [line for line in lines[:block] if line.role is None]
    give(lines[block:], Role.PREAMBLE)
    return doubts + _take_title(plain, text_follows or block < len(lines))


def join_title(lines: list[Line]) -> str:
    """Join the lines of a title; a blank stays between the names of joint issuers."""
    title = ""
    for text in (close_up(line.text) for line in lines):
        between = " " if title and is_organ(title) and is_organ(text) else ""
        title += between + text
    return title


def read_number(text: str) -> str | None:
    """The document number that a line is, without blanks and without the outer brackets."""
    number = _DOC_NUMBER.fullmatch(text)
    return re.sub(r"\s", "", number[1]) if number else None


def red_head_name(text: str) -> str:
    """The name that a 发文机关标志 carries: 中共示例省委文件 -> 中共示例省委."""
    found = _RED_HEAD.fullmatch(text)
    return close_up(found[1]) if found else close_up(text)


def title_verbs(title: str) -> list[int]:
    """Where a title's 关于, 印发 and the like stand; before the first may stand the issuer."""
    return [verb.start() for verb in _TITLE_VERB.finditer(title)]


def _block_length(lines: list[Line]) -> int:
    """How many lines belong to the title block: up to the addressee or the first paragraph."""
    for place, line in enumerate(lines[:_BLOCK_LINES]):
        if is_addressee(line.text):
            return place + 1
        if not _stands_in_block(line.text):
            return place
    return min(len(lines), _BLOCK_LINES)


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


def _role_by_form(text: str, taken: set[Role]) -> Role | None:
    if is_addressee(text):
        return Role.ADDRESSEE
    if _DOC_NUMBER.fullmatch(text) and Role.DOC_NUMBER not in taken:
        return Role.DOC_NUMBER
    if _RED_HEAD.fullmatch(text) and not _MARK.fullmatch(text):
        return Role.RED_HEAD
    if BRACKETED_DATE.fullmatch(text) and read_date(text[1:-1]):
        return Role.DATE
    return None


def _take_title(plain: list[Line], text_follows: bool) -> list[Doubt]:
    """Read the title off the plain lines of the block; the others go into the preamble."""
    give([line for line in plain if _ATTACHED.fullmatch(line.text)], Role.ASIDE)
    give([line for line in plain if not _WORD.search(line.text)], Role.ASIDE)
    plain = [line for line in plain if line.role is None]
    marks = [line for line in plain if _MARK.fullmatch(line.text)]
    run = [line for line in plain if line not in marks]
    length, doubts = _title_length(run), []
    if not length and text_follows:
        length = _heading_length(run)
        doubts = [Doubt("标题不是以文种（通知、公告等）结尾，请核对标题。", run[0].start)] * (
            length > 0
        )
    give(run[:length], Role.TITLE)
    title = join_title(run[:length])
    give([line for line in run[length:] if line.text == title], Role.ASIDE)
    others = [line for line in plain if line.role is None]
    give(others, Role.PREAMBLE)
    return doubts + _doubts_about(others)


def _heading_length(run: list[Line]) -> int:
    """How many lines are a title that names no kind: those centred, or up to one that tells more."""
    centred = [line.block.centred for line in run]
    alike = _before(False, centred) if centred[:1] == [True] else len(run)
    plain = _before(True, [bool(_TELLS.search(line.text)) for line in run])
    length = min(alike, plain)
    return length if length <= _TITLE_LINES else 0


def _before(value: bool, values: list[bool]) -> int:
    return values.index(value) if value in values else len(values)


def _title_length(run: list[Line]) -> int:
    """How many lines the title has: up to the last that completes it; a second 关于 is another."""
    length = 0
    for place in range(min(len(run), _TITLE_LINES)):
        if length and "关于" in run[place].text:
            break
        if _is_complete(join_title(run[: place + 1])):
            length = place + 1
    return length


def _is_complete(title: str) -> bool:
    return bool(_TITLE_END.search(title)) and is_balanced(title)


def _doubts_about(lines: list[Line]) -> list[Doubt]:
    titles = [line for line in lines if _is_complete(line.text)]
    doubts = [
        Doubt(
            f"有两个标题，取了第一个；第 {line.number} 行“{line.text}”放在了引言里，请核对。",
            line.start,
        )
        for line in titles
    ]
    unknown = [line for line in lines if line not in titles]
    if unknown:
        named = "、".join(f"第 {line.number} 行“{line.text}”" for line in unknown)
        doubts.append(Doubt(f"没有认出是什么，放在了引言里，请核对：{named}。", unknown[0].start))
    return doubts
