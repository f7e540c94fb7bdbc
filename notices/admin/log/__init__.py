"""站内记录: the site's log, to be read, filtered and taken along, and never changed."""

from .page import EventAdmin

__all__ = ["EventAdmin"]
