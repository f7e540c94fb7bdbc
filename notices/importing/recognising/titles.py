"""Which lines of the title block are the title (标题, GB/T 9704-2012 7.3.1)."""

import re

from ..roles import Role
from ..telling import Doubt
from .lines import Line, close_up, give, is_balanced, is_organ, organs

KINDS = (
    "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|公示|办法|规定|细则|方案"
    "|规则|条例|准则|规划|计划|要点|预案|政策|措施|制度|章程|简章|启事|倡议书|公开信"
)
_TITLE_END = re.compile(rf"(?:{KINDS})(?:（[^（）]{{1,10}}）)?$")
_TITLE_VERB = re.compile(r"关于|印发|转发|批转|公布|发布|对|同意")
_ATTACHED = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,3}(?:[-—－.]\d{1,2})?\s*[：:]?")
_TELLS = re.compile("：|^（.*）$|https?://")
_SPREAD = 8  # characters of a line that is spread over the page
_TITLE_LINES = 5  # a title of more lines is not a title


def join_title(lines: list[Line]) -> str:
    """Join the lines of a title; a blank stays between the names of joint issuers."""
    title = ""
    for text in (_closed_up(line.text) for line in lines):
        between = " " if title and is_organ(title) and is_organ(text) else ""
        title += between + text
    return title


def _closed_up(text: str) -> str:
    """Without the blanks that spread its letters, be they even or not: 实 施意 见."""
    bare = re.sub(r"\s", "", text)
    is_kind = len(bare) <= _SPREAD and bool(_TITLE_END.search(bare))
    return bare if is_kind else close_up(text)


def title_verbs(title: str) -> list[int]:
    """Where a title's 关于, 印发 and the like stand; before the first may stand the issuer."""
    return [verb.start() for verb in _TITLE_VERB.finditer(title)]


def take_title(run: list[Line], text_follows: bool) -> list[Doubt]:
    """Give the title's lines their role, and those that only say it again, or nothing at all."""
    give([line for line in run if _ATTACHED.fullmatch(line.text)], Role.ASIDE)
    run = [line for line in run if line.role is None]
    give(
        [line for place, line in enumerate(run) if _is_said_below(line, run[place + 1 :])],
        Role.ASIDE,
    )
    said = {line.text for line in run if line.role == Role.ASIDE}
    run = [line for line in run if line.role is None]
    titles = [_own_lines(title, said) for title in _titles(run)]
    if not titles and text_follows:
        return _take_heading(run)
    while len(titles) > 1 and _says_again(titles[0], titles[1]):
        give(titles.pop(0), Role.ASIDE)
    if titles:
        give(titles[0], Role.TITLE)
        title = join_title(titles[0])
        give([line for line in run if line.role is None and line.text == title], Role.ASIDE)
        give([line for line in run if line.role is None and organs(line.text)], Role.RED_HEAD)
    return []


def doubts_about_others(lines: list[Line]) -> list[Doubt]:
    """What to say of lines of the title block that are neither title nor any other element."""
    titles = [line for line in lines if is_complete_title(line.text)]
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


def _titles(run: list[Line]) -> list[list[Line]]:
    """The runs of lines that make a complete title each, from above."""
    titles, start = [], 0
    while start < len(run):
        length = _title_length(run[start:])
        if length:
            titles.append(run[start : start + length])
        start += length or 1
    return titles


def _own_lines(lines: list[Line], said: set[str]) -> list[Line]:
    """Without an issuer's line above a title that names its issuer, or that the page says alone."""
    last = lines[-1].text
    is_whole = any(organs(last[:place].strip()) for place in title_verbs(last)) or last in said
    if is_complete_title(last) and is_whole and all(is_organ(line.text) for line in lines[:-1]):
        return lines[-1:]
    return lines


def _title_length(run: list[Line]) -> int:
    """How many lines the title has: up to the last that completes it; a second 关于 is another."""
    length = 0
    for place in range(min(len(run), _TITLE_LINES)):
        if length and "关于" in run[place].text:
            break
        if place and _TELLS.search(run[place].text):
            break
        if is_complete_title(join_title(run[: place + 1])):
            length = place + 1
    return length


def is_complete_title(title: str) -> bool:
    return bool(_TITLE_END.search(title)) and is_balanced(title)


def _says_again(above: list[Line], below: list[Line]) -> bool:
    """Whether the title above is the web page's, which says that of the notice below it."""
    page, own = (re.sub(r"\W", "", join_title(lines)) for lines in (above, below))
    return own in page or page in own


def _is_said_below(line: Line, below: list[Line]) -> bool:
    """Whether the line names a title that stands below on a line of its own."""
    return any(is_complete_title(one.text) and one.text in line.text for one in below)


def _take_heading(run: list[Line]) -> list[Doubt]:
    """A title that names no kind: the centred lines, or those up to one that tells more."""
    centred = [line.block.centred for line in run]
    alike = _before(False, centred) if centred[:1] == [True] else len(run)
    plain = _before(True, [bool(_TELLS.search(line.text)) for line in run])
    length = min(alike, plain)
    if not 0 < length <= _TITLE_LINES:
        return []
    give(run[:length], Role.TITLE)
    return [Doubt("标题不是以文种（通知、公告等）结尾，请核对标题。", run[0].start)]


def _before(value: bool, values: list[bool]) -> int:
    return values.index(value) if value in values else len(values)
