"""A notice outside the form: as a Word file, as an article for WeChat, beside the original it was
imported from, and beside the edition readers see.
"""

from .differences_page import (
    NOT_TO_BE_COMPARED,
    differences_from_live,
    differences_view,
    drawn,
)
from .original_page import OriginalLink, compare_view
from .wechat_page import wechat_article_view, wechat_view
from .word_page import open_editions, word_view

__all__ = [
    "NOT_TO_BE_COMPARED",
    "OriginalLink",
    "compare_view",
    "differences_from_live",
    "differences_view",
    "drawn",
    "open_editions",
    "wechat_article_view",
    "wechat_view",
    "word_view",
]
