"""Many files at once, 历史迁移 and 原地址 in the newsroom."""

from .addresses import OldAddressAdmin
from .batch import batch_view, keep, may_arrive, row, take_all, take_one
from .forms import BatchForm, MoveInForm

__all__ = [
    "BatchForm",
    "MoveInForm",
    "OldAddressAdmin",
    "batch_view",
    "keep",
    "may_arrive",
    "row",
    "take_all",
    "take_one",
]
