"""Times of day that no clock shows, and that end before they begin."""

import re
from collections.abc import Iterator

from ..found import found
from ..problem import Passage, Problem
from ..words.quoted import is_within, quoted_spans

_TIME = r"(?P<{0}>\d{{1,2}})(?:[:：](?P<{0}m>\d{{2}})|[时点](?:(?P<{0}n>\d{{1,2}})分)?)"
# 3:25 may be a score or a scale: a time of day is called one.
_ONE = re.compile(
    rf"(?:上午|下午|晚上?|中午|凌晨|时间[为是：:]?|[日号]|于|）)\s*{_TIME.format('a')}(?![\d:：]|[代期间候])"
)
_RANGE = re.compile(
    rf"(?:上午|下午|晚上?|凌晨|[日号]|[时间：:—至\s）])\s*{_TIME.format('a')}\s*(?:—{{1,2}}|－|-|~|～|至|到)\s*{_TIME.format('b')}(?![\d:：]|[代期间候])"
)


def find(passage: Passage) -> Iterator[Problem]:
    quoted = quoted_spans(passage.text)
    for match in _ONE.finditer(passage.text):
        hour, minute = _read(match, "a")
        impossible = hour > 24 or minute > 59 or (hour == 24 and minute)
        if impossible and not is_within(*match.span(), quoted):
            yield found(
                "date_impossible",
                passage,
                match.start("a"),
                match.end(),
                f"没有“{passage.text[match.start('a') : match.end()]}”这个时间。",
                "请核对时间。",
            )
    for match in _RANGE.finditer(passage.text):
        if _read(match, "b") < _read(match, "a") and not is_within(*match.span(), quoted):
            yield found(
                "dates_reversed",
                passage,
                match.start("a"),
                match.end(),
                "结束的时间早于开始的时间。",
                "请核对起止时间；到次日的，请写明“次日”。",
            )


def _read(match: re.Match, name: str) -> tuple[int, int]:
    minutes = match[f"{name}m"] or match[f"{name}n"] or "0"
    return int(match[name]), int(minutes)
