"""How Word writes a number in each format of automatic numbering (ISO/IEC 29500-1 17.18.59)."""

import re
from collections.abc import Callable

from ...numbering.numerals import CHINESE, CIRCLED, LATIN, ROMAN

HIGHEST = 32_767  # as Word counts; a higher number is written in plain digits
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ENCLOSED = 20  # Unicode's first circles; Word goes on in plain digits
_TRADITIONAL = str.maketrans("万", "萬")
_SIMPLE = "零一二三四五六七八九十百千"
_LEGAL = str.maketrans(_SIMPLE, "零壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_TRADITIONAL = str.maketrans(_SIMPLE + "万", "零壹貳參肆伍陸柒捌玖拾佰仟萬")
_LEGAL_JAPANESE = str.maketrans(_SIMPLE + "万", "零壱弐参四伍六七八九拾百阡萬")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_MOST_LETTERS = 780  # 30 times the alphabet, then Word begins anew


def written(number: int, format_name: str) -> str:
    """The number in this format; in Arabic digits where the format is unknown or has no form."""
    write = _FORMATS.get(format_name)
    if write is None or not 0 <= number <= HIGHEST:
        return str(number)
    return write(number)


def is_known(format_name: str) -> bool:
    return format_name in _FORMATS


def circled(number: int) -> str:
    """㉑ for 21, as a page shows a number that was put in a circle by hand; (51) past the last."""
    return CIRCLED[number] if 0 < number < len(CIRCLED) else f"({number})"


def _thousands(number: int) -> str:
    """10 -> 十, 110 -> 一百一十, 10005 -> 一万零五."""
    if number < 10_000:
        return CHINESE.write(number) if number else "零"
    rest = number % 10_000
    gap = "零" if 0 < rest < 1_000 else ""
    tail = _full(rest) if rest else ""
    return f"{CHINESE.write(number // 10_000)}万{gap}{tail}"


def _full(number: int) -> str:
    """With the 一 that 十 and 十一 leave out."""
    text = _thousands(number)
    return f"一{text}" if text.startswith("十") else text


def _counting(number: int) -> str:
    """To 99 as counted, from 100 on digit by digit."""
    return _thousands(number) if 0 < number < 100 else _digits("○")(number)


def _digits(zero: str) -> Callable[[int], str]:
    table = str.maketrans("0123456789", f"{zero}一二三四五六七八九")
    return lambda number: str(number).translate(table)


def _japanese(number: int) -> str:
    """111 -> 百十一: no 零, and no 一 before 十, 百 and 千."""
    if not number:
        return "〇"
    return re.sub("一(?=[十百千])", "", _thousands(number)).replace("零", "")


def _enclosed(first: str) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= _ENCLOSED else str(number)


def _cycle(*wheels: str) -> Callable[[int], str]:
    def write(number: int) -> str:
        if not number:
            return "0"
        return "".join(wheel[(number - 1) % len(wheel)] for wheel in wheels)

    return write


def _letters(number: int) -> str:
    """27 -> aa, 28 -> bb."""
    if not number:
        return ""
    times, place = divmod((number - 1) % _MOST_LETTERS, len(LATIN))
    return LATIN[place] * (times + 1)


def _ordinal(number: int) -> str:
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "aiueo": _cycle("ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"),
    "aiueoFullWidth": _cycle(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    ),
    "bullet": lambda number: "",
    "chineseCounting": _counting,
    "chineseCountingThousand": _thousands,
    "chineseLegalSimplified": lambda number: _full(number).translate(_LEGAL),
    "decimal": str,
    "decimalEnclosedCircle": _enclosed("①"),
    "decimalEnclosedCircleChinese": _enclosed("①"),
    "decimalEnclosedFullstop": _enclosed("⒈"),
    "decimalEnclosedParen": _enclosed("⑴"),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "hex": lambda number: f"{number:X}",
    "ideographDigital": _digits("〇"),
    "ideographEnclosedCircle": lambda number: (
        "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"[number - 1] if 0 < number <= 10 else str(number)
    ),
    "ideographLegalTraditional": lambda number: _full(number).translate(_LEGAL_TRADITIONAL),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": _cycle(_STEMS, _BRANCHES),
    "japaneseCounting": _japanese,
    "japaneseDigitalTenThousand": _digits("〇"),
    "japaneseLegal": lambda number: _japanese(number).translate(_LEGAL_JAPANESE),
    "koreanDigital": lambda number: str(number).translate(
        str.maketrans("0123456789", "영일이삼사오육칠팔구")
    ),
    "lowerLetter": _letters,
    "lowerRoman": lambda number: ROMAN.write(number).lower(),
    "none": lambda number: "",
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": lambda number: _thousands(number).translate(_TRADITIONAL),
    "taiwaneseDigital": _digits("○"),
    "upperLetter": lambda number: _letters(number).upper(),
    "upperRoman": ROMAN.write,
}
