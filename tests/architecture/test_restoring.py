"""What a test has committed is gone afterwards, whatever it was."""

import os
from typing import Any

import psycopg
import pytest

from tests.databases import url_of
from tests.restoring import NAMES, Restorable

#: Without its trigger, which would note the hour.
FURNITURE = """SET session_replication_role = replica;
INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('furniture', 'z')"""


def furnish(name: str) -> None:
    with psycopg.connect(url_of(name)) as connection:
        connection.execute(FURNITURE)


@pytest.fixture(scope="module")
def database():
    made = Restorable(f"test_restoring_{os.getpid()}", furnish=furnish)
    yield made
    made.close()


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
    ("statements", "rows_alone"),
    [
        ("INSERT INTO demo.journal_event SELECT * FROM demo.journal_event WHERE false", True),
        (
            "INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('q', 'x'), ('q', 'y')",
            True,
        ),
        ("SELECT setval('procrastinate_jobs_id_seq', 77)", True),
        (
            "DELETE FROM public.districts_domain; UPDATE public.districts_district SET schema_name = upper(schema_name)",
            True,
        ),
        ("CREATE TEMP TABLE aside AS SELECT 1 AS a; INSERT INTO aside VALUES (2)", True),
        ("ALTER TABLE demo.journal_event DISABLE TRIGGER ALL", False),
        ("CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.t (a int)", False),
        ("DROP TABLE demo.journal_event CASCADE", False),
        ("REVOKE ALL ON procrastinate_jobs FROM linli_app", False),
    ],
)
def test_everything_is_as_before(database, statements, rows_alone):
    before = content(database)
    assert any("furniture" in row for row in before["public.procrastinate_jobs"])
    with psycopg.connect(url_of(database.name), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(statements)
    assert (database.restore(), content(database)) == (rows_alone, before)


def test_an_open_transaction_of_somebody_else_is_ended(database):
    before = content(database)
    other = psycopg.connect(url_of(database.name))
    other.execute("INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('q', 'x')")
    assert (database.restore(), content(database)) == (True, before)
    with pytest.raises(psycopg.OperationalError):
        other.execute("SELECT 1")
