"""Number formats (ISO/IEC 29500-1, 18.8.30 and 18.8.31): a stored number as it is shown.

The common part of them, that of Chinese programs included; what is not known is shown plainly.
"""

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from ...numbering.numerals import CHINESE

_YM, _MD, _TIME = 'yyyy"年"m"月"', 'm"月"d"日"', 'h"时"mm"分"'
_YMD, _SECONDS = f'{_YM}d"日"', f'{_TIME}ss"秒"'
# Those of the Chinese programs where languages differ (18.8.30, zh-cn).
BUILT_IN = {
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "11": "0.00E+00",
    "14": "yyyy/m/d",
    "15": "yyyy/m/d",
    "16": _MD,
    "17": _YM,
    "18": "h:mm AM/PM",
    "19": "h:mm:ss AM/PM",
    "20": "h:mm",
    "21": "h:mm:ss",
    "22": "yyyy/m/d h:mm",
    "27": _YM,
    "28": _MD,
    "29": _MD,
    "30": "m-d-yy",
    "31": _YMD,
    "32": _TIME,
    "33": _SECONDS,
    "34": f"上午/下午{_TIME}",
    "35": f"上午/下午{_SECONDS}",
    "36": _YM,
    "37": "#,##0;-#,##0",
    "38": "#,##0;-#,##0",
    "39": "#,##0.00;-#,##0.00",
    "40": "#,##0.00;-#,##0.00",
    "45": "mm:ss",
    "46": "[h]:mm:ss",
    "47": "mm:ss.0",
    "48": "##0.0E+0",
    "49": "@",
    "50": _YM,
    "51": _MD,
    "52": _YM,
    "53": _MD,
    "54": _MD,
    "55": f"上午/下午{_TIME}",
    "56": f"上午/下午{_SECONDS}",
    "57": _YM,
    "58": _MD,
}
LONGEST = 200  # characters of a format that are read
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<elapsed>[hmsHMS]+)\]|\[(?P<told>[^\]]*)\]'
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<general>General|G/通用格式)"
    r"|(?P<date>[yY]+|[eE](?![+\-])|[mM]+|[dD]+|[hH]+|[sS]+|[aA]{3,4})|(?P<fraction>(?<=[sS])\.0+)"
    r"|(?P<digits>[0#?.,]+(?:[eE][+\-][0#?]+)?)|(?P<percent>%)|(?P<text>@)|(?P<other>.)",
    re.DOTALL,
)
_DAYS = "一二三四五六日"
_NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")
_LAST_DAY = 2_958_466  # the day after 9999-12-31


@dataclass(frozen=True)
class Format:
    """A number format by its code."""

    code: str

    def written(self, number: float, since_1904: bool = False) -> tuple[str, bool]:
        """The number as it is shown, and whether it is one to be counted with (and no date)."""
        tokens, value = self._section(number)
        if any(kind in ("date", "elapsed") for kind, _ in tokens):
            day = value + 1462 if since_1904 else value
            if not 0 <= day < _LAST_DAY:
                return general(number), True
            return _moment(tokens, day, "[DBNum1]" in self.code), False
        if not tokens and len(self._sections) > 1:  # ;;; hides what the cell holds
            return "", True
        if any(kind in ("general", "text") for kind, _ in tokens) or not tokens:
            return _around(tokens, general(value)), True
        return _figure(tokens, value), True

    def _section(self, number: float) -> tuple[list[tuple[str, str]], float]:
        """The tokens for a number of this sign, and the number they are to write."""
        sections = self._sections
        if number < 0 and len(sections) > 1:
            return sections[1], -number
        if number == 0 and len(sections) > 2:
            return sections[2], number
        return sections[0], number

    @cached_property
    def _sections(self) -> list[list[tuple[str, str]]]:
        sections: list[list[tuple[str, str]]] = [[]]
        for found in _TOKEN.finditer(self.code[:LONGEST]):
            kind = found.lastgroup or "blank"
            if kind == "other" and found[0] == ";":
                sections.append([])
            elif kind == "told":
                sections[-1] += _money(found["told"])
            elif kind != "blank":
                sections[-1].append((kind, found[kind]))
        return sections


def general(number: float) -> str:
    """A number without a format: 3, 0.3, 1.5E+20."""
    if abs(number) >= 1e15 or 0 < abs(number) < 1e-9:
        return f"{number:.5E}"
    if number == int(number):
        return str(int(number))
    return f"{round(number, 9):.15g}"


