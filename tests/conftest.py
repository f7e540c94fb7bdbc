"""Fixtures every test may use."""

import pytest
from django.db import connection
from django.test import TransactionTestCase

from notices.integrity import seals


@pytest.fixture(autouse=True, scope="session")
def flush_lifts_the_seals():
    """A test with real transactions ends in a flush, which the triggers would refuse."""
    flush = TransactionTestCase._fixture_teardown

    def lifted(case):
        seals.unseal_tables()
        flush(case)
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
