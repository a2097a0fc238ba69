"""The search path is set once per entry; whatever takes it back, the next statement has it right."""

import contextlib

import pytest
from django.db import DatabaseError, connection, transaction

from linli.districts.context import in_district, in_public


def path() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        return str(cursor.fetchone()[0])


DEMO, NORTH, PUBLIC = "demo, public", "north, public", "public"


class Back(Exception):
    """Takes a transaction back."""


def test_in_and_out(committed):
    assert path() == DEMO
    with in_district("north"):
        assert path() == NORTH
        with in_public():
            assert path() == PUBLIC
        assert path() == NORTH
    assert path() == DEMO


@pytest.mark.parametrize("durable", [True, False])
def test_a_rollback_does_not_bring_the_last_district_back(committed, durable):
    """PostgreSQL takes back a SET of the transaction that it takes back."""
    with in_district("north"):
        assert path() == NORTH
    with contextlib.suppress(Back), transaction.atomic(durable=durable):
        assert path() == DEMO
        raise Back
    assert path() == DEMO


def test_nor_does_a_savepoint(committed):
    with in_district("north"):
        assert path() == NORTH
    with transaction.atomic():
        with contextlib.suppress(Back), transaction.atomic():
            assert path() == DEMO
            raise Back
        assert path() == DEMO
        with contextlib.suppress(Back), transaction.atomic(), in_district("north"):
            assert path() == NORTH
            raise Back
        assert path() == DEMO


def test_nor_a_statement_that_fails(committed):
    with in_district("north"):
        assert path() == NORTH
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    assert path() == DEMO
    with in_district("north"), pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT nothing")
    assert path() == DEMO


def test_nor_a_transaction_that_was_entered_elsewhere(committed):
    with in_district("north"), contextlib.suppress(Back), transaction.atomic():
        with in_district("demo"):
            assert path() == DEMO
        raise Back
    assert path() == DEMO
    with in_district("north"):
        assert path() == NORTH


def test_a_new_connection_is_in_the_district(committed):
    assert path() == DEMO
    connection.close()
    assert path() == DEMO
    with connection.cursor() as cursor, contextlib.suppress(DatabaseError):
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    connection.close_if_unusable_or_obsolete()
    assert path() == DEMO
