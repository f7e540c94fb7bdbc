"""比对原件: the kept original beside the working copy, and who accepted what is different."""

from .verbs import Accepting

__all__ = ["Accepting"]
