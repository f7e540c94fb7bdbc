"""核对导入: the original line by line beside the notice that comes of it."""

from .original import REPAIRS
from .page import REVIEW, latest_original, review_address, review_view
from .replacing import replace_view

__all__ = ["REPAIRS", "REVIEW", "latest_original", "replace_view", "review_address", "review_view"]
