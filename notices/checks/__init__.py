"""What stands in the way of a text: plain values → Problems, each at its place.

`rules` is the table of all rules; each room holds those of a group: `elements`, `outline`,
`personal`, `secrecy`, `words`, `punctuation`, `dates`, `links`. Personal data and secrecy read the
text as `folding` makes it, and point into the text as it stands. `payload` checks all of an
edition; `run` only asks what no reader may see, of words that nobody can take back.
"""

from collections.abc import Collection, Iterable

from .facts import Facts
from .problem import Passage, Problem
from .rules import RULES, Rule
from .texts import leaks

__all__ = ["RULES", "Facts", "Passage", "Problem", "Rule", "run"]


def run(passages: Iterable[Passage], confirmed: Collection[str] = ()) -> list[Problem]:
    """Return the leaks of the passages, in the order of the text.

    `confirmed`: mobile numbers confirmed as official contacts, eleven digits each.
    """
    return [problem for passage in passages for problem in leaks(passage, confirmed)]