def _money(told: str) -> list[tuple[str, str]]:
    """[$¥-804] shows its sign; colours, conditions and languages show nothing."""
    sign = told[1:].partition("-")[0] if told.startswith("$") else ""
    return [("quoted", sign)] if sign else []


def _around(tokens: list[tuple[str, str]], number: str) -> str:
    """What stands around a General or @, which is the number itself."""
    if not tokens:
        return number
    return "".join(number if kind in ("general", "text") else text for kind, text in tokens)


def _figure(tokens: list[tuple[str, str]], number: float) -> str:
    digits = [text for kind, text in tokens if kind == "digits"]
    if not digits:
        return "".join(text for _, text in tokens)
    if len(digits) > 1:  # fractions (# ?/?) and what else has its digits apart
        return general(number)
    percent = sum(kind == "percent" for kind, _ in tokens)
    written = _digits(digits[0], Decimal(repr(abs(number))) * 100**percent)
    sign = "-" if number < 0 and re.search("[1-9]", written) else ""
    return sign + "".join(written if kind == "digits" else text for kind, text in tokens)


def _digits(pattern: str, number: Decimal) -> str:
    """A number that is not negative in a pattern like #,##0.00 or 0.0E+00."""
    if "e" in pattern.lower():
        before, after = re.split("[eE]", pattern)
        places, least = len(before.partition(".")[2]), len(after) - 1
        factor, _, power = f"{number:.{places}E}".partition("E")
        return f"{factor}E{power[0]}{power[1:].rjust(least, '0')}"
    bare = pattern.rstrip(",")
    number /= Decimal(1000) ** (len(pattern) - len(bare))
    whole, _, part = bare.partition(".")
    places, least = len(part), part.count("0")
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    before = before.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole and before:
        before = f"{int(before):,}"
    after = after.rstrip("0").ljust(least, "0")
    return f"{before}.{after}" if after else before or "0"


def _moment(tokens: list[tuple[str, str]], day: float, numerals: bool) -> str:
    """A count of days since 1900 as the date or the time that the tokens ask for."""
    exact = any(kind == "fraction" for kind, _ in tokens)
    seconds = round(day * 86400, 3) if exact else round(day * 86400)
    # 1900 had no 29 February, but the count has.
    start = datetime.datetime(1899, 12, 30 if day >= 60 else 31)
    moment = start + datetime.timedelta(seconds=seconds)
    halves = any(kind == "half" for kind, _ in tokens)
    written = []
    for at, (kind, text) in enumerate(tokens):
        if kind == "date":
            text = _piece(text, moment, halves, _is_minute(tokens, at), numerals)
        elif kind == "elapsed":
            text = str(int(seconds // {"h": 3600, "m": 60, "s": 1}[text[0].lower()]))
        elif kind == "half":
            text = _half(text, moment)
        elif kind == "fraction":
            text = f"{seconds % 1:.{len(text) - 1}f}"[1:]
        written.append(text)
    return "".join(written)


def _is_minute(tokens: list[tuple[str, str]], at: int) -> bool:
    """Whether an m stands for minutes: after hours or before seconds."""
    timed = ("date", "elapsed")
    before = [text for kind, text in tokens[:at] if kind in timed]
    after = [text for kind, text in tokens[at + 1 :] if kind in timed]
    return bool(before and before[-1][0] in "hH") or bool(after and after[0][0] in "sS")


def _piece(text: str, moment: datetime.datetime, halves: bool, is_minute: bool, numerals: bool):
    letter, length = text[0].lower(), len(text)
    if letter in "ye":
        year = str(moment.year) if letter == "e" or length > 2 else f"{moment.year % 100:02}"
        return year.translate(_NUMERALS) if numerals else year
    if letter == "a" or (letter == "d" and length > 2):
        return ("星期" if length > 3 else "周" if letter == "d" else "") + _DAYS[moment.weekday()]
    hour = (moment.hour % 12 or 12) if halves else moment.hour
    month_or_minute = moment.minute if is_minute else moment.month
    number = {"m": month_or_minute, "d": moment.day, "h": hour, "s": moment.second}[letter]
    if numerals and letter in "md" and number:
        return CHINESE.write(number)
    return f"{number:02}" if length > 1 else str(number)


def _half(text: str, moment: datetime.datetime) -> str:
    names = ("上午", "下午") if text[0] == "上" else tuple(text.split("/"))
    return names[moment.hour >= 12]
