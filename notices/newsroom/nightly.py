"""When the work of the night was last done, as the log has it."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..models import Event

LATE = timedelta(hours=50)


@dataclass(frozen=True)
class Night:
    """The last run: what it could not finish, and whether the next one is overdue."""

    at: datetime
    failed: str
    is_late: bool


def last_night(now: datetime) -> Night | None:
    """None where it never ran."""
    event = Event.objects.filter(verb=Event.Verb.NIGHTLY).order_by("-seq").first()
    if event is None:
        return None
    return Night(event.at, json.loads(event.data)["facts"]["failed"], event.at < now - LATE)
