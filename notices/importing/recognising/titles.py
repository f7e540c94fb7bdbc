"""Which lines of the title block are the title (标题, GB/T 9704-2012 7.3.1)."""

import re

from ..roles import Role
from ..telling import Doubt
from .lines import Line, close_up, give, is_balanced, is_organ, organs

KINDS = (
    "决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|公示|办法|规定|细则|方案"
    "|规则|条例|准则|规划|计划|要点|预案|政策|措施|制度|章程|简章|启事|倡议书|公开信"
)
# These end a title only where it stands alone; inside one they are words like others.
_OTHER_KINDS = "解释|解答|答复|指示|守则|规程|规范|通则|指南|指引|纲要|须知|倡议"
_TITLE_END = re.compile(
    rf"(?:(?:{KINDS}|{_OTHER_KINDS})|^中华人民共和国[^，。；：]{{1,40}}法)(?:（[^（）]{{1,10}}）)?$"
)
_NEWS = re.compile(
    r".*(?:发布|印发|出台|公布|施行|实施|解读)[！!]?"
)  # what a page says of a notice
_TITLE_VERB = re.compile(r"关于|印发|转发|批转|公布|发布|对|同意")
_ATTACHED = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,3}(?:[-—－.]\d{1,2})?\s*[：:]?")
# What stands in brackets on a line of its own below a title: years, or how far a text has come.
_SUFFIX = re.compile(
    r"（(?:\d{4}\s*年?\s*[—－–~～至-]+\s*\d{4}\s*年?|\d{4}\s*年度?|试行|暂行|草案|修订|修订稿|(?:公开)?征求意见稿|送审稿)）"
)
_TELLS = re.compile("：|^（.*）$|https?://")
_SPREAD = 8  # characters of a line that is spread over the page
_TITLE_LINES = 5  # a title of more lines is not a title


def join_title(lines: list[Line]) -> str:
    """Join the lines of a title; a blank stays between the names of joint issuers."""
    title = ""
    for text in (_closed_up(line.text) for line in lines):
        between = " " if title and is_organ(title) and _begins_with_organ(text) else ""
        title += between + text
    return title


def _begins_with_organ(text: str) -> bool:
    return is_organ(text) or any(organs(text[:place].strip()) for place in title_verbs(text))


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
    while len(titles) > 1 and (
        _says_again(titles[0], titles[1]) or _is_only_called(titles[0], titles[1])
    ):
        give(titles.pop(0), Role.ASIDE)
    if titles:
        give(titles[0], Role.TITLE)
        title = join_title(titles[0])
        give([line for line in run if line.role is None and line.text == title], Role.ASIDE)
        give([line for line in run if line.role is None and organs(line.text)], Role.RED_HEAD)
    return []


def take_others(lines: list[Line], is_page: bool) -> list[Doubt]:
    """The lines of the title block that are no element of it, and what to say of them.

    is_page: a title and an addressee stand there, so that what is unknown is of the page.
    """
    titles = [line for line in lines if is_complete_title(line.text)]
    doubts = [
        Doubt(
            f"有两个标题，取了第一个；第 {line.number} 行“{line.text}”放在了引言里，请核对。",
            line.start,
        )
        for line in titles
    ]
    unknown = [line for line in lines if line not in titles]
    give(lines, Role.PREAMBLE)
    if unknown:
        named = "、".join(f"第 {line.number} 行“{line.text}”" for line in unknown)
        where = "没有放进通知" if is_page else "放在了引言里"
        give(unknown, Role.ASIDE if is_page else Role.PREAMBLE)
        doubts.append(Doubt(f"没有认出是什么，{where}，请核对：{named}。", unknown[0].start))
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
    """Without lines of the page above a title that the page says alone, or that names its issuer."""
    above, last = [line.text for line in lines[:-1]], lines[-1].text
    named = [last[:place].strip() for place in title_verbs(last) if organs(last[:place].strip())]
    if not is_complete_title(last):
        return lines
    if last in said or named and above and all(map(_NEWS.fullmatch, above)):
        return lines[-1:]
    if named and all(is_organ(text) and _names_again(text, named[0]) for text in above):
        return lines[-1:]
    others = [text for text in above if not is_organ(text)]
    begins = bool(named) or last.startswith("关于")
    return lines[-1:] if begins and len(others) > 1 else lines


def _names_again(organ: str, issuer: str) -> bool:
    """Whether one organ is called in both, with or without its province or its office."""
    return organ in issuer or issuer in organ


def _title_length(run: list[Line]) -> int:
    """How many lines the title has: up to the last that completes it; a second 关于 is another."""
    length = 0
    for place in range(min(len(run), _TITLE_LINES)):
        if length and "关于" in run[place].text or _is_repeated(run, place):
            break
        if length == place and place and _SUFFIX.fullmatch(run[place].text):
            return place + 1
        if place and _TELLS.search(run[place].text):
            break
        if is_complete_title(join_title(run[: place + 1])):
            length = place + 1
    return length


def _is_repeated(run: list[Line], place: int) -> bool:
    return any(line.text == run[place].text for line in run[:place])


def is_complete_title(title: str) -> bool:
    return bool(_TITLE_END.search(title)) and is_balanced(title)


def _says_again(above: list[Line], below: list[Line]) -> bool:
    """Whether the title above is the web page's, which says that of the notice below it."""
    page, own = (re.sub(r"\W", "", join_title(lines)) for lines in (above, below))
    return own in page or page in own


def _is_only_called(above: list[Line], below: list[Line]) -> bool:
    """Whether a page's name for a notice stands above its title: 防汛通知, 关于做好防汛的通知."""
    return "关于" in join_title(below) and "关于" not in join_title(above)


def _is_said_below(line: Line, below: list[Line]) -> bool:
    """Whether the line names a title that stands below on a line of its own."""
    return any(
        one.text == line.text or is_complete_title(one.text) and one.text in line.text
        for one in below
    )


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
