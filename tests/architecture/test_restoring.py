"""What a test has committed is gone afterwards, whatever it was."""

import os
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest

from tests.databases import as_owner, drop, url_of
from tests.restoring import NAMES, Restorable, reusable

#: Without its trigger, which would note the hour.
FURNITURE = """SET session_replication_role = replica;
INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('furniture', 'z')"""


def furnish(name: str) -> None:
    with psycopg.connect(url_of(name)) as connection:
        connection.execute(FURNITURE)


#: As much of the real tables as changes of shape are tried on: a clone of all takes 4 s of processor.
FEW = """
CREATE SCHEMA demo; CREATE TABLE demo.journal_event (id bigserial PRIMARY KEY);
CREATE TABLE procrastinate_jobs (id bigserial PRIMARY KEY, queue_name text, task_name text);
GRANT ALL ON procrastinate_jobs TO linli_app; INSERT INTO demo.journal_event DEFAULT VALUES;
CREATE TRIGGER kept BEFORE UPDATE ON demo.journal_event
  FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()"""


@pytest.fixture(scope="module")
def database():
    made = Restorable(f"test_restoring_{os.getpid()}", furnish=furnish)
    yield made
    made.close()


@pytest.fixture(scope="module")
def few():
    source = f"few_tables_{os.getpid()}"
    drop(source)
    as_owner("CREATE DATABASE {}", source)
    with psycopg.connect(url_of(source)) as connection:
        connection.execute(FEW)
    made = Restorable(f"test_{source}", source=lambda: source, furnish=furnish)
    yield made
    made.close()
    drop(source)


def content(database: Restorable) -> dict[str, Any]:
    """Every table's rows and every sequence, and the triggers."""
    with psycopg.connect(url_of(database.name)) as connection:
        ask = lambda query: connection.execute(query).fetchall()  # noqa: E731
        tables = [f"{schema}.{name}" for _, schema, name, _ in ask(NAMES)]
        rows = {table: sorted(map(str, ask(f"SELECT t FROM {table} t"))) for table in tables}
        return {
            **rows,
            "sequences": sorted(
                ask("SELECT schemaname, sequencename, last_value FROM pg_sequences")
            ),
            "triggers": sorted(
                ask("SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger")
            ),
        }


@pytest.mark.parametrize(
    "statements",
    [
        "INSERT INTO demo.journal_event SELECT * FROM demo.journal_event WHERE false",
        "INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('q', 'x'), ('q', 'y')",
        "SELECT setval('procrastinate_jobs_id_seq', 77)",
        "DELETE FROM public.districts_domain; UPDATE public.districts_district SET schema_name = upper(schema_name)",
        "CREATE TEMP TABLE aside AS SELECT 1 AS a; INSERT INTO aside VALUES (2)",
    ],
)
def test_everything_is_as_before(database, statements):
    changed_and_restored(database, statements, rows_alone=True)


@pytest.mark.parametrize(
    "statements",
    [
        "ALTER TABLE demo.journal_event DISABLE TRIGGER ALL",
        "CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.t (a int)",
        "DROP TABLE demo.journal_event CASCADE",
        "REVOKE ALL ON procrastinate_jobs FROM linli_app",
    ],
)
def test_what_had_another_shape_is_made_anew(few, statements):
    changed_and_restored(few, statements, rows_alone=False)


def changed_and_restored(database: Restorable, statements: str, *, rows_alone: bool) -> None:
    before = content(database)
    assert any("furniture" in row for row in before["public.procrastinate_jobs"])
    with psycopg.connect(url_of(database.name), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(statements)
    assert (database.restore(), content(database)) == (rows_alone, before)


def test_a_session_that_is_kept_begins_anew_and_hides_nothing_that_it_wrote(database):
    """Its search path, temporary tables and locks are gone, and rows that it had not told of."""
    before = content(database)
    with psycopg.connect(url_of(database.name), autocommit=True) as kept:
        pid = kept.info.backend_pid
        for _ in range(3):
            kept.execute("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('q', 'x')")
            kept.execute("SET search_path = north; CREATE TEMP TABLE aside (a int)")
            kept.execute("SET ROLE linli_app; SELECT pg_advisory_lock(7)")
            kept.execute("PREPARE known AS SELECT 1")
            assert (database.restore(kept), content(database)) == (True, before)
            ask = lambda query: kept.execute(query).fetchone()[0]  # noqa: E731
            assert ask("SELECT pg_backend_pid()") == pid
            assert ask("SELECT current_user") == "linli_owner"
            assert "north" not in ask("SELECT current_setting('search_path')")
            assert ask("SELECT to_regclass('aside') IS NULL")
            assert ask("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == 0
            kept.execute("DEALLOCATE known")


def test_a_session_in_a_transaction_is_not_kept(database):
    """Neither one that an error went through, nor one on another database."""
    session = psycopg.connect(url_of(database.name), autocommit=True)
    whole = SimpleNamespace(
        connection=session, in_atomic_block=False, run_on_commit=[], errors_occurred=False
    )
    assert reusable(whole, database.name) is session
    assert reusable(whole, "another") is None
    for spoilt in ({"in_atomic_block": True}, {"run_on_commit": [1]}, {"errors_occurred": True}):
        assert reusable(SimpleNamespace(**(vars(whole) | spoilt)), database.name) is None
    session.execute("BEGIN")
    assert reusable(whole, database.name) is None
    session.close()
    assert reusable(whole, database.name) is None


def test_an_open_transaction_of_somebody_else_is_ended(database):
    before = content(database)
    other = psycopg.connect(url_of(database.name))
    other.execute("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('q', 'x')")
    assert (database.restore(), content(database)) == (True, before)
    with pytest.raises(psycopg.OperationalError):
        other.execute("SELECT 1")
