"""A statement that is written once gives what its queryset gives, whatever it is asked for."""

import gc
import sys
import threading
import weakref
from datetime import datetime, timedelta
from importlib import import_module
from inspect import signature

import pytest
from django.db import connection, connections
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notices.models import Release
from notices.querysets import Statement
from tests.making import published

pytestmark = pytest.mark.django_db
GIVEN = {int: 3, str: "示发〔2026〕1号", list: [1, 2], datetime: timezone.now()}
import_module("notices.urls")  # and all the views
OF_THE_SITE = {
    f"{name}.{statement}": one
    for name, module in sorted(sys.modules.items())
    if name.startswith("notices.")
    for statement, one in vars(module).items()
    if isinstance(one, Statement)
}


def of_one(number: int, at: datetime) -> QuerySet:
    public = Release.objects.public(at).with_endings(at).annotate(twice=F("notice") * 2)
    return public.filter(notice=number).select_related("edition__payload")


def titles(numbers: list, title: str) -> QuerySet:
    rows = Release.objects.filter(notice__in=numbers).exclude(edition__payload__title=title)
    return rows.order_by("notice").values_list("notice", "edition__payload__title", "goes_live_at")


def test_rows_of_a_model_come_with_what_is_joined_and_added_and_cost_one_query():
    first, second = published(title="关于防汛的通知"), published(title="关于抗旱的通知")
    statement, at = Statement(of_one), timezone.now()
    for notice in (first, second, first):
        with CaptureQueriesContext(connection) as asked:
            (release,) = statement(notice.pk, at)
            told = (release.notice_id, release.edition.payload.title, release.twice)
        assert told == (notice.pk, notice.title, notice.pk * 2)
        assert release == of_one(notice.pk, at).get()
        assert release.goes_live_at == of_one(notice.pk, at).get().goes_live_at
        assert len(asked) == 1
    assert statement(first.pk, first.releases.get().goes_live_at - timedelta(seconds=1)) == []


def test_tuples_come_for_lists_of_any_length():
    notices = [published(title=f"关于第{one}件事的通知") for one in "一二三四五六"]
    statement = Statement(titles)
    for many in (0, 1, 2, 3, 5, 6, 1):
        keys = [notice.pk for notice in notices[:many]]
        for left_out in ("", "关于第一件事的通知"):
            assert statement(keys, left_out) == list(titles(keys, left_out))


@pytest.mark.parametrize("name", OF_THE_SITE)
def test_every_statement_of_the_site_asks_what_its_queryset_asks(name):
    statement = OF_THE_SITE[name]
    values = [GIVEN[value.annotation] for value in signature(statement.of).parameters.values()]
    with CaptureQueriesContext(connection) as asked:
        list(statement(*values))
        list(statement.of(*values))
    by_statement, by_queryset = (query["sql"] for query in asked)
    assert by_statement == by_queryset


def made_of_another(number: int, at: datetime) -> QuerySet:
    return Release.objects.effective(at).filter(notice=number + 1)


def left_out(number: int, at: datetime) -> QuerySet:
    return Release.objects.filter(notice=number)


def first_of(numbers: int) -> QuerySet:
    return Release.objects.filter(notice=numbers)


@pytest.mark.parametrize(
    ("of", "values"),
    [
        (made_of_another, (1, timezone.now())),
        (left_out, (1, timezone.now())),
        (first_of, ([1, 2],)),
    ],
)
def test_a_value_that_does_not_stand_among_the_parameters_is_told(of, values):
    with pytest.raises(ValueError, match="a value is not compared as it is"):
        Statement(of)(*values)


def test_a_statement_keeps_no_connection_of_the_thread_that_wrote_it():
    statement, kept = Statement(first_of), []

    def write():
        kept.append(weakref.ref(connections["default"]))
        statement(1)
        connections["default"].close()

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    gc.collect()
    assert kept[0]() is None


def test_a_value_nothing_stands_in_for_is_told_when_the_statement_is_made():
    with pytest.raises(TypeError, match="nothing stands in for"):
        Statement(lambda any_: Release.objects.filter(notice=any_))


def test_a_queryset_is_made_once_for_lists_of_about_a_length():
    made = []

    def counted(numbers: list) -> QuerySet:
        made.append(len(numbers))
        return Release.objects.filter(notice__in=numbers)

    statement = Statement(counted)
    for many in (1, 3, 4, 4, 3, 1):
        statement(list(range(1, many + 1)))
    assert made == [1, 4]
