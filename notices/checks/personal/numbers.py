"""Resident ID numbers (居民身份证号) of either form, and mobile numbers."""

import re
from collections.abc import Collection, Iterator
from datetime import date

from ..folding import Folded
from ..found import found_folded
from ..problem import Passage, Problem

# GB 11643: ISO 7064 MOD 11-2 over the first seventeen digits.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_EARLIEST_BIRTH = 1900

# Looked for ahead, so that a row of numbers is tried from each of them.
_EIGHTEEN = re.compile(r"(?<!\d)(?=(\d(?:[ -]?\d){16}[ -]?[\dXx])(?![\dXx]))")
_OLD = re.compile(r"(?<![\dA-Za-z.-])[1-9]\d{14}(?![\dA-Za-z]|[.-]\d)")
NEAR = 40  # characters before a number that may say what it is
ID_WORDS = re.compile(r"身份证|证件号")
# 订单号：13800000000 is called a code by the words that stand right before it.
CODE_WORD = re.compile(
    r"(?:订单|合同|流水|运单|快递单|货|单|票|案|工单|登记|备案|设备|资产|批|项目|产品|许可证)"
    r"(?:编)?(?:号码?|码)(?:为|是)?[:]? *$|(?:编号|编码|代码|条码|条形码|序列号)(?:为|是)?[:]? *$"
)
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
    old = [match for match in _OLD.finditer(folded.text) if _is_old_id_number(folded.text, match)]
    return [
        *(_id_problem(passage, folded, match) for match in ids),
        *(_old_problem(passage, folded, match) for match in old),
        *(_mobile_problem(passage, folded, match) for match in mobiles),
    ]


def before(text: str, match: re.Match) -> str:
    """What stands before a number and may say what it is; a copy of the whole would cost too much."""
    return text[max(0, match.start() - NEAR) : match.start()]


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
    """Whether it is called a code, or goes on with hyphens on either side as codes of files do."""
    if not match["prefix"] and CODE_WORD.search(before(text, match)):
        return True
    last, first = before(text, match)[-2:], text[match.end() : match.end() + 2]
    hyphenated = "-" in match["number"]
    return hyphenated and bool(re.fullmatch(r"\d-", last) or re.fullmatch(r"-\d", first))


def _is_old_id_number(text: str, match: re.Match) -> bool:
    """Six digits of a region, a day yymmdd, three more; fifteen digits alone may be any code."""
    digits = match[0]
    try:
        date(1900 + int(digits[6:8]), int(digits[8:10]), int(digits[10:12]))
    except ValueError:
        return False
    called = ID_WORDS.search(text)  # as far away as the head of a column
    return bool(called and called.end() <= match.start()) and not CODE_WORD.search(
        before(text, match)
    )


def _id_problem(passage: Passage, folded: Folded, match: re.Match) -> Problem:
    digits = _digits(match[1])
    masked = f"{digits[:2]}{'*' * 13}{digits[-3:]}"
    return found_folded(
        "id_number",
        passage,
        folded,
        match.span(1),
        f"这里有居民身份证号（{masked}）。",
        f"公开前请删去，或只留首尾，写作 {masked}。",
        instead=masked,
    )


def _old_problem(passage: Passage, folded: Folded, match: re.Match) -> Problem:
    masked = f"{match[0][:2]}{'*' * 10}{match[0][-3:]}"
    return found_folded(
        "id_number_old",
        passage,
        folded,
        match.span(),
        f"这里有15位的居民身份证号（{masked}）。",
        f"公开前请删去，或只留首尾，写作 {masked}。",
        instead=masked,
    )


def _mobile_problem(passage: Passage, folded: Folded, match: re.Match) -> Problem:
    digits = _digits(match["number"])
    masked = f"{digits[:3]}****{digits[-4:]}"
    return found_folded(
        "mobile_number",
        passage,
        folded,
        match.span("number"),
        f"这里有手机号码（{masked}）。",
        f"请改用办公电话，或写作 {masked}；确为对外公开的工作号码的，请用“确认公务电话”登记理由。",
        instead=masked,
    )
