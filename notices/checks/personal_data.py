"""Resident ID numbers (居民身份证号) and mobile numbers: personal data that must not go out."""

import re
from collections.abc import Collection, Iterator
from datetime import date

from .folding import Folded
from .problem import Passage, Problem

# GB 11643: ISO 7064 MOD 11-2 over the first seventeen digits.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_EARLIEST_BIRTH = 1900

# Looked for ahead, so that a row of numbers is tried from each of them.
_EIGHTEEN = re.compile(r"(?<!\d)(?=(\d(?:[ -]?\d){16}[ -]?[\dXx])(?![\dXx]))")
_UNIT = "[万亿]?(?:元|吨|公斤|千克|千瓦|平方米|立方米|人次)"  # 13800000000元 is a sum
_MOBILE = re.compile(
    r"(?P<prefix>(?:\+|(?<!\d)00)86[ -]?)?(?<!\d\.)"
    r"(?P<number>(?(prefix)|(?<!\d))1[3-9]\d([ -]?)\d{4}([ -]?)\d{4})"
    rf"(?!\d|\.\d| ?{_UNIT})"
)


def find(passage: Passage, folded: Folded, confirmed: Collection[str]) -> list[Problem]:
    """Return a blocking Problem for each ID number and each mobile number not confirmed."""
    ids = list(_id_numbers(folded.text))
    taken = {index for match in ids for index in range(*match.span(1))}
    mobiles = [
        match
        for match in _mobile_numbers(folded.text)
        if match.start("number") not in taken and _digits(match["number"]) not in confirmed
    ]
    return [_id_problem(passage, folded, match) for match in ids] + [
        _mobile_problem(passage, folded, match) for match in mobiles
    ]


def _digits(number: str) -> str:
    return re.sub("[ -]", "", number).upper()


def _id_numbers(text: str) -> Iterator[re.Match]:
    end = 0
    for match in _EIGHTEEN.finditer(text):
        if match.start(1) >= end and _is_id_number(_digits(match[1])):
            end = match.end(1)
            yield match


def _is_id_number(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS))
    return digits[17] == _CHECK_DIGITS[total % 11] and _is_birth_date(digits[6:14])


def _is_birth_date(digits: str) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return born.year >= _EARLIEST_BIRTH and born <= date.today()


def _mobile_numbers(text: str) -> Iterator[re.Match]:
    return (match for match in _MOBILE.finditer(text) if not _is_part_of_a_code(text, match))


def _is_part_of_a_code(text: str, match: re.Match) -> bool:
    """Whether 138-1234-5678 goes on with hyphens on either side, as the numbers of files do."""
    before, after = text[: match.start()][-2:], text[match.end() :][:2]
    hyphenated = "-" in match["number"]
    return hyphenated and bool(re.fullmatch(r"\d-", before) or re.fullmatch(r"-\d", after))


def _id_problem(passage: Passage, folded: Folded, match: re.Match) -> Problem:
    digits = _digits(match[1])
    masked = f"{digits[:2]}{'*' * 13}{digits[-3:]}"
    return Problem(
        "id_number",
        passage.place,
        folded.offsets[match.start(1)],
        f"这里有居民身份证号（{masked}）。",
        f"公开前请删去，或只留首尾，写作 {masked}。",
        blocking=True,
    )


def _mobile_problem(passage: Passage, folded: Folded, match: re.Match) -> Problem:
    digits = _digits(match["number"])
    masked = f"{digits[:3]}****{digits[-4:]}"
    return Problem(
        "mobile_number",
        passage.place,
        folded.offsets[match.start("number")],
        f"这里有手机号码（{masked}）。",
        f"请改用办公电话，或写作 {masked}；确为对外公开的工作号码的，请用“确认公务电话”登记理由。",
        blocking=True,
    )
