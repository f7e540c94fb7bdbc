"""Where a notice stands in the lists: on its shelves, and for a while at their head."""

from .pin import Pin
from .shelf import Shelf

__all__ = ["Pin", "Shelf"]
