"""The checks in the newsroom: settings, the lexicon, Problems beside the form."""

from . import settings, words
from .beside import problems_view, waive_view

__all__ = ["problems_view", "settings", "waive_view", "words"]
