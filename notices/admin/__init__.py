"""The newsroom: importing this registers every table."""

from . import checking, log, notice, people, vocabulary
from .desk import delegations

__all__ = ["checking", "delegations", "log", "notice", "people", "vocabulary"]
