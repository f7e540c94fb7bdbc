"""Repair of texts that converters have damaged. Every kind of repair is counted, none is silent.

Order: NFC, pinyin artefacts (機(jī) → 機), Traditional → Simplified, half-width punctuation.
"""

import re
import unicodedata
from dataclasses import dataclass

from ..script import to_simplified
from .result import Unreadable

KINDS = ("pinyin", "traditional", "punctuation", "chrome")

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
# One Han character with exactly one toned syllable in brackets: 社區(qū)) keeps its outer bracket.
_GLOSS = re.compile(rf"([{_HAN}])[(（](?=[a-zü]*[{_TONES}][a-zü]*[)）])[a-zü{_TONES}]{{1,6}}[)）]")
_GLOSSES_OF_A_CONVERTER = 5  # at least so many, and so large a share of them on Traditional
_TRADITIONAL_GLOSSES = 0.9  # characters: a real gloss (骰(tóu)子) is rare and on any character
_TRADITIONAL_TEXT = 0.1  # share of Han; a Traditional text has about 0.3, a quotation little
_NAMED = 5  # as many examples as one sentence names

_MOST_MARKS = 30  # on one letter (UAX #15, Stream-Safe Text); more make NFC slow without end
_COSTLY = "()<>&"  # to pair, or to write as HTML
_MOST_COSTLY = 20_000  # that glosses leave; a notice has some hundred
_BEFORE = rf"[{_HAN}”’）》〉】〕、。]"  # marks after which a half-width mark is damage
_AFTER = rf"[{_HAN}“‘（《〈【〔]"
_IS_BEFORE, _IS_AFTER = re.compile(_BEFORE), re.compile(_AFTER)
# A name before @ is looked for once where it begins and no further than it may be (RFC 5321:
# 64), or a long line of letters would be read again from each of them.
_URL = re.compile(r"(?:https?://|ftp://|www\.|(?<![\w.+-])[\w.+-]{1,64}@)[!-'*-~]+", re.ASCII)
_MARK = re.compile(rf"(?<={_BEFORE})[,;:!]|(?<={_BEFORE})\?(?![a-z])|[,;:!?](?={_AFTER})")
_FULL_WIDTH = str.maketrans(",;:?!()", "，；：？！（）")
_DEBRIS = re.compile(rf"\ufffd|(?<=[{_HAN}])(?:\?(?=[a-z])|\?\?)")


@dataclass(frozen=True)
class Repaired:
    """The repaired text (lines as in the source), counts by KINDS, sentences about doubts."""

    text: str
    counts: dict[str, int]
    doubts: list[str]


def repair(text: str) -> Repaired:
    """Repair what is certainly damage; what only might be is kept and named among the doubts.

    Raises Unreadable for more brackets, or accents on one letter, than any notice has.
    """
    _refuse_heaped_marks(text)
    text = unicodedata.normalize("NFC", text).replace("\xa0", " ")
    debris = _debris_doubts(text)
    text, glosses, gloss_doubts = _strip_glosses(text)
    text, traditional, script_doubts = _simplify(text, mixed_by_damage=glosses > 0)
    text, marks = _widen_marks(text)
    counts = dict.fromkeys(KINDS, 0)
    counts.update(pinyin=glosses, traditional=traditional, punctuation=marks)
    return Repaired(text, counts, debris + gloss_doubts + script_doubts)


def _refuse_heaped_marks(text: str) -> None:
    marks = "".join(character for character in set(text) if unicodedata.combining(character))
    if marks and re.search(f"[{re.escape(marks)}]{{{_MOST_MARKS + 1},}}", text):
        raise Unreadable("文件里有堆在同一个字上的大量附加符号，不像是通知，请核对文件。")


def _debris_doubts(text: str) -> list[str]:
    numbers = [str(n) for n, line in enumerate(text.split("\n"), 1) if _DEBRIS.search(line)]
    if not numbers:
        return []
    return [f"第 {'、'.join(numbers[:_NAMED])} 行有疑似乱码（如 � 或 ??），请对照原件改正。"]


def _strip_glosses(text: str) -> tuple[str, int, list[str]]:
    glossed = [match[1] for match in _GLOSS.finditer(text)]
    if not glossed:
        return text, 0, []
    simplified = {character: to_simplified(character) for character in set(glossed)}
    traditional = sum(simplified[character] != character for character in glossed)
    enough = len(glossed) >= _GLOSSES_OF_A_CONVERTER
    if enough and traditional >= _TRADITIONAL_GLOSSES * len(glossed):
        return _GLOSS.sub(r"\1", text), len(glossed), []
    found = dict.fromkeys(match[0] for match in _GLOSS.finditer(text))
    shown = "、".join(f"“{gloss}”" for gloss in list(found)[:_NAMED])
    return text, 0, [f"{shown}像是注音，共 {len(glossed)} 处，没有改动；如系转换造成，请删去。"]


def _simplify(text: str, mixed_by_damage: bool) -> tuple[str, int, list[str]]:
    simplified = to_simplified(text)
    changed = [old for old, new in zip(text, simplified) if old != new]
    if not changed:
        return text, 0, []
    if mixed_by_damage or len(changed) >= _TRADITIONAL_TEXT * len(_HAN_CHARACTER.findall(text)):
        return simplified, len(changed), []
    shown = "、".join(list(dict.fromkeys(changed))[:_NAMED])
    return (
        text,
        0,
        [f"文中有 {len(changed)} 个繁体字（{shown}），没有改动；不是有意保留的，请改正。"],
    )


def _widen_marks(text: str) -> tuple[str, int]:
    costly = sum(map(text.count, _COSTLY))
    if costly > _MOST_COSTLY:
        raise Unreadable(
            f"文件里的半角括号和 <、>、& 共 {costly} 个，超过上限 {_MOST_COSTLY} 个，"
            "不像是通知，请核对文件。"
        )
    lines = [_widened(line) for line in text.split("\n")]
    widened = "\n".join(lines)
    return widened, sum(old != new for old, new in zip(text, widened))


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
