"""Leftovers of drafting, doubled words, times that no date explains, broken characters."""

import re
from collections.abc import Iterator

from ...script import to_simplified
from ..found import found
from ..problem import Passage, Problem
from .quoted import is_within, quoted_spans

_LEFTOVER = re.compile(
    r"[×╳✕]{2,}|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|[〇○□■]{2,}|_{3,}"
    r"|[【（(\[](?:此处|待定|待补充?|待填|待核实?|待确认|填写|插入|TODO|备注：?删)[^】）)\]\n]{0,20}[】）)\]]"
    r"|此处(?:填写|插入|补充|待|省略|添加|替换)|TODO|TBD|(?:时间|地点|人员|金额|数据|日期|电话)(?:暂)?待(?:定|补充?|核实)"
    r"|某某(?!人)|点击(?:此处)?输入文字|请在此(?:处)?(?:输入|填写)|[Ll]orem ipsum"
)
# A form to be filled in has lines to write on, and a citation may keep its ××.
_BLANKS = re.compile(r"_{3,}|[□■○]{2,}")
_DOUBLED = re.compile(
    r"(?P<one>[的了和与及或在是把被对从向为将而以要须应由并各有也都就还请于至经])(?P=one)(?![不确士尔当非])"
    r"|(?P<two>[\u4e00-\u9fff]{2,6})(?P=two)"
)
_MAY_DOUBLE = {"为为", "了了", "以以"}
# Who does it, and what is done: 党组织组织学习, 党代表代表…
_DOES_ITS_NAME = re.compile(r"(?<=[党团会])组织组织|(?<=[党会])代表代表")
_RELATIVE = re.compile(
    r"(?:今天|明天|昨天|今日|明日|昨日|后天|前天|本周[一二三四五六日末]?|[上下]周[一二三四五六日末]?"
    r"|下个?月|上个?月|本月)(?P<day>\d{1,2}[日号])?(?![度])"
)
_DATE_NEAR = re.compile(r"\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月|\d{1,2}[日号]")
_NEAR = 12
_GARBLED = re.compile(
    r"[\ufffd\ue000-\uf8ff]+|锟斤拷|烫烫烫|屯屯屯|(?<=[\u4e00-\u9fff])\?{1,3}(?=[\u4e00-\u9fff])"
)
_MOST_TRADITIONAL = 5  # shown of one passage
_IDIOMS = re.compile(r"(?:研究|讨论|学习|商量|考虑|了解|熟悉|调查|检查|比较|试验|锻炼|休息){2}")


def find(passage: Passage) -> Iterator[Problem]:
    text = passage.text
    quoted = quoted_spans(text)
    yield from _leftovers(passage, quoted)
    yield from _doubled(passage, quoted)
    yield from _relative(passage, quoted)
    for match in _GARBLED.finditer(text):
        yield found(
            "garbled",
            passage,
            *match.span(),
            f"“{match[0]}”像是乱码。",
            "请对照原件改正。",
        )
    yield from _traditional(passage, quoted)


def _leftovers(passage: Passage, quoted) -> Iterator[Problem]:
    for match in _LEFTOVER.finditer(passage.text):
        if _BLANKS.fullmatch(match[0]) or is_within(*match.span(), quoted):
            continue
        yield found(
            "leftover",
            passage,
            *match.span(),
            f"“{match[0]}”像是没有写完的地方。",
            "请补上内容或者删去；确实要这样写的，请写明理由。",
        )


def _doubled(passage: Passage, quoted) -> Iterator[Problem]:
    for match in _DOUBLED.finditer(passage.text):
        word = match["one"] or match["two"]
        if match[0] in _MAY_DOUBLE or len(set(word)) < min(len(word), 2):
            continue
        if _DOES_ITS_NAME.match(passage.text, match.start()):
            continue
        if _IDIOMS.fullmatch(match[0]) or is_within(*match.span(), quoted):
            continue
        yield found(
            "doubled",
            passage,
            *match.span(),
            f"“{word}”重复了。",
            f"请核对，多余的删去，写作“{word}”。",
            instead=word,
        )


def _relative(passage: Passage, quoted) -> Iterator[Problem]:
    text = passage.text
    for match in _RELATIVE.finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        # 今天的中国 speaks of no day.
        if _DATE_NEAR.search(around) or text[match.end() : match.end() + 1] == "的":
            continue
        if is_within(*match.span(), quoted):
            continue
        yield found(
            "relative_date",
            passage,
            *match.span(),
            f"“{match[0]}”没有写明日期。",
            "读者不知道从哪一天算起，请写具体日期。",
        )


def _traditional(passage: Passage, quoted) -> Iterator[Problem]:
    """Traditional characters in a Simplified text, but for names kept in quotes."""
    simple = to_simplified(passage.text)
    if simple == passage.text or len(simple) != len(passage.text):
        return
    places = [at for at, (old, new) in enumerate(zip(passage.text, simple)) if old != new]
    for at in places[:_MOST_TRADITIONAL]:
        if not is_within(at, at + 1, quoted):
            old, new = passage.text[at], simple[at]
            yield found(
                "mixed_script",
                passage,
                at,
                at + 1,
                f"“{old}”是繁体字或者异体字。",
                f"规范字是“{new}”；人名、地名等保留原字的，请写明理由。",
                instead=new,
            )
