"""实质性修改: figures, days, sums and words of obligation that a correction changes.

A document that is signed says what was signed; whoever changes what it orders makes another one
(补充通知) or asks those who signed. A slip of the pen is corrected.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from ..checks import Problem
from ..checks.folding import fold
from .payloads import differences
from .shapes import Change, Part

RULE = "substance"
ADVICE = "实质性修改，请另发补充通知或报原签批人。"
# What orders nothing: where a notice is filed and where it came from.
BESIDE = {"索引号", "主题分类", "来源", "转载网址", "原发布时间", "原发布日期", "编号方案"}
BESIDE |= {"文种", "关联"}
_NUMERAL = "[零〇一二两三四五六七八九十百千万亿]+"
_COUNTED = (
    "年|个?月|日|天|号|时|小时|分钟|周|元|角|人|名|户|家|个|件|项|次|批|级|倍|成|亩|公里|米|岁"
)
_TOKENS = re.compile(
    r"(?P<day>\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?)"
    r"|(?P<date>(?:\d{4}\s*年\s*)?\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)"
    r"|(?P<sum>\d[\d,]*(?:\.\d+)?\s*(?:万|亿|万亿)?\s*元)"
    r"|(?P<number>\d[\d,]*(?:\.\d+)?)"
    rf"|(?P<share>[百千万]分之{_NUMERAL})"
    rf"|(?P<count>第?{_NUMERAL}(?={_COUNTED}))"
    r"|(?P<duty>应当|必须|不得|禁止|须(?!知|要))"
)
_UNITS = {"万亿": 10**12, "亿": 10**8, "万": 10**4}
_MOST_TOLD = 3  # of one place; the rest is on the page of differences


def substantive(old: Mapping, new: Mapping, today: date) -> list[Problem]:
    """An advisory Problem for each place of `new` that orders something else than `old`.

    `old` and `new` are payloads (format 1), `old` the live one; nothing is said on the day it was
    signed or before.
    """
    signed_on = old["signed_on"]
    if signed_on is None or today <= date.fromisoformat(signed_on):
        return []
    found = differences(old, new, lambda relation: "")
    return [problem for change in found.changes for problem in _of_change(change)]


def _of_change(change: Change) -> Iterator[Problem]:
    if change.place in BESIDE:
        return
    told = [sentence for part in change.parts if (sentence := _of_part(part))]
    if told:
        more = "等" if len(told) > _MOST_TOLD else ""
        message = f"{'、'.join(told[:_MOST_TOLD])}{more}。"
        yield Problem(RULE, change.place, 0, message, ADVICE, blocking=False)


def _of_part(part: Part) -> str:
    """What of a line counts and is gone, come or changed; "" where all of it is as it was."""
    old, new = (_tokens("".join(run.text for run in side)) for side in (part.old, part.new))
    gone, come = _left(old, new), _left(new, old)
    if gone and come:
        return f"“{'、'.join(gone)}”改为“{'、'.join(come)}”"
    if gone or come:
        return f"{'删去' if gone else '增加'}“{'、'.join(gone or come)}”"
    return ""


def _tokens(text: str) -> list[tuple[tuple, str]]:
    """(what it is worth, as it is written) of everything in a text that counts, in order."""
    folded = fold(text).text
    return [(_worth(match), match[0]) for match in _TOKENS.finditer(folded)]


def _left(tokens: list, others: list) -> list[str]:
    """How those are written that the other text does not have, or has fewer of."""
    left = Counter(worth for worth, _ in tokens) - Counter(worth for worth, _ in others)
    told = []
    for worth, written in tokens:
        if left[worth] > 0:
            left[worth] -= 1
            told.append(written)
    return told


def _worth(match: re.Match) -> tuple:
    """A day, sum or number is what it is, however it is written."""
    kind, text = match.lastgroup, match[0]
    if kind in {"day", "date"}:
        return "day", *map(int, re.findall(r"\d+", text))
    if kind == "sum":
        unit = next((unit for unit in _UNITS if unit in text), "")
        return kind, _number(re.match(r"[\d,.]+", text)[0]) * _UNITS.get(unit, 1)
    return (kind, _number(text)) if kind == "number" else (kind, text)


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return Decimal(0)
