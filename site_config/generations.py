"""Which generation of the site readers see now: one look at the database each half second.

A generation ends with every public change (its number in the database moves), and by itself at
the next scheduled change and at every midnight of the site, when what takes effect on a day does.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import Error, connection
from django.utils import timezone

from notices.models.generation import Change, Generation, changes_to_come

GENERATION = "hongtou.generation"  # where the environment of a request tells its key
EVERY = 0.5  # seconds between two looks
LONGEST = 1.0  # seconds that a look may be old while another thread looks again
PATIENCE = 2.0  # seconds that a thread waits for another's look
AGAIN = 1.0  # seconds before a database that is away is asked again


@dataclass(frozen=True)
class Known:
    """What the last look saw.

    `key` is (number in the database, moment of the last change by itself); `until` the moment of
    the next; `to_come` what is scheduled; `away` since the database does not answer.
    """

    key: tuple[int, datetime | None]
    until: datetime
    to_come: tuple[Change, ...] = ()
    away: bool = False


def look(at: datetime) -> tuple[int, datetime, tuple[Change, ...]]:
    """The number now, when it next ends by itself, and what is to come; three queries."""
    number, to_come = Generation.current(), changes_to_come(at)
    day = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    midnight = day + timedelta(days=1)
    return number, min([midnight, *(change.at for change in to_come[:1])]), to_come


class Watch:
    """One a process; `now` costs nothing but two clocks between looks."""

    def __init__(self, look: Callable = look, clock: Callable[[], float] = time.monotonic):
        self._look, self._clock = look, clock
        self._known: Known | None = None
        self._looked_at = self._asked_at = float("-inf")
        self._lock, self._hangs = threading.Lock(), False

    def now(self) -> Known | None:
        """The generation; None where none was ever seen."""
        known, clock = self._known, self._clock()
        if known and clock - self._asked_at < (AGAIN if known.away else EVERY):
            if known.away or timezone.now() < known.until:
                return known
        return self._seen_by_one(known, clock)

    def forget(self) -> None:
        """The next `now` looks: somebody changed something through this very process."""
        self._asked_at = float("-inf")

    def is_current(self, known: Known) -> bool:
        """Whether nothing public has changed since; one query."""
        return Generation.current() == known.key[0] and timezone.now() < known.until

    def _seen_by_one(self, known: Known | None, clock: float) -> Known | None:
        """Others go on with a look that is young enough, or wait for the one who looks.

        Once somebody has waited in vain, nobody else does until that look has ended.
        """
        is_young = known and clock - self._looked_at < LONGEST and timezone.now() < known.until
        if not self._lock.acquire(timeout=0 if is_young or self._hangs else PATIENCE):
            self._hangs = self._hangs or not is_young
            return known if is_young else known and replace(known, away=True)
        try:
            if self._asked_at <= clock:
                self._ask()
            return self._known
        finally:
            self._hangs = False
            self._lock.release()

    def _ask(self) -> None:
        at = timezone.now()
        try:
            number, until, to_come = self._look(at)
        except Error:
            connection.close()
            self._known = self._known and replace(self._known, away=True)
        else:
            passed = self._known.key[1] if self._known else None
            if self._known and self._known.until <= at:
                passed = self._known.until
            self._known = Known((number, passed), until, to_come)
            self._looked_at = self._clock()
        self._asked_at = self._clock()


WATCH = Watch()
