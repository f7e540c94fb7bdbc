"""What stands in the way of a text: passages → Problems, each at its place.

`secrecy` finds marks of secrecy and limited circulation, `personal_data` resident ID numbers and
mobile numbers; they read the text as `folding` makes it, and point into the text as it stands.
`references` finds those to sections that are not there. `payload` checks all of an edition: its
elements, its references, then its texts.
"""

from collections.abc import Collection, Iterable

from . import personal_data, secrecy
from .folding import fold
from .problem import Passage, Problem

__all__ = ["Passage", "Problem", "run"]


def run(passages: Iterable[Passage], confirmed: Collection[str] = ()) -> list[Problem]:
    """Return the Problems of the passages, in the order of the text.

    `confirmed`: mobile numbers confirmed as official contacts, eleven digits each.
    """
    return [problem for passage in passages for problem in _problems(passage, confirmed)]


def _problems(passage: Passage, confirmed: Collection[str]) -> list[Problem]:
    folded = fold(passage.text)
    found = secrecy.find(passage, folded) + personal_data.find(passage, folded, confirmed)
    return sorted(found, key=lambda problem: problem.offset)
