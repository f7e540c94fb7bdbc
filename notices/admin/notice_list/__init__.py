"""The list of notices: its columns and states, search, filters, pages and kept filters."""

from .columns import NoticeList, with_state

__all__ = ["NoticeList", "with_state"]
