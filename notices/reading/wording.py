"""How dates and sizes are written (GB/T 9704—2012 7.3.5.2: 2026年5月12日, no 虚位)."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import PurePosixPath

KB = 1024


def day(value: date) -> str:
    """2026年5月12日."""
    return f"{value.year}年{value.month}月{value.day}日"


def minute(value: datetime) -> str:
    """2026年5月13日 09:00, in the zone the moment is given in."""
    return f"{day(value)} {value:%H:%M}"


def size(octets: int) -> str:
    """24 KB, from one megabyte on 1.5 MB; never 0."""
    if octets < KB * KB:
        return f"{max(1, -(-octets // KB))} KB"
    return f"{octets / KB / KB:.1f} MB"


# What follows a 公示期, by the kind of the withdrawal that ends it.
AFTER_PERIOD = {"expired": "期满失效", "taken_down": "期满撤下网页"}


def period(stated: Mapping) -> str:
    """5个工作日，期满失效: the 公示期 a payload states, {"days", "ending"}."""
    return f"{stated['days']}个工作日，{AFTER_PERIOD[stated['ending']]}"


def file_type(file_name: str) -> str:
    """DOCX for 登记表.docx, 文件 where the name has no extension."""
    return PurePosixPath(file_name).suffix.removeprefix(".").upper() or "文件"
