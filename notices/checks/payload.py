"""Every check on a whole payload: its elements, its references, then its texts."""

from collections.abc import Collection

from . import run
from .elements import missing_elements
from .passages import passages
from .problem import Problem
from .references import lost_references


def problems_of(
    payload: dict,
    *,
    confirmed: Collection[str] = (),
    needs_number: bool = False,
    needs_addressee: bool = False,
) -> list[Problem]:
    """What stands in the way of publishing a payload (format 1); blocking Problems refuse it.

    `confirmed`: mobile numbers confirmed as official contacts; `needs_…`: what the kind requires.
    """
    elements = missing_elements(payload, needs_number=needs_number, needs_addressee=needs_addressee)
    return [*elements, *lost_references(payload), *run(passages(payload), confirmed)]
