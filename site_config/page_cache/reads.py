"""What a page read of the database: where that reads the same again, so would the page.

A page is drawn from rows alone, and from the moment, which counts only where it is compared with
theirs. So a page need not be drawn again because something else changed.
"""

import hashlib
import pickle
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import Error, connection
from django.utils import timezone

NOW = object()  # stands in the parameters for the moment of asking
_READING = re.compile(r"\s*\(?(?:SELECT|WITH)\b")


@dataclass(frozen=True, slots=True)
class Read:
    """A statement, its parameters with NOW among them, and a digest of the rows it gave."""

    sql: str
    params: tuple
    rows: bytes


Reads = tuple[Read, ...]


class Recorder:
    """Notes the statements of this thread while it is entered."""

    def __init__(self):
        self._statements: list[tuple[str, tuple]] = []
        self._only_reads = True
        self._wrapper = connection.execute_wrapper(self._note)

    def __enter__(self) -> "Recorder":
        self._began = timezone.now()
        self._wrapper.__enter__()
        return self

    def __exit__(self, *error) -> None:
        self._wrapper.__exit__(*error)
        self._ended = timezone.now()

    def _note(self, execute: Callable, sql: str, params, many: bool, context: dict):
        self._only_reads &= not many and bool(_READING.match(sql))
        self._statements.append((sys.intern(sql), tuple(params or ())))
        return execute(sql, params, many, context)

    def reads(self) -> Reads | None:
        """What was noted, with the rows it gives now; None where it did more than read."""
        if not self._only_reads:
            return None
        first, last = _told(self._began), _told(self._ended)

        def marked(value):
            # A moment out of the time of noting can only be the one the page was asked at.
            is_now = isinstance(value, type(first)) and first <= value <= last
            return NOW if is_now else value

        statements = [(sql, tuple(map(marked, params))) for sql, params in self._statements]
        try:
            return tuple(Read(*one, _rows(*one, last)) for one in statements)
        except Error:
            return None


def read_the_same(reads: Reads) -> bool:
    """Whether each statement gives the rows it gave; the first that does not ends the asking."""
    now = _told(timezone.now())
    try:
        return all(_rows(read.sql, read.params, now) == read.rows for read in reads)
    except Error:
        return False


def _told(moment: datetime):
    """A moment as statements name it: text on SQLite, itself on PostgreSQL."""
    return connection.ops.adapt_datetimefield_value(moment)


def _rows(sql: str, params: tuple, now) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(sql, tuple(now if value is NOW else value for value in params))
        # Of equal bytes the rows are equal; of equal rows the bytes may differ, at a page's cost.
        return hashlib.blake2b(pickle.dumps(cursor.fetchall()), digest_size=16).digest()
