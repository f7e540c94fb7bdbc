"""What readers see of a stored file before they keep it."""

from .reading_copy import CopyLeaf, CopyPicture, ReadingCopy

__all__ = ["CopyLeaf", "CopyPicture", "ReadingCopy"]
