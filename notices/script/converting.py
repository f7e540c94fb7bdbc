"""The one place that calls OpenCC (pinned: 1.4.0 turned 破坏 into 破坯).

Only configurations that convert character by character: a "p" configuration also swaps words
(建立 became 创建), which official text must never suffer.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from opencc import OpenCC

_T2S = OpenCC("t2s")
_S2TW = OpenCC("s2tw")
_TW2S = OpenCC("tw2s")


def to_simplified(text: str) -> str:
    """Return the text in Simplified script; characters change, words and length do not."""
    return _converted(_T2S, text)


def to_traditional(text: str, exceptions: Mapping[str, str]) -> str:
    """Return the text in Traditional script as Taiwan writes it; words and length stay.

    `exceptions`: a word of the text → that word in Traditional script, of the same length; the
    longest word wins, and what stands around it is converted by itself.

    >>> to_traditional("范主任的干部", {"范主任": "范主任"})
    '范主任的幹部'
    """
    if not exceptions:
        return _converted(_S2TW, text)
    pieces = _either(tuple(exceptions)).split(text)
    # Every second piece is one of the words.
    pieces[::2] = [_converted(_S2TW, piece) for piece in pieces[::2]]
    pieces[1::2] = [exceptions[word] for word in pieces[1::2]]
    return "".join(pieces)


def shapes(word: str) -> set[str]:
    """How the word may stand in Simplified script: as it is, and as it comes out of Traditional."""
    return {word, to_simplified(word), _converted(_TW2S, word)}


def _converted(converter: OpenCC, text: str) -> str:
    # OpenCC reads a text up to its first NUL only.
    return "\0".join(map(converter.convert, text.split("\0")))


@lru_cache(maxsize=8)
def _either(words: tuple[str, ...]) -> re.Pattern:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(f"({'|'.join(map(re.escape, longest_first))})")
