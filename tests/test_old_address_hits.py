"""Hits of old addresses: counted for nothing on a page's way, and never at a reader's cost."""

from datetime import date

import pytest
from django.db import OperationalError, connection

from notices.models import OldAddress
from notices.models.arriving.hits import EVERY, HitCounter, write_at_once_or_not
from notices.views import moved

from .making import make_notice, publisher


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def counted():
    """A counter, its clock, and what it has written."""
    clock, written = Clock(), []
    return HitCounter(lambda counts: written.append(dict(counts)), clock), clock, written


def test_many_hits_are_one_write_a_minute(counted):
    counter, clock, written = counted
    for _ in range(1000):
        counter.hit(1)
    counter.hit(2)
    assert written == [{1: 1}]
    clock.now += EVERY
    counter.hit(1)
    assert written == [{1: 1}, {1: 1000, 2: 1}]


def test_what_could_not_be_written_is_written_the_next_time():
    clock, written, broken = Clock(), [], [True]

    def write(counts):
        if broken:
            broken.pop()
            raise OperationalError("attempt to write a readonly database")
        written.append(dict(counts))

    counter = HitCounter(write, clock)
    counter.hit(1)
    counter.hit(1)
    clock.now += EVERY
    counter.hit(2)
    assert written == [{1: 2, 2: 1}]


@pytest.fixture
def old(committed):
    notice = make_notice()
    notice.move_in(publisher(), date(2019, 5, 12), ["/a.html"])
    return OldAddress.objects.get()


def test_a_hit_is_seen_in_the_table_and_changes_no_generation(old, client, monkeypatch):
    monkeypatch.setattr(moved, "hits", HitCounter(write_at_once_or_not))
    assert [client.get("/a.html").status_code, client.head("/a.html").status_code] == [301, 301]
    old.refresh_from_db()
    assert old.hits == 1 and old.last_hit_on is not None


def test_a_database_that_cannot_be_written_leads_readers_all_the_same(old, client, monkeypatch):
    if connection.vendor == "sqlite":
        read_only, writable = "PRAGMA query_only = 1", "PRAGMA query_only = 0"
    else:
        read_only = "SET default_transaction_read_only = on"
        writable = "SET default_transaction_read_only = off"
    monkeypatch.setattr(moved, "hits", HitCounter(write_at_once_or_not))
    with connection.cursor() as cursor:
        cursor.execute(read_only)
        assert client.get("/a.html").status_code == 301
        cursor.execute(writable)
    old.refresh_from_db()
    assert old.hits == 0


def test_after_a_write_others_are_waited_for_as_long_as_before(old):
    setting = {"sqlite": "PRAGMA busy_timeout", "postgresql": "SHOW lock_timeout"}
    with connection.cursor() as cursor:
        cursor.execute(setting[connection.vendor])
        patience = cursor.fetchone()
        write_at_once_or_not({old.pk: 3})
        cursor.execute(setting[connection.vendor])
        assert cursor.fetchone() == patience
    old.refresh_from_db()
    assert old.hits == 3
