"""The newsroom: importing this registers every table."""

from . import checking, events, notice, people, vocabulary
from .desk import delegations

__all__ = ["checking", "delegations", "events", "notice", "people", "vocabulary"]
