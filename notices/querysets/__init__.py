"""What readers see, the one definition of public, as querysets; `statements` writes some once."""

from .releases import (
    NOTICE_STATES,
    AppendOnlyError,
    AppendOnlyQuerySet,
    ReleaseQuerySet,
    in_effect,
    in_state,
)
from .statements import Statement

__all__ = [
    "NOTICE_STATES",
    "AppendOnlyError",
    "AppendOnlyQuerySet",
    "ReleaseQuerySet",
    "Statement",
    "in_effect",
    "in_state",
]
