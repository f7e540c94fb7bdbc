"""成文日期: 2026年5月12日, 二〇二六年五月十二日, 2026-5-12."""

import datetime
import re

from ...numbering.numerals import CHINESE

# Whatever round sign is typed for 〇: of geometry, Latin, Greek or Cyrillic, wide or narrow.
_ZEROS = "〇○◯Oo０0ＯοΟОо零"
_DIGITS = str.maketrans(f"{_ZEROS}一二三四五六七八九", "0" * len(_ZEROS) + "123456789")
_CHINESE_DATE = (
    rf"[{_ZEROS}一二三四五六七八九]{{4}}\s*年\s*[一二三四五六七八九十]{{1,3}}\s*月"
    r"\s*[一二三四五六七八九十]{1,3}\s*日"
)
_ARABIC_DATE = (
    r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\d{4}(?:-\d{1,2}-|\.\d{1,2}\.|/\d{1,2}/)\d{1,2}"
)
_PARTS = re.compile(r"(.+?)[年\-./](.+?)[月\-./](.+?)日?")

DATE = re.compile(f"{_ARABIC_DATE}|{_CHINESE_DATE}")
MONTH = re.compile(
    rf"\d{{4}}\s*年\s*\d{{1,2}}\s*月|[{_ZEROS}一二三四五六七八九]{{4}}\s*年\s*[一二三四五六七八九十]{{1,2}}\s*月"
)
BRACKETED_DATE = re.compile(f"（(?:{DATE.pattern})）")


def read_date(text: str) -> datetime.date | None:
    """Return the date that the whole text is, None for anything else and for 2月30日."""
    if not DATE.fullmatch(text):
        return None
    year, month, day = _PARTS.fullmatch(re.sub(r"\s", "", text)).groups()
    try:
        return datetime.date(int(year.translate(_DIGITS)), _number(month), _number(day))
    except ValueError:
        return None


def read_imprint(text: str) -> tuple[str, datetime.date | None]:
    """Part 印发机关 and 印发日期 (GB/T 9704-2012 7.4.3): "办公室　2026年5月13日印发"."""
    found = re.search(rf"({DATE.pattern})\s*印发", text)
    date = read_date(found[1]) if found else None
    if date is None:
        return text, None
    return f"{text[: found.start()]}{text[found.end() :]}".strip(" 　"), date


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else CHINESE.read(text) or 0
