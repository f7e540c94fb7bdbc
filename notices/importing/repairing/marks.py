"""Half-width punctuation beside Han → full width; addresses and formulas stay."""

import re

from ..telling import Unreadable
from .han import HAN
from .traced import Change

_COSTLY = "()<>&"  # to pair, or to write as HTML
_MOST_COSTLY = 20_000  # that glosses leave; a notice has some hundred
_BEFORE = rf"[{HAN}”’）》〉】〕、。]"  # marks after which a half-width mark is damage
_AFTER = rf"[{HAN}“‘（《〈【〔]"
_IS_BEFORE, _IS_AFTER = re.compile(_BEFORE), re.compile(_AFTER)
# A name before @ is looked for once where it begins and no further than it may be (RFC 5321:
# 64), or a long line of letters would be read again from each of them.
_URL = re.compile(r"(?:https?://|ftp://|www\.|(?<![\w.+-])[\w.+-]{1,64}@)[!-'*-~]+", re.ASCII)
_MARK = re.compile(rf"(?<={_BEFORE})[,;:!]|(?<={_BEFORE})\?(?![a-z])|[,;:!?](?={_AFTER})")
_FULL_WIDTH = str.maketrans(",;:?!()", "，；：？！（）")


def find_narrow_marks(text: str) -> list[Change]:
    """The marks to widen; Unreadable for more brackets than any notice has."""
    costly = sum(map(text.count, _COSTLY))
    if costly > _MOST_COSTLY:
        raise Unreadable(
            f"文件里的半角括号和 <、>、& 共 {costly} 个，超过上限 {_MOST_COSTLY} 个，"
            "不像是通知，请核对文件。"
        )
    changes, start = [], 0
    for line in text.split("\n"):
        widened = _widened(line)
        if widened != line:
            pairs = enumerate(zip(line, widened))
            changes += [(start + at, start + at + 1, new) for at, (old, new) in pairs if old != new]
        start += len(line) + 1
    return changes


def _widened(line: str) -> str:
    masked = _URL.sub(lambda match: "\0" * len(match[0]), line)
    wide = _MARK.sub(lambda match: match[0].translate(_FULL_WIDTH), _wide_brackets(masked))
    return "".join(old if new == "\0" else new for old, new in zip(line, wide))


def _wide_brackets(line: str) -> str:
    """Widen a pair of brackets when either stands beside Han, so that no pair is torn."""
    if "(" not in line and ")" not in line:
        return line
    characters, opened = list(line), []
    for place, character in enumerate(line):
        if character == "(":
            opened.append(place)
        elif character == ")":
            _widen_beside_han(characters, line, [opened.pop(), place] if opened else [place])
    for place in opened:
        _widen_beside_han(characters, line, [place])
    return "".join(characters)


def _widen_beside_han(characters: list[str], line: str, places: list[int]) -> None:
    if any(_beside_han(line, place) for place in places):
        for place in places:
            characters[place] = line[place].translate(_FULL_WIDTH)


def _beside_han(line: str, place: int) -> bool:
    before, after = line[max(place - 1, 0) : place], line[place + 1 : place + 2]
    return bool(_IS_BEFORE.match(before) or _IS_AFTER.match(after))
