"""Fixtures every test may use."""

import gc
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import django.test.client
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase
from xdist.scheduler import LoadFileScheduling

from notices.integrity import seals

BROWSER = "tests/browser"
EMPTY_INDEX = {
    "sqlite": "INSERT INTO notices_gram (notices_gram) VALUES ('delete-all')",
    "postgresql": "TRUNCATE notices_gram",
}

# Thousands of tests make much and drop it at once: to look for rings less often saves a tenth.
gc.set_threshold(50_000, 20, 50)


class BrowserTogether(LoadFileScheduling):
    """Files by turns, but all of the browser's in one process: one product serves them."""

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER if nodeid.startswith(BROWSER) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    return BrowserTogether(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What takes longest begins first: the others then fill the time beside it."""
    items.sort(key=lambda item: not item.nodeid.startswith(BROWSER))


def _template() -> Path | None:
    """Where one of several processes leaves its new database for the others; None without them."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    sqlite = connection.vendor == "sqlite"
    return settings.DATA_DIR.parent / f"{run}.sqlite3" if run and sqlite else None


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, django_db_modify_db_settings) -> bool:
    """Whoever comes later begins with a copy: the migrations take seconds."""
    template = _template()
    if not (template and template.exists()):
        return django_db_keepdb
    shutil.copyfile(template, connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    template = _template()
    if template and not template.exists():
        own = template.with_name(f"{template.name}-{os.getpid()}")
        with django_db_blocker.unblock(), closing(sqlite3.connect(own)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        own.replace(template)


@pytest.fixture(autouse=True, scope="session")
def contexts_of_widgets_are_not_kept():
    """The test client copies the context of every template; a form has a thousand widgets."""
    store = django.test.client.store_rendered_templates

    def store_pages(*args, template, **kwargs):
        if not str(template.name).startswith("django/forms/"):
            store(*args, template=template, **kwargs)

    django.test.client.store_rendered_templates = store_pages
    yield
    django.test.client.store_rendered_templates = store


@pytest.fixture(autouse=True, scope="session")
def flush_lifts_the_seals():
    """A test with real transactions ends in a flush, which the triggers would refuse."""
    flush = TransactionTestCase._fixture_teardown

    def lifted(case):
        seals.unseal_tables()
        flush(case)
        with connection.cursor() as cursor:
            # The index of the words is no table of Django's.
            cursor.execute(EMPTY_INDEX[connection.vendor])
        seals.seal_tables()

    TransactionTestCase._fixture_teardown = lifted
    yield
    TransactionTestCase._fixture_teardown = flush


@pytest.fixture
def committed(transactional_db):
    """A test whose transactions really end, for triggers, locks and two connections."""
    yield connection


@pytest.fixture
def desk(client):
    """Signs somebody in and gives the browser."""

    def signed_in(user):
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker):
    """What a fixture of a module makes once stands for all its tests, and goes after the last.

    Each test still works in a savepoint of its own. Not for a module that uses `committed`.
    """
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        yield
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)
