"""The search path is set once per entry; whatever takes it back, the next statement has it right."""

import contextlib
import threading
from unittest.mock import patch

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.base import DatabaseWrapper as DjangoWrapper
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantWrapper

from linli.districts.context import in_district, in_public
from linli.kernel.prepared import ask


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


def test_nor_a_commit_that_the_server_answers_with_a_rollback(committed):
    """After an error that somebody swallowed, a COMMIT takes back what a SET of the same time did."""
    with in_district("north"):
        assert path() == NORTH
    with transaction.atomic():
        assert path() == DEMO
        with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
    assert path() == DEMO
    with in_district("demo"):
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


def test_a_prepared_statement_means_the_tables_of_where_it_runs(committed):
    """The plan is kept per connection; in another district it must not be used as it stands."""
    statement = "SELECT relnamespace::regnamespace::text FROM pg_class WHERE oid = $1::regclass"
    for _ in range(7):  # more often than psycopg and PostgreSQL wait before they keep a plan
        for district in ("demo", "north"):
            with in_district(district):
                assert ask(statement, ["journal_event"]) == [(district,)]
                made = ask(
                    "INSERT INTO journal_consumerrun (consumer, event, at)"
                    " VALUES ($1, nextval('journal_event_id_seq'), now())"
                    " RETURNING tableoid::regclass::text",
                    ["x"],
                )
                assert made == [("journal_consumerrun",)]
    for district in ("demo", "north"):
        with in_district(district), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM journal_consumerrun WHERE consumer = 'x'")
            assert cursor.fetchone() == (7,)


def test_a_prepared_statement_fails_like_any_other(committed):
    with pytest.raises(DatabaseError), transaction.atomic():
        ask("SELECT 1 / $1", [0])
    assert ask("SELECT 1 / $1", [1]) == [(1,)]
    with pytest.raises(transaction.TransactionManagementError):
        _goes_on_after_an_error()


def test_a_prepared_statement_outlives_what_is_rolled_back(committed):
    """Also where psycopg's own cursor has asked often enough for it to prepare by itself."""
    assert ask("SELECT 2 * $1::int", [1]) == [(2,)]
    with psycopg.Cursor(connection.connection) as cursor:
        for number in range(12):
            cursor.execute("SELECT %s::int", [number])
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        ask("SELECT 3 * $1::int", [1])
        raise ZeroDivisionError
    assert ask("SELECT 2 * $1::int", [1]) == [(2,)]
    with transaction.atomic(), contextlib.suppress(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    assert ask("SELECT 3 * $1::int", [1]) == [(3,)]


def _goes_on_after_an_error():
    with transaction.atomic():
        with contextlib.suppress(DatabaseError), transaction.atomic(savepoint=False):
            ask("SELECT 1 / $1", [0])
        ask("SELECT 1 / $1", [1])


def test_whether_the_server_lives_is_asked_of_the_socket(committed):
    """No statement while it lives; once it hung up, the next request has a new connection."""
    assert path() == DEMO
    with patch.object(DjangoWrapper, "is_usable", side_effect=AssertionError("asked the server")):
        assert connection.is_usable()
    (before,) = ask("SELECT pg_backend_pid()", [])
    ended = threading.Thread(target=_end, args=before)
    ended.start()
    ended.join()
    connection.close_if_unusable_or_obsolete()  # as each request begins
    (after,) = ask("SELECT pg_backend_pid()", [])
    assert after != before
    assert path() == DEMO
    connection.close()
    assert not connection.is_usable()


def _end(backend):
    """In a thread, and so by a connection of its own. Waits until the backend is gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
    connection.close()


def test_the_path_is_not_set_again_where_it_stands(committed):
    assert path() == DEMO
    sent = []
    plain = TenantWrapper._handle_search_path
    with patch.object(
        TenantWrapper, "_handle_search_path", lambda self, c=None: (sent.append(1), plain(self, c))
    ):
        for _ in range(3):
            with in_district("demo"):
                assert path() == DEMO
        assert not sent
        with in_district("north"):
            assert path() == NORTH
    assert sent == [1]
    assert path() == DEMO


def test_a_commit_that_fails_takes_all_back(committed):
    """A deferred constraint speaks at the COMMIT: the error is Django's, and nothing is there."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE late (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    with pytest.raises(IntegrityError), transaction.atomic():
        ask("INSERT INTO late VALUES (1), (1) RETURNING n", [])
    assert ask("SELECT count(*) FROM late", []) == [(0,)]
    with transaction.atomic():
        ask("INSERT INTO late VALUES (2) RETURNING n", [])
    assert ask("SELECT n FROM late", []) == [(2,)]
    assert path() == DEMO
