"""Texts that come from elsewhere: what is here already, since when, and from which address."""

from .fingerprint import Fingerprint, Same
from .moving import Moving
from .old_address import OldAddress

__all__ = ["Fingerprint", "Moving", "OldAddress", "Same"]
