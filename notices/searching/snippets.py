"""What of a hit is shown: its words, and the text around the first of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .folding import fold_with_places

BEFORE, LENGTH = 18, 66  # characters shown before the first hit, and in all
CUT = "……"
LONGEST_WORD = 12  # characters; what is longer is cut where it stands


@dataclass(frozen=True)
class Piece:
    """A stretch of plain text, to be escaped like any other; `hit` where it is to be marked."""

    text: str
    hit: bool = False


def marked(text: str, terms: Sequence[str]) -> tuple[Piece, ...]:
    """The whole text in pieces, the folded terms marked wherever they stand."""
    return tuple(_pieces(text, _hits(text, terms)))


def snippet(text: str, terms: Sequence[str]) -> tuple[Piece, ...]:
    """The text around its first hit on one line, …… where it is cut; its start where none is."""
    line = text.replace("\n", " ")
    hits = _hits(line, terms)
    start = max(0, hits[0][0] - BEFORE) if hits else 0
    end = max(start + LENGTH, hits[0][1] if hits else 0)
    start, end = _whole(line, start, -1), _whole(line, end, 1)
    # A few characters more are better than a cut.
    start = 0 if start <= len(CUT) else start
    end = len(line) if len(line) - end <= len(CUT) else end
    inside = [(a - start, min(b, end) - start) for a, b in hits if a < end]
    pieces = list(_pieces(line[start:end], inside))
    before = [Piece(CUT)] if start else []
    after = [Piece(CUT)] if end < len(line) else []
    return (*before, *pieces, *after)


def _whole(line: str, at: int, step: int) -> int:
    """The nearest place that way which cuts no number and no Latin word in two."""
    for place in range(at, at + step * LONGEST_WORD, step):
        around = line[max(0, place - 1) : place + 1]
        if not (len(around) == 2 and around.isascii() and around.isalnum()):
            return place
    return at


def _hits(text: str, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Where the terms stand, (start, end) in the text as it is, in order and never overlapping."""
    folded, places = fold_with_places(text)
    found = sorted((places[a], places[b - 1] + 1) for a, b in _found(folded, terms))
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _found(folded: str, terms: Sequence[str]) -> Iterator[tuple[int, int]]:
    for term in filter(None, terms):
        at = folded.find(term)
        while at >= 0:
            yield at, at + len(term)
            at = folded.find(term, at + len(term))


def _pieces(text: str, hits: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    done = 0
    for start, end in hits:
        if done < start:
            yield Piece(text[done:start])
        yield Piece(text[start:end], hit=True)
        done = end
    if done < len(text):
        yield Piece(text[done:])
