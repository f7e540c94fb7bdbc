"""The lines above the first section: title block (版头 and 标题), addressee, preamble."""

import datetime
import re
from dataclasses import dataclass, field

from .dates import BRACKETED_DATE, read_date
from .lines import Line, close_up, ends_sentence, is_balanced, is_organ, organs

_KINDS = (
    "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|公示|办法|规定|细则|方案"
    "|规则|条例|准则|规划|计划|要点|预案|政策|措施|制度|章程|简章|启事|倡议书|公开信"
)
_TITLE_END = re.compile(rf"(?:{_KINDS})(?:（[^（）]{{1,10}}）)?$")
_TITLE_VERB = re.compile(r"关于|印发|转发|批转|公布|发布|对|同意")
_RED_HEAD = re.compile(r"([^，。；：]{2,60}?)\s*文\s*件")
_DOC_NUMBER = re.compile(
    r"[（(]?([\u4e00-\u9fff]{1,15}\s*[〔\[［【﹝（(]\s*\d{4}\s*[〕\]］】﹞）)]\s*第?\s*\d+\s*号)[）)]?"
)
# 密级, 紧急程度, 份号, 签发人: never part of a title, and never lost: the checks look for them.
_MARK = re.compile(
    r"(?:绝密|机密|秘密)(?:级|件)?(?:\s*[★☆].*)?|内部(?:资料|文件|参阅|刊物).*|注意保存|不予公开"
    r"|特急|加急|特提|平急|急件|签发人：.*|\d{6}"
)
_HISTORY = re.compile(  # 题注: when and by whom a text was adopted
    r"（[^（）]*\d*年[^（）]*(?:通过|发布|公布|修订|修正|印发)[^（）]*）"
    r"|\d{4}年\d{1,2}月\d{1,2}日\s*[^。；]{2,60}(?:通过|发布|公布|修订|修正|印发)"
)
_ADDRESSEE = re.compile(r"([^。；！？]{2,300})：")
_INTRODUCES = re.compile(r"如下|下列|以下|[，,]现")
_TITLE_LINES = 5  # a title of more lines is not a title
_BLOCK_LINES = 30  # nor a block
_BLOCK_LENGTH = 100  # characters; a longer line is a paragraph


@dataclass
class Head:
    """What stands above the first section; preamble and set_aside are lines."""

    title: str | None = None
    issuers: list[str] = field(default_factory=list)
    doc_number: str | None = None
    date: datetime.date | None = None
    addressee: str | None = None
    preamble: list[Line] = field(default_factory=list)
    set_aside: list[Line] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def read_head(lines: list[Line], text_follows: bool) -> Head:
    """Read the lines above the first section; text_follows: is there a section below?"""
    head, plain = Head(), []
    block = _block_length(lines)
    for line in lines[:block]:
        if not _take_element(head, line):
            plain.append(line)
    text_follows = text_follows or block < len(lines)
    others = _take_title(head, plain, text_follows)
    head.preamble = others + lines[block:]
    _take_issuers(head)
    return head


def _block_length(lines: list[Line]) -> int:
    """How many lines belong to the title block: up to the addressee or the first paragraph."""
    for place, line in enumerate(lines[:_BLOCK_LINES]):
        if _is_addressee(line.text):
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


def _is_addressee(text: str) -> bool:
    return bool(_ADDRESSEE.fullmatch(text)) and not _INTRODUCES.search(text)


def _take_element(head: Head, line: Line) -> bool:
    """Put a line that is recognised by its own form where it belongs; False for any other."""
    number, red_head = _DOC_NUMBER.fullmatch(line.text), _RED_HEAD.fullmatch(line.text)
    if _is_addressee(line.text):
        head.addressee = line.text.removesuffix("：")
    elif number and not head.doc_number:
        head.doc_number = re.sub(r"\s", "", number[1])
    elif red_head and not _MARK.fullmatch(line.text):
        head.issuers = organs(close_up(red_head[1]))
        head.set_aside.append(line)
    elif BRACKETED_DATE.fullmatch(line.text) and read_date(line.text[1:-1]):
        head.date = read_date(line.text[1:-1])
    elif _HISTORY.fullmatch(line.text):
        head.set_aside.append(line)
        head.doubts.append(f"第 {line.number} 行像是题注，没有放进通知：{line.text}")
    else:
        return False
    return True


def _take_title(head: Head, plain: list[Line], text_follows: bool) -> list[Line]:
    """Read the title off the plain lines of the block; return the lines that are not of it."""
    marks = [line for line in plain if _MARK.fullmatch(line.text)]
    run = [line for line in plain if line not in marks]
    length = _title_length(run)
    if not length and text_follows and 0 < len(run) <= _TITLE_LINES:
        length = len(run)
        head.doubts.append("标题不是以文种（通知、公告等）结尾，请核对标题。")
    head.title = _join_title(run[:length]) or None
    rest = _without_repeats(head, run[length:])
    others = sorted(marks + rest, key=lambda line: line.number)
    head.doubts += _doubts_about(others)
    return others


def _title_length(run: list[Line]) -> int:
    """How many lines the title has: up to the last that completes it; a second 关于 is another."""
    length = 0
    for place in range(min(len(run), _TITLE_LINES)):
        if length and "关于" in run[place].text:
            break
        if _is_complete(_join_title(run[: place + 1])):
            length = place + 1
    return length


def _is_complete(title: str) -> bool:
    return bool(_TITLE_END.search(title)) and is_balanced(title)


def _join_title(lines: list[Line]) -> str:
    """Join the lines of a title; a blank stays between the names of joint issuers."""
    title = ""
    for text in (close_up(line.text) for line in lines):
        between = " " if title and is_organ(title) and is_organ(text) else ""
        title += between + text
    return title


def _without_repeats(head: Head, lines: list[Line]) -> list[Line]:
    repeats = [line for line in lines if line.text == head.title]
    head.set_aside += repeats
    return [line for line in lines if line not in repeats]


def _doubts_about(lines: list[Line]) -> list[str]:
    titles = [line for line in lines if _is_complete(line.text)]
    doubts = [
        f"有两个标题，取了第一个；第 {line.number} 行“{line.text}”放在了引言里，请核对。"
        for line in titles
    ]
    unknown = [f"第 {line.number} 行“{line.text}”" for line in lines if line not in titles]
    if unknown:
        doubts.append(f"没有认出是什么，放在了引言里，请核对：{'、'.join(unknown)}。")
    return doubts


def _take_issuers(head: Head) -> None:
    """发文机关 as the title names them, else as the red head does."""
    for verb in _TITLE_VERB.finditer(head.title or ""):
        named = organs(head.title[: verb.start()].strip())
        if named:
            head.issuers = named
            return
