"""What search reads, the passages of every edition, and how it finds and orders them."""

from .passage import Passage
from .ranking import Rank, ranked, with_words

__all__ = ["Passage", "Rank", "ranked", "with_words"]
