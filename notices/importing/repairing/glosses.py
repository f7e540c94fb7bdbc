"""Pinyin that a converter wrote after characters: 機(jī) → 機, 政(zheng)(zheng)府 → 政府."""

import re

from ...script import to_simplified
from ..telling import Doubt
from .han import HAN
from .traced import Change

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
# One Han character with exactly one toned syllable in brackets: 社區(qū)) keeps its outer bracket.
_TONED = re.compile(rf"([{HAN}])[(（](?=[a-zü]*[{_TONES}][a-zü]*[)）])[a-zü{_TONES}]{{1,6}}[)）]")
# All the readings of one character: 爲(wéi / wèi).
_READINGS = re.compile(
    rf"(?<=[{HAN}])[(（][a-zü{_TONES}]{{1,6}}(?:\s*/\s*[a-zü{_TONES}]{{1,6}})+\s*[)）]"
)
# The same syllable twice or more is nobody's gloss, toned or not.
_REPEATED = re.compile(rf"(?<=[{HAN}])([(（][a-zü{_TONES}]{{1,6}}[)）])\1+")
_GLOSSES_OF_A_CONVERTER = 5  # at least so many, and so large a share of them on Traditional
_TRADITIONAL_GLOSSES = 0.9  # characters: a real gloss (骰(tóu)子) is rare and on any character
_NAMED = 5  # as many examples as the doubt names
_SYLLABLES = (
    "a|ai|an|ang|ao|(?:b|p)(?:a|ai|an|ang|ao|ei|en|eng|i|ian|iao|ie|in|ing|o|u)"
    "|(?:m|f)(?:a|ai|an|ang|ao|e|ei|en|eng|i|ian|iao|ie|in|ing|iu|o|ou|u)"
    "|(?:d|t)(?:a|ai|an|ang|ao|e|ei|en|eng|i|ia|ian|iao|ie|ing|iu|ong|ou|u|uan|ui|un|uo)"
    "|(?:n|l)(?:a|ai|an|ang|ao|e|ei|en|eng|i|ia|ian|iang|iao|ie|in|ing|iu|ong|ou|u|uan|ue|un|uo|ü|üe|v|ve)"
    "|(?:g|k|h)(?:a|ai|an|ang|ao|e|ei|en|eng|ong|ou|u|ua|uai|uan|uang|ui|un|uo)"
    "|(?:j|q|x)(?:i|ia|ian|iang|iao|ie|in|ing|iong|iu|u|uan|ue|un)"
    "|(?:zh|ch|sh|r|z|c|s)(?:a|ai|an|ang|ao|e|ei|en|eng|i|ong|ou|u|ua|uai|uan|uang|ui|un|uo)"
    "|y(?:a|an|ang|ao|e|i|in|ing|o|ong|ou|u|uan|ue|un)|w(?:a|ai|an|ang|ei|en|eng|o|u)|e|en|er|o|ou"
)
_TONELESS = re.compile(rf"([{HAN}])[(（](?:{_SYLLABLES})[)）]")


def find_glosses(text: str) -> tuple[list[Change], list[Doubt]]:
    """The brackets to take out, in order, and doubts about those that may be meant."""
    repeated = [(found.start(), found.end(), "") for found in _REPEATED.finditer(text)]
    readings = [(found.start(), found.end(), "") for found in _READINGS.finditer(text)]
    toned, doubts = _of_a_converter(text, _TONED, is_certain=bool(readings))
    toneless = _of_a_converter(text, _TONELESS, is_certain=bool(readings))[0]
    repeated += readings
    return _apart(repeated + toned + toneless), doubts


def _of_a_converter(
    text: str, pattern: re.Pattern, is_certain: bool
) -> tuple[list[Change], list[Doubt]]:
    glosses = list(pattern.finditer(text))
    if not glosses:
        return [], []
    simplified = {character: to_simplified(character) for character in {g[1] for g in glosses}}
    traditional = sum(simplified[gloss[1]] != gloss[1] for gloss in glosses)
    enough = len(glosses) >= _GLOSSES_OF_A_CONVERTER
    if is_certain or enough and traditional >= _TRADITIONAL_GLOSSES * len(glosses):
        return [(gloss.end(1), gloss.end(), "") for gloss in glosses], []
    found = dict.fromkeys(gloss[0] for gloss in glosses)
    shown = "、".join(f"“{gloss}”" for gloss in list(found)[:_NAMED])
    sentence = f"{shown}像是注音，共 {len(glosses)} 处，没有改动；如系转换造成，请删去。"
    return [], [Doubt(sentence)]


def _apart(changes: list[Change]) -> list[Change]:
    """In order, without those that begin inside another."""
    apart: list[Change] = []
    for change in sorted(changes):
        if not apart or change[0] >= apart[-1][1]:
            apart.append(change)
    return apart
