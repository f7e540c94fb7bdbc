"""The newsroom: importing this registers every table."""

from . import events, notice, people, vocabulary

__all__ = ["events", "notice", "people", "vocabulary"]
