"""Numerals: the numbers 1 to 9999 in Chinese, Arabic, circled and Latin form, and back.

Each number has exactly one form and only that form is read: 十 is 10, 一十 is nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

NUMBERS = range(1, 10_000)

CHINESE_DIGITS = "零一二三四五六七八九"
CHINESE_PLACES = ("", "十", "百", "千")
# Unicode has circled numbers up to 50.
CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"))
_ROMAN += ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True)
class Numeral:
    """One way of writing numbers.

    `write` takes a number of NUMBERS; `characters` is a regular expression for one character.
    """

    write: Callable[[int], str]
    characters: str

    def read(self, text: str) -> int | None:
        """The number whose one form is `text`; None for anything else."""
        return self._numbers.get(text)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {self.write(number): number for number in NUMBERS}


def _write_chinese(number: int) -> str:
    """1010 -> 一千零一十; 11 -> 十一, never 一十一 (but 一百一十一)."""
    places = reversed(CHINESE_PLACES[: len(str(number))])
    written = "".join(
        "零" if digit == "0" else CHINESE_DIGITS[int(digit)] + place
        for digit, place in zip(str(number), places)
    )
    written = re.sub("零+", "零", written).rstrip("零")
    return written.removeprefix("一") if written.startswith("一十") else written


def _write_circled(number: int) -> str:
    """50 -> ㊿; past the end of Unicode's circles digit by digit: 51 -> ⑤①."""
    if number < len(CIRCLED):
        return CIRCLED[number]
    return "".join(CIRCLED[int(digit)] for digit in str(number))


def _write_latin(number: int) -> str:
    """26 -> z, 27 -> aa, as the columns of a table are named."""
    written = ""
    while number:
        number, letter = divmod(number - 1, len(LATIN))
        written = LATIN[letter] + written
    return written


def _write_roman(number: int) -> str:
    """14 -> XIV."""
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


CHINESE = Numeral(_write_chinese, f"[{CHINESE_DIGITS}十百千]")
ARABIC = Numeral(str, "[0-9]")
CIRCLES = Numeral(_write_circled, f"[{CIRCLED}]")
LETTERS = Numeral(_write_latin, "[a-z]")
ROMAN = Numeral(_write_roman, "[IVXLCDM]")
