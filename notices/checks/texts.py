"""The rules that read one passage."""

from collections.abc import Collection, Iterator

from . import punctuation, secrecy
from .dates import calendar, clock
from .facts import Facts
from .folding import Folded, fold
from .personal import addresses, cards, numbers
from .problem import Passage, Problem
from .words import known, unfinished

# Numbers and addresses have no punctuation of their own; what was set aside is not published.
NO_PROSE = {"doc_number", "index_number", "source_name", "relations", "set_aside", "imprint_on"}


def leaks(passage: Passage, confirmed: Collection[str] = ()) -> list[Problem]:
    """What no reader may see: personal data and marks of secrecy."""
    folded = fold(passage.text)
    return sorted(_leaks(passage, folded, confirmed), key=lambda problem: problem.offset)


def _leaks(passage: Passage, folded: Folded, confirmed: Collection[str]) -> list[Problem]:
    found = numbers.find(passage, folded, confirmed)
    taken = {problem.offset for problem in found}
    found += [one for one in cards.find(passage, folded) if one.offset not in taken]
    return [*secrecy.find(passage, folded), *found, *addresses.find(passage, folded)]


def prose(passage: Passage, facts: Facts, years: Collection[int], day) -> Iterator[Problem]:
    """Words, punctuation and dates. `day`: when the text was signed; `years`: see `calendar`."""
    if passage.text.strip() and passage.part not in NO_PROSE:
        yield from known.find(passage, facts.lexicon, day)
        yield from unfinished.find(passage)
        yield from punctuation.find(passage)
        yield from calendar.find(passage, facts, years)
        yield from clock.find(passage)
