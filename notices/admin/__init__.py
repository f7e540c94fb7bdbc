"""The newsroom: importing this registers every table."""

from . import log, notice, people, vocabulary

__all__ = ["log", "notice", "people", "vocabulary"]
