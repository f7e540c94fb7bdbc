"""Traditional and mixed script → Simplified, character by character; no word is exchanged."""

import re
from collections.abc import Iterable

from ...script import to_simplified
from ..telling import Doubt
from .han import HAN
from .traced import Change

_HAN_CHARACTER = re.compile(f"[{HAN}]")
_TRADITIONAL_TEXT = 0.1  # share of Han; a Traditional text has about 0.3, a quotation little
_NAMED = 5


def find_traditional(
    text: str, mixed_by_damage: bool, kept_words: Iterable[str]
) -> tuple[list[Change], list[Doubt]]:
    """The characters to simplify; where they are few and nothing else is damaged, a doubt.

    kept_words stay as they are written (names that the site's table guards).
    """
    changes = _without(kept_words, text, _differences(text, to_simplified(text)))
    if not changes:
        return [], []
    count = sum(end - start for start, end, _ in changes)
    if mixed_by_damage or count >= _TRADITIONAL_TEXT * len(_HAN_CHARACTER.findall(text)):
        return changes, []
    old = dict.fromkeys(text[start:end] for start, end, _ in changes)
    shown = "、".join(list(old)[:_NAMED])
    sentence = f"文中有 {count} 个繁体字（{shown}），没有改动；不是有意保留的，请改正。"
    return [], [Doubt(sentence)]


def _differences(text: str, simplified: str) -> list[Change]:
    if len(text) == len(simplified):
        pairs = enumerate(zip(text, simplified))
        return [(at, at + 1, new) for at, (old, new) in pairs if old != new]
    changes, start = [], 0
    for old, new in zip(text.split("\n"), simplified.split("\n")):
        if len(old) == len(new):
            changes += [(start + at, start + end, to) for at, end, to in _differences(old, new)]
        else:
            changes.append((start, start + len(old), new))
        start += len(old) + 1
    return changes


def _without(kept_words: Iterable[str], text: str, changes: list[Change]) -> list[Change]:
    words = [re.escape(word) for word in kept_words if word]
    if not words or not changes:
        return changes
    kept = set()
    for found in re.finditer("|".join(words), text):
        kept.update(range(*found.span()))
    return [change for change in changes if change[0] not in kept]
