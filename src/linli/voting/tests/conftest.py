"""One estate for a file of tests; what a test does to it is undone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from conftest import DISTRICT, _enter
from django.db import connection, transaction

from linli.kernel import clock
from linli.voting.tests import estates


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
