"""The newsroom: importing this registers every table."""

from . import checking, events, notice, people, vocabulary

__all__ = ["checking", "events", "notice", "people", "vocabulary"]
