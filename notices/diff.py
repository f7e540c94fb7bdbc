"""Two texts, character by character."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond this many pairs of characters the middle is told as one change: matching takes too long.
MOST_PAIRS = 4_000_000


@dataclass(frozen=True)
class Run:
    """Some characters; `changed` where the other text does not have them here."""

    text: str
    changed: bool


def runs(one: str, other: str) -> tuple[list[Run], list[Run]]:
    """Both texts in runs; the texts of each list joined are the text itself."""
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    inner_one, inner_other = one[start : len(one) - end], other[start : len(other) - end]
    pairs = [(one[:start], other[:start], False), *_matched(inner_one, inner_other)]
    if end:
        pairs.append((one[-end:], other[-end:], False))
    return (
        [Run(text, changed) for text, _, changed in pairs if text],
        [Run(text, changed) for _, text, changed in pairs if text],
    )


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    length = min(len(one), len(other))
    return next((at for at in range(length) if one[at] != other[at]), length)


def _matched(one: str, other: str) -> Iterator[tuple[str, str, bool]]:
    if len(one) * len(other) > MOST_PAIRS:
        yield one, other, True
        return
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        yield one[a:b], other[c:d], tag != "equal"
