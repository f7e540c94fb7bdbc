"""The checks in the newsroom: settings, the lexicon, Problems beside the form."""

from . import live, settings, words
from .beside import links_view, problems_view, waive_view

__all__ = ["links_view", "live", "problems_view", "settings", "waive_view", "words"]
