"""What a calendar says against the dates of a text."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from itertools import pairwise

from ..facts import Facts
from ..found import found
from ..problem import Passage, Problem
from ..words.quoted import is_within, quoted_spans
from .reading import Named, dates

DAYS = "一二三四五六日"
_WEEKDAY = re.compile(r"[（(]?(?:星期|周|礼拜)([一二三四五六日天])[）)]?")
_RANGE = re.compile(
    r"(?:[（(][^（）()\n]{1,6}[）)])?(?:[上下]午|\d{1,2}[:：]\d{2}|\d{1,2}时)?(?:—{1,2}|－|-|~|～|起?[，,]?(?:至|到))(?:次年)?"
)
_DEADLINE = re.compile(
    r"^(?:[（(][^（）()\n]{1,6}[）)])?(?:[上下]午)?(?:\d{1,2}[:：时点]\d{0,2})?(?:前|之前|以前|截止|为止)"
)
_CLOSING = re.compile(r"(?:截止|截至|不迟于|不晚于)(?:时间|日期)?(?:为|是|到|至|：)?$")
_EVENT = re.compile(r"(?:召开|举行|举办|报到|考试|开会|开展|面试|笔试|截止|前)")
_NEAR = 14
_HALF_A_YEAR = 6


def find(passage: Passage, facts: Facts, years: Collection[int]) -> Iterator[Problem]:
    """`years`: what a date without its year may mean, from signing and title."""
    quoted = quoted_spans(passage.text)
    named = [one for one in dates(passage.text) if not is_within(one.start, one.end, quoted)]
    for one in named:
        if one.on is None:
            yield _impossible(passage, one)
            continue
        days = list(
            filter(
                None, (_day(year, one) for year in ([one.year] if one.said else _may(one, years)))
            )
        )
        if days:
            yield from _weekday(passage, one, days)
            yield from _term(passage, one, max(days), facts)
    for first, second in pairwise(named):
        yield from _reversed(passage, first, second)


def _may(one: Named, years: Collection[int]) -> list[int]:
    return sorted({*years, *([one.year] if one.year else [])})


def _impossible(passage: Passage, one: Named) -> Problem:
    written = passage.text[one.start : one.end]
    return found(
        "date_impossible",
        passage,
        one.start,
        one.end,
        f"没有“{written}”这一天。",
        "请核对日期。",
    )


def _weekday(passage: Passage, one: Named, days: list[date]) -> Iterator[Problem]:
    match = _WEEKDAY.match(passage.text, one.end)
    if match is None or match[1].replace("天", "日") in {DAYS[day.weekday()] for day in days}:
        return
    on = days[0]
    yield found(
        "weekday",
        passage,
        one.start,
        match.end(),
        f"{on.year}年{on.month}月{on.day}日是星期{DAYS[on.weekday()]}，不是星期{match[1]}。",
        "请核对日期和星期。",
    )


def _day(year: int, one: Named) -> date | None:
    try:
        return date(year, one.month, one.day)
    except ValueError:
        return None


def _reversed(passage: Passage, first: Named, second: Named) -> Iterator[Problem]:
    """第一个日期至第二个日期, where the second comes before; 12月20日至1月10日 turns the year."""
    between = passage.text[first.end : second.start]
    if not _RANGE.fullmatch(between) or "次年" in between:
        return
    if first.on is None or second.on is None or (second.said and first.year is None):
        return
    turns = not second.said and first.month - second.month >= _HALF_A_YEAR
    if second.on < first.on and not turns:
        yield found(
            "dates_reversed",
            passage,
            first.start,
            second.end,
            "结束的日期早于开始的日期。",
            "请核对起止日期；跨年的，请写明年份。",
        )


def _term(passage: Passage, one: Named, on: date, facts: Facts) -> Iterator[Problem]:
    text = passage.text
    before, after = text[max(0, one.start - _NEAR) : one.start], text[one.end : one.end + _NEAR]
    due = _DEADLINE.match(after) or _CLOSING.search(before)
    if due and on < facts.today:
        yield found(
            "deadline_past",
            passage,
            one.start,
            one.end,
            f"期限{on.year}年{on.month}月{on.day}日已经过去。",
            "请核对期限，读者已经来不及办理。",
        )
    if on >= facts.today and (due or _EVENT.search(after)):
        yield from _holiday(passage, one, on, facts)


def _holiday(passage: Passage, one: Named, on: date, facts: Facts) -> Iterator[Problem]:
    name, off = facts.holidays.get(on, ("", on.weekday() >= 5))
    if off:
        told = f"是{name}放假" if name else f"是星期{DAYS[on.weekday()]}"
        yield found(
            "holiday",
            passage,
            one.start,
            one.end,
            f"{one.month}月{one.day}日{told}。",
            "请核对这一天能不能办理。",
        )
