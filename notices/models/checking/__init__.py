"""The checks of a notice: what the rules are told, how they weigh, who answers for what."""

from .verbs import Checking

__all__ = ["Checking"]
