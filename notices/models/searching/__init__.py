"""What search reads: the passages of every edition."""

from .passage import Passage

__all__ = ["Passage"]
