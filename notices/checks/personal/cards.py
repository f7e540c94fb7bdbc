"""Bank cards (ISO/IEC 7812-1, Luhn) and the numbers of passports and permits."""

import re
from collections.abc import Iterator

from ..folding import Folded
from ..found import found_folded
from ..problem import Passage, Problem
from .numbers import CODE_WORD, before

_CARD = re.compile(r"(?<![\d.A-Za-z])(?:62|4|5)\d(?:[ -]?\d){11,16}(?![\dA-Za-z]|[.-]\d)")
_CARD_WORDS = re.compile(r"卡号|银行卡|储蓄卡|借记卡|信用卡|工资卡|一卡通|账号|帐号|开户")
_MOST_WITHOUT_A_WORD = ("62", (16, 19))  # what a bank of this country issues
# E12345678, EA1234567; 港澳通行证 C…, H…, M…; 台湾 L/T….
_PASSPORT = re.compile(
    r"(?<![0-9A-Za-z-])(?:[DEGPS]\d{8}|E[A-HJ-NP-Z]\d{7}|[CHMLTW]\d{8})(?!\w|-\d)"
)
_PASSPORT_WORDS = re.compile(r"护照|通行证|台胞证|回乡证|证件号")


def find(passage: Passage, folded: Folded) -> Iterator[Problem]:
    """A blocking Problem for each."""
    for match in _CARD.finditer(folded.text):
        digits = re.sub("[ -]", "", match[0])
        if _is_card(digits) and _is_called_card(folded.text, match, digits):
            yield _card(passage, folded, match.span(), digits)
    for match in _PASSPORT.finditer(folded.text):
        if _PASSPORT_WORDS.search(before(folded.text, match)):
            yield _passport(passage, folded, match)


def _is_card(digits: str) -> bool:
    if not (16 <= len(digits) <= 19 if digits[0] == "6" else len(digits) == 16):
        return False
    doubled = [int(one) * (1 + place % 2) for place, one in enumerate(reversed(digits))]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0


def _is_called_card(text: str, match: re.Match, digits: str) -> bool:
    """By a word before it, or by its look where no word says that it is another number."""
    said = before(text, match)
    if _CARD_WORDS.search(said):
        return True
    start, lengths = _MOST_WITHOUT_A_WORD
    looks = digits.startswith(start) and len(digits) in lengths
    return looks and not CODE_WORD.search(said)


def _card(passage: Passage, folded: Folded, span: tuple, digits: str) -> Problem:
    masked = f"{digits[:4]}{'*' * (len(digits) - 8)}{digits[-4:]}"
    return found_folded(
        "bank_card",
        passage,
        folded,
        span,
        f"这里有银行卡号（{masked}）。",
        f"公开前请删去，或只留首尾，写作 {masked}。",
        instead=masked,
    )


def _passport(passage: Passage, folded: Folded, match: re.Match) -> Problem:
    masked = f"{match[0][0]}*****{match[0][-3:]}"
    return found_folded(
        "passport",
        passage,
        folded,
        match.span(),
        f"这里有护照或者通行证号码（{masked}）。",
        f"公开前请删去，或只留首尾，写作 {masked}。",
        instead=masked,
    )
