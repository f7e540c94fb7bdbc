"""Where a notice stands in the lists: on its shelves, and for a while at their head."""

from .pin import Pin
from .shelf import Shelf
from .spans import reached

__all__ = ["Pin", "Shelf", "reached"]
