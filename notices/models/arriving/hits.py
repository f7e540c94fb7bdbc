"""How often old addresses are asked for: counted in memory, written once a minute at most."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from .old_address import OldAddress

EVERY = 60  # seconds between two writes of one process


class HitCounter:
    """Counts by key and hands the counts to `write` with the first hit after each pause.

    What cannot be written is kept for the next time. A process that ends loses what it has not
    written, so the counts say how much an address is used, and nothing exact.
    """

    def __init__(self, write: Callable[[dict[int, int]], None], clock=time.monotonic):
        self._write, self._clock = write, clock
        self._waiting: Counter[int] = Counter()
        self._written_at = clock() - EVERY
        self._lock = threading.Lock()

    def hit(self, key: int) -> None:
        with self._lock:
            self._waiting[key] += 1
            if self._clock() - self._written_at < EVERY:
                return
            self._written_at = self._clock()
            counts, self._waiting = self._waiting, Counter()
        try:
            self._write(counts)
        except DatabaseError:  # busy, or only to be read: a reader must not notice
            with self._lock:
                self._waiting += counts


def write_at_once_or_not(hits: dict[int, int]) -> None:
    """Writes the counts in one transaction; raises DatabaseError rather than wait for others."""
    with _impatient(), transaction.atomic():
        if connection.vendor == "postgresql":
            _run("SET LOCAL lock_timeout = '100ms'")
        OldAddress.objects.count(hits, timezone.localdate())


@contextmanager
def _impatient():
    """SQLite: nobody waits for another writer inside."""
    if connection.vendor != "sqlite":
        yield
        return
    patience = connection.settings_dict["OPTIONS"].get("timeout", 5)  # seconds
    _run("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        _run(f"PRAGMA busy_timeout = {int(patience * 1000)}")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
