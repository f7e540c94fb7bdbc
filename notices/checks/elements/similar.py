"""A title that is nearly that of a notice which is public already: often one text, sent out twice."""

import re
from collections.abc import Collection
from difflib import SequenceMatcher

from ..folding import fold

NEARLY = 0.88  # of the characters, in their order
SHORTEST = 6  # characters of what a title is about; shorter ones are alike by chance
# What tells apart the notices of a series: 2026年, 第二批, 春季, 下半年.
_TELLS_APART = re.compile(r"[0-9零〇一二三四五六七八九十百]+|[春夏秋冬上下初中末]")
_ABOUT = re.compile(r"关于(?P<about>.+)的.{1,6}$", re.DOTALL)


def similar_title(title: str, others: Collection[str]) -> str | None:
    """Of some titles the first that is nearly, but not quite, this one; None where none is."""
    own = _about(title)
    if len(own) < SHORTEST:
        return None
    telling, matcher = _TELLS_APART.findall(own), SequenceMatcher(None, "", own, autojunk=False)
    for other in others:
        theirs = _about(other)
        matcher.set_seq1(theirs)
        quick = matcher.real_quick_ratio() >= NEARLY and matcher.quick_ratio() >= NEARLY
        if other != title and quick and _TELLS_APART.findall(theirs) == telling:
            if matcher.ratio() >= NEARLY:
                return other
    return None


def _about(title: str) -> str:
    """What it is about, letters and digits only: 关于……的通知 without its frame."""
    text = "".join(filter(str.isalnum, fold(title).text))
    match = _ABOUT.search(text)
    return match["about"] if match else text
