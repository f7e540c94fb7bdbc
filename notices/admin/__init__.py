"""The newsroom: importing this registers every table."""

from . import checking, log, notice, people, vocabulary

__all__ = ["checking", "log", "notice", "people", "vocabulary"]
