"""A time as people type it, and as spreadsheets write it."""

import re
from datetime import date, datetime

EARLIEST = date(1949, 10, 1)
_FORM = re.compile(
    r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?"
    r"(?:[T\s]+(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?)?"
)


def read_moment(typed: str) -> date | datetime:
    """A day, or a minute without a zone where one was typed; raises ValueError with the reason.

    2019-05-12, 2019-05-12T09:30, 2019/5/12 9:30, 2019年5月12日; seconds are left out.
    """
    text = typed.strip()
    if not text:
        raise ValueError("请填写原发布时间。")
    form = _FORM.fullmatch(text)
    if form is None:
        raise ValueError(f"“{text[:40]}”不是时间，请写成 2019-05-12 或者 2019-05-12T09:30。")
    year, month, day, hour, minute = (part and int(part) for part in form.groups())
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueError(f"“{text}”：没有这一天，请核对。") from None
    if found < EARLIEST:
        raise ValueError(f"“{text}”早于 {EARLIEST.year} 年 10 月 1 日，请核对年份。")
    if hour is None:
        return found
    try:
        return datetime(year, month, day, hour, minute)
    except ValueError:
        raise ValueError(f"“{text}”：没有这个钟点，请核对。") from None
