"""A notice outside the form: as a Word file, beside the original it was imported from, and beside
the edition readers see.
"""

from .differences_page import differences_view
from .original_page import OriginalLink, compare_view
from .word_page import open_editions, word_view

__all__ = ["OriginalLink", "compare_view", "differences_view", "open_editions", "word_view"]
