"""What search reads, the passages of every edition, and how it finds and orders them."""

from .frequent import is_common, newest_with
from .passage import Passage
from .ranking import Rank, ranked, with_words

__all__ = ["Passage", "Rank", "is_common", "newest_with", "ranked", "with_words"]
