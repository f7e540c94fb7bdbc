"""A notice outside the form: as a Word file, and beside the original it was imported from."""

from .original_page import OriginalLink, compare_view
from .word_page import open_editions, word_view

__all__ = ["OriginalLink", "compare_view", "open_editions", "word_view"]
