"""The newsroom: importing this registers every table."""

from . import events, notice, people, vocabulary
from .desk import delegations

__all__ = ["delegations", "events", "notice", "people", "vocabulary"]
