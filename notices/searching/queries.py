"""What was typed into the search field, as terms; every operator and quote is plain text."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..characters import strip_unseen
from .folding import fold
from .pairs import chunks

LONGEST = 100  # characters that are read of what was typed: a long title fits
LONGEST_TOLD = 40  # characters of it that a heading says
MOST_TERMS = 8
MOST_WORDS = 16
MOST_MEANT = 3
SHORTEST_DOUBTED, LONGEST_DOUBTED = 3, 8  # characters of a term that may hold a slip of the pen


@dataclass(frozen=True)
class Query:
    """`text` as it is shown again, `terms` folded, each once; `cut` where more was typed."""

    text: str
    terms: tuple[str, ...]
    cut: bool = False

    @property
    def told(self) -> str:
        """The text as a heading says it, …… where it is cut."""
        return self.text if len(self.text) <= LONGEST_TOLD else f"{self.text[:LONGEST_TOLD]}……"

    @property
    def words(self) -> tuple[str, ...]:
        """The pairs that near matches may hold instead; none of a query that is one word."""
        found = dict.fromkeys(word for term in self.terms for word in chunks(term))
        return tuple(found)[:MOST_WORDS] if len(found) > 1 else ()


def read(typed: str) -> Query:
    """The query somebody typed: terms are what blanks keep apart, and each must be found."""
    # The length first: a million characters take long to look at.
    start = strip_unseen(typed[: LONGEST * 4])
    words = " ".join(start.split())
    text = words[:LONGEST].rstrip()
    terms = tuple(dict.fromkeys(filter(None, map(fold, text.split()))))
    cut = text != words or len(typed) > LONGEST * 4 or len(terms) > MOST_TERMS
    return Query(text, terms[:MOST_TERMS], cut)


def with_one_wrong(term: str) -> list[tuple[tuple[str, ...], re.Pattern[str]]]:
    """The ways one character of a term may be wrong: what must be found, and how it is told.

    Only ways that leave two characters side by side, so that the index can be asked.
    """
    if not SHORTEST_DOUBTED <= len(term) <= LONGEST_DOUBTED:
        return []
    ways = []
    for at in range(len(term)):
        left, right = term[:at], term[at + 1 :]
        if max(len(left), len(right)) > 1:
            pattern = re.compile(f"{re.escape(left)}.{re.escape(right)}")
            ways.append((tuple(filter(None, (left, right))), pattern))
    return ways


def meant(term: str, texts: Iterable[str]) -> list[str]:
    """What folded texts hold that differs from the term in one character, the commonest first."""
    patterns = [pattern for _, pattern in with_one_wrong(term)]
    found = Counter(word for text in texts for each in patterns for word in each.findall(text))
    return [word for word, _ in found.most_common(MOST_MEANT)]
