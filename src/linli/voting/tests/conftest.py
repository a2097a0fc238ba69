"""One estate for a file of tests; what a test does to it is undone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from conftest import DISTRICT, _enter
from django.db import connection, transaction

from linli.kernel import clock
from linli.voting import entitlement, plain_right
from linli.voting.queries import entries_of
from linli.voting.tests import estates
from linli.voting.tests.casting import DURING


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside is rolled back; actions may open their durable transactions."""
    around = transaction.atomic()
    around._from_testcase = True
    with around:
        try:
            yield
        finally:
            transaction.set_rollback(True)


@pytest.fixture(scope="module")
def built_quarter(django_db_setup, django_db_blocker):
    """Built once per file and worker: reading a roster takes its time."""
    with django_db_blocker.unblock(), clock.frozen(estates.MONDAY):
        _enter(DISTRICT)
        with undone():
            yield estates.build()
        connection.set_schema_to_public()


@pytest.fixture
def quarter(built_quarter, django_db_blocker):
    with django_db_blocker.unblock(), clock.frozen(estates.MONDAY):
        _enter(DISTRICT)
        with undone():
            yield built_quarter
        _enter(DISTRICT)


@pytest.fixture(autouse=True)
def _both_readings_of_a_right_agree(monkeypatch):
    """Wherever a ballot takes the short way to its right, the long one must say the same."""

    def beside(person, row, number):
        found = plain_right.plain_right(person, row, number)
        if found is not None:
            entry, owner = found
            own = next(m for m in entries_of(person, row) if m.entry.number == number)
            assert (own.entry, own.owner, bool(own.decision)) == (entry, owner, True)
        return found

    monkeypatch.setattr(entitlement, "plain_right", beside)


@pytest.fixture
def during(quarter) -> Iterator[None]:
    """While ballots are cast."""
    with clock.frozen(DURING):
        yield
