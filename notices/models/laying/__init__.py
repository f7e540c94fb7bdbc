"""Whole texts laid into the rows of a working copy: a restored one, a copy, a rewritten outline,
an original read again."""

from .references import follow_outline, lead_on
from .rereading import Plan, Rereading, choices_of
from .rows import lay, why_not_lay
from .verbs import Laying

__all__ = [
    "Laying",
    "Plan",
    "Rereading",
    "choices_of",
    "follow_outline",
    "lay",
    "lead_on",
    "why_not_lay",
]
