"""Whole texts laid into the rows of a working copy: a restored one, a copy, a rewritten outline."""

from .rows import lay, why_not_lay
from .verbs import Laying

__all__ = ["Laying", "lay", "why_not_lay"]
