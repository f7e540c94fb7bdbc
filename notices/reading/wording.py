"""How dates and sizes are written (GB/T 9704—2012 7.3.5.2: 2026年5月12日, no 虚位)."""

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


def file_type(file_name: str) -> str:
    """DOCX for 登记表.docx, 文件 where the name has no extension."""
    return PurePosixPath(file_name).suffix.removeprefix(".").upper() or "文件"
