"""What two long sequences have in common, found quickly: texts, or tuples of what can be hashed.

Stretches that stand once in each text are anchors, long ones first; between two anchors the same
is done with what is left, until the rest is short enough to be matched character by character.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_STRETCHES = (16, 8, 4)  # characters of an anchor
_MOST_PAIRS = 2_500  # of characters that are matched one by one

Place = tuple[int | None, int | None]
Match = tuple[int, int, int]  # where in one, where in the other, how many characters
Anchor = tuple[int, int]


@dataclass(frozen=True)
class Change:
    """one[start:end] became other[at:until]."""

    start: int
    end: int
    at: int
    until: int


def changes(one: Sequence, other: Sequence) -> list[Change]:
    """What differs, in order; between two changes the texts are the same."""
    found, start, at = [], 0, 0
    for match_start, match_at, length in [*matches(one, other), (len(one), len(other), 0)]:
        if (start, at) != (match_start, match_at):
            found.append(Change(start, match_start, at, match_at))
        start, at = match_start + length, match_at + length
    return found


def aligned(old: Sequence, new: Sequence, *keys: Callable) -> Iterator[Place]:
    """The places of both in pairs, in order; None where one of them has nothing.

    What the first key says the same of is paired first, then in each gap what the next one does;
    what is left of a gap is paired one by one.
    """
    yield from _aligned(old, 0, new, 0, keys)


def _aligned(old: Sequence, start: int, new: Sequence, at: int, keys: tuple) -> Iterator[Place]:
    if not keys or not old or not new:
        yield from zip_longest(range(start, start + len(old)), range(at, at + len(new)))
        return
    key, *rest = keys
    done_old = done_new = 0
    found = matches(tuple(map(key, old)), tuple(map(key, new)))
    for first, place, length in [*found, (len(old), len(new), 0)]:
        gaps = (old[done_old:first], start + done_old, new[done_new:place], at + done_new)
        yield from _aligned(*gaps, rest)
        yield from zip(
            range(start + first, start + first + length), range(at + place, at + place + length)
        )
        done_old, done_new = first + length, place + length


def matches(one: Sequence, other: Sequence) -> Iterator[Match]:
    """Stretches both texts have, in the order of both; two of them may touch."""
    # A list of what is left to do, not a recursion: texts may be cut into thousands of pieces.
    waiting: list = [(one, 0, other, 0)]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece[0], int):
            yield piece
            continue
        one, start, other, at = piece
        head = _common(one, other)
        one, start, other, at = one[head:], start + head, other[head:], at + head
        if head:
            yield start - head, at - head, head
        tail = _common(one[::-1], other[::-1])
        if tail:
            one, other = one[: len(one) - tail], other[: len(other) - tail]
            waiting.append((start + len(one), at + len(other), tail))
        if one and other:
            waiting += reversed(list(_cut(one, start, other, at)))


def _cut(one: Sequence, start: int, other: Sequence, at: int) -> Iterator[tuple]:
    """Matches, and the pieces between them that are still to be matched."""
    if len(one) * len(other) <= _MOST_PAIRS:
        for a, b, length in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
            if length:
                yield start + a, at + b, length
        return
    size, anchors = _longest_anchors(one, other)
    if not anchors:
        return
    done_one = done_other = 0
    for a, b in anchors:
        if a < done_one or b < done_other:
            continue  # overlaps the one before
        length = size + _common(one[a + size :], other[b + size :])
        yield one[done_one:a], start + done_one, other[done_other:b], at + done_other
        yield start + a, at + b, length
        done_one, done_other = a + length, b + length
    yield one[done_one:], start + done_one, other[done_other:], at + done_other


def _longest_anchors(one: Sequence, other: Sequence) -> tuple[int, list[Anchor]]:
    for size in _STRETCHES:
        anchors = _anchors(one, other, size)
        if anchors:
            return size, anchors
    return 0, []


def _anchors(one: Sequence, other: Sequence, size: int) -> list[Anchor]:
    """The longest chain of stretches that stand exactly once in each text, in both orders."""
    places, others = _once(one, size), _once(other, size)
    pairs = [(at, others[stretch]) for stretch, at in places.items() if stretch in others]
    return longest_chain(sorted(pairs))


def _once(text: Sequence, size: int) -> dict[Sequence, int]:
    """The stretches that stand once in the text, and where."""
    found: dict[Sequence, int] = {}
    for at in range(len(text) - size + 1):
        stretch = text[at : at + size]
        found[stretch] = -1 if stretch in found else at
    return {stretch: at for stretch, at in found.items() if at >= 0}


def longest_chain(pairs: list[Anchor]) -> list[Anchor]:
    """The most pairs that ascend in the second text too (patience sorting)."""
    tops: list[int] = []
    top_pairs: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(top_pairs[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        top_pairs[pile : pile + 1] = [at]
    chain, at = [], top_pairs[-1] if top_pairs else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _common(one: Sequence, other: Sequence) -> int:
    """How many characters both begin with."""
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return length
    return next(at for at in range(length) if one[at] != other[at])
