"""As the application's role, facts and the log cannot be changed, nor the triggers that guard them."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import ProgrammingError
from tests.databases import url_of

from linli.journal.operations import record
from linli.journal.operations_log import integrate
from linli.journal.tests.facts import Planted
from linli.kernel.actor import SYSTEM

IMMUTABLE = {
    "event": "type = 'x'",
    "consumerrun": "event = 0",
    "log": "vkey = 'x'",
    "loghalt": "halted = false",
    "logentry": "index = index + 1",
    "checkpoint": "note = 'x'",
    "witnessquorum": "required = 0",
    "cosignature": "line = 'x'",
}
GROWING = {"tile": "hashes", "bundle": "entries"}


@pytest.fixture
def rows(db):
    """Something in every table."""
    record(SYSTEM, Planted(tree=1))
    integrate()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_consumerrun (consumer, event, at) VALUES ('c', 1, now())"
        )
        cursor.execute(
            "INSERT INTO journal_loghalt (log, halted, reason, at) VALUES (1, true, 'x', now())"
        )
        cursor.execute("INSERT INTO journal_witnessquorum (required, at) VALUES (1, now())")
        cursor.execute(
            "INSERT INTO journal_cosignature (log, size, vkey, line, at)"
            " VALUES (1, 1, 'w', 'x', now())"
        )


def snapshot():
    found = {}
    with connection.cursor() as cursor:
        for table in [*IMMUTABLE, *GROWING]:
            cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|')) FROM journal_{table} t")
            found[table] = cursor.fetchone()
    return found


def refused(statement, error=ProgrammingError):
    before = snapshot()
    with pytest.raises(error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert snapshot() == before


@pytest.mark.parametrize("table", IMMUTABLE)
def test_the_application_only_adds(rows, table):
    assert snapshot()[table][0] > 0
    for statement in (
        f"UPDATE journal_{table} SET {IMMUTABLE[table]}",
        f"DELETE FROM journal_{table}",
        f"TRUNCATE journal_{table}",
        f"ALTER TABLE journal_{table} DISABLE TRIGGER ALL",
        f"DROP TRIGGER journal_{table}_immutable ON journal_{table}",
        f"DROP TABLE journal_{table}",
    ):
        refused(statement)


@pytest.mark.parametrize("table", GROWING)
def test_what_grows_is_not_removed_nor_unguarded(rows, table):
    for statement in (
        f"DELETE FROM journal_{table}",
        f"TRUNCATE journal_{table}",
        f"ALTER TABLE journal_{table} DISABLE TRIGGER journal_{table}_grows",
        f"DROP TRIGGER journal_{table}_grows ON journal_{table}",
        (
            f"CREATE OR REPLACE FUNCTION journal_{table}_grows() RETURNS trigger LANGUAGE plpgsql"
            " AS 'BEGIN RETURN NEW; END'"
        ),
    ):
        refused(statement)


@pytest.mark.parametrize(
    "change",
    [
        "journal_tile SET hashes = overlay(hashes PLACING 'x' FROM 1)",
        "journal_tile SET hashes = overlay(hashes PLACING 'x' FROM 1) || repeat('y', 32)::bytea",
        "journal_tile SET hashes = substring(hashes FROM 1 FOR 16)",
        "journal_tile SET hashes = hashes",
        "journal_tile SET hashes = hashes || 'y'",
        "journal_tile SET hashes = hashes || repeat('y', 8192)::bytea",
        "journal_tile SET number = 7, hashes = hashes || repeat('y', 32)::bytea",
        "journal_bundle SET entries = overlay(entries PLACING 'x' FROM 1), width = 2",
        "journal_bundle SET entries = entries || 'y'",
        "journal_bundle SET entries = entries || 'y', width = 257",
        "journal_bundle SET width = 2",
        "journal_bundle SET log = 2, width = 2, entries = entries || 'y'",
    ],
)
def test_a_partial_tile_only_grows(rows, change):
    refused(f"UPDATE {change}", DatabaseError)


def test_a_full_tile_is_final(db):
    for n in range(256):
        record(SYSTEM, Planted(tree=n))
    integrate()
    for statement in (
        "UPDATE journal_tile SET hashes = hashes || repeat('y', 32)::bytea WHERE level = 0",
        "UPDATE journal_bundle SET entries = entries || 'y', width = 257",
    ):
        refused(statement, DatabaseError)


def test_it_may_grow(db):
    record(SYSTEM, Planted(tree=1))
    integrate()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_tile SET hashes = hashes || repeat('y', 32)::bytea")
        assert cursor.rowcount == 1


def test_the_triggers_stand_behind_the_rights(committed):
    """Even the owner, who has every right, is stopped by the triggers."""
    with transaction.atomic():
        record(SYSTEM, Planted(tree=1))
    integrate()
    with psycopg.connect(url_of(committed), autocommit=True) as owner:
        for statement in (
            "UPDATE demo.journal_event SET type = 'x'",
            "DELETE FROM demo.journal_checkpoint",
            "TRUNCATE demo.journal_logentry",
            "DELETE FROM demo.journal_tile",
            "TRUNCATE demo.journal_bundle",
            "UPDATE demo.journal_tile SET hashes = 'x'",
        ):
            with pytest.raises(psycopg.DatabaseError) as error:
                owner.execute(statement)
            assert error.value.sqlstate == "LI001"
