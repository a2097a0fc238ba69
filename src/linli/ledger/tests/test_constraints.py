"""Each constraint of the database, dropped in turn, makes the audit fail: none is for nothing.

The tables' owner drops it; then a row is written that only the constraint had kept out.
"""

from urllib.parse import urlsplit

import pytest
from django.db import IntegrityError, connection, transaction
from tests.databases import OWNER

from linli.ledger.audit import audit
from linli.ledger.tests.books import open_books
from linli.places.operations.estates import seal_text

#: constraint -> (table, what it kept out, the invariant that the audit then finds broken)
KEPT_OUT = {
    "balance_stays_above_its_floor": (
        "ledger_balance",
        "UPDATE ledger_balance SET held = posted + 1 WHERE account_id = {ann}",
        "floor_and_cap",
    ),
    "balance_stays_below_its_cap": (
        "ledger_balance",
        "UPDATE ledger_balance SET cap = posted - 1 WHERE account_id = {ann}",
        "floor_and_cap",
    ),
    "held_is_not_negative": (
        "ledger_balance",
        "UPDATE ledger_balance SET held = -1 WHERE account_id = {ann}",
        "floor_and_cap",
    ),
    "one_transfer_per_key": (
        "ledger_transfer",
        "{copy} 'start', debit_id, credit_id, amount, 9, 9, 9, 9 {of}",
        "keys_are_used_once",
    ),
    "debits_are_counted": (
        "ledger_transfer",
        "{copy} 'x', debit_id, {bob}, amount, debit_seq, 9, 9, 9 {of}",
        "sequence_is_gapless",
    ),
    "credits_are_counted": (
        "ledger_transfer",
        "{copy} 'x', {other_issuer}, credit_id, amount, 1, credit_seq, 9, 9 {of}",
        "sequence_is_gapless",
    ),
    "a_transfer_moves_something": (
        "ledger_transfer",
        "{copy} 'x', debit_id, credit_id, 0, 9, 9, 9, 9 {of}",
        "amounts_are_positive",
    ),
    "a_transfer_has_two_accounts": (
        "ledger_transfer",
        "{copy} 'x', debit_id, debit_id, amount, 8, 9, 9, 9 {of}",
        "two_accounts",
    ),
    "debit_of_this_ledger": (
        "ledger_transfer",
        "{copy} 'x', {stranger}, credit_id, amount, 9, 9, 9, 9 {of}",
        "one_ledger",
    ),
    "credit_of_this_ledger": (
        "ledger_transfer",
        "{copy} 'x', debit_id, {stranger}, amount, 9, 9, 9, 9 {of}",
        "one_ledger",
    ),
    "hold_debit_of_this_ledger": (
        "ledger_hold",
        "{hold} 'h', {stranger}, {merchant}, 5, now())",
        "one_ledger",
    ),
    "hold_credit_of_this_ledger": (
        "ledger_hold",
        "{hold} 'h', {ann}, {stranger}, 5, now())",
        "one_ledger",
    ),
    "one_hold_per_key": (
        "ledger_hold",
        "{hold} 'h', {ann}, {merchant}, 5, now()); {hold} 'h', {ann}, {merchant}, 5, now())",
        "keys_are_used_once",
    ),
    "a_hold_holds_something": (
        "ledger_hold",
        "{hold} 'h', {ann}, {merchant}, 0, now())",
        "amounts_are_positive",
    ),
    "a_posted_hold_names_its_transfer": (
        "ledger_holdend",
        (
            "{hold} 'h', {ann}, {merchant}, 5, now()); INSERT INTO ledger_holdend (hold_id, outcome, at)"
            " SELECT id, 'posted', now() FROM ledger_hold"
        ),
        "holds_end_once",
    ),
    "a_lot_is_spent_once": (
        "ledger_lot",
        'UPDATE ledger_lot SET "left" = amount + 1',
        "live_lots_are_the_balance",
    ),
    "a_lot_use_takes_something": (
        "ledger_lotuse",
        (
            "INSERT INTO ledger_lotuse (transfer_id, lot_id, amount)"
            " SELECT transfer_id, id, 0 FROM ledger_lot"
        ),
        "amounts_are_positive",
    ),
    "one_account_per_owner": (
        "ledger_account",
        (
            "INSERT INTO ledger_account (ledger_id, community, kind, person_id, stripe)"
            " SELECT ledger_id, community, kind, person_id, stripe FROM ledger_account WHERE id = {ann}"
        ),
        "accounts_are_whole",
    ),
    "a_resident_account_has_a_person": (
        "ledger_account",
        "UPDATE ledger_account SET person_id = NULL WHERE id = {ann}",
        "accounts_are_whole",
    ),
    "one_digest_a_day": (
        "ledger_digest",
        "{digest}; {digest}",
        "once_a_day_once_a_case",
    ),
    "one_freeze_at_a_time": ("ledger_freeze", "{freeze}; {freeze}", "once_a_day_once_a_case"),
    "one_ledger_per_unit": (
        "ledger_ledger",
        "INSERT INTO ledger_ledger (community, unit) SELECT community, unit FROM ledger_ledger",
        "accounts_are_whole",
    ),
}
COPY = (
    "INSERT INTO ledger_transfer (ledger_id, request_hash, kind, at, key, debit_id, credit_id,"
    " amount, debit_seq, credit_seq, debit_after, credit_after)"
    " SELECT ledger_id, request_hash, kind, at,"
)
HOLD = (
    "INSERT INTO ledger_hold (ledger_id, request_hash, kind, key, debit_id, credit_id, amount, at)"
    " VALUES ({ledger}, '', 'x',"
)


DIGEST = (
    "INSERT INTO ledger_digest (ledger_id, community, day, transfers, moved, digest, at)"
    " VALUES ({ledger}, 1, '2026-01-01', 1, 1, '', now())"
)
FREEZE = (
    "INSERT INTO ledger_freeze (account_id, community, reason, words_id, at)"
    " VALUES ({ann}, 1, 'dispute', {words}, now())"
)
#: A partial index, not a constraint of the table.
DROP = {"one_freeze_at_a_time": "DROP INDEX one_freeze_at_a_time"}
#: What would keep the row out as well.
BESIDE: dict[str, set[str]] = {}
#: Held by another one of the list: foreign keys lean on it.
LEANT_ON = {"account_and_ledger"}


@pytest.fixture(scope="module")
def books(worker_database, django_db_setup, django_db_blocker):
    """Books in a transaction of the tables' owner, undone in the end; names for the statements."""
    owner = urlsplit(OWNER)
    options = connection.settings_dict
    before = {name: options[name] for name in ("USER", "PASSWORD")}
    with django_db_blocker.unblock():
        connection.close()
        options |= {"USER": owner.username, "PASSWORD": owner.password or ""}
        from tests.architecture.world import enter

        enter("demo")
        with transaction.atomic():
            made, far = open_books(), open_books(community=2)
            made.move("start", made.issuer, made.ann, 50)
            names = {
                "ledger": made.ledger.pk,
                "ann": made.ann,
                "bob": made.bob,
                "merchant": made.merchant,
                "stranger": far.bob,
                "other_issuer": made.issuer + 1,
                "words": seal_text("理由").pk,
                "of": f"FROM ledger_transfer WHERE ledger_id = {made.ledger.pk}",
                "copy": COPY,
            }
            for name, text in (("hold", HOLD), ("digest", DIGEST), ("freeze", FREEZE)):
                names[name] = text.format(**names)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            assert audit() == []
            yield names
            transaction.set_rollback(True)
        connection.close()
        options |= before


@pytest.mark.parametrize("name", KEPT_OUT)
def test_without_it_the_audit_finds_a_breach(books, django_db_blocker, name):
    table, bad, invariant = KEPT_OUT[name]
    bad = bad.format(**books)
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            cursor.execute(bad)
        assert refusal.value.__cause__.diag.constraint_name == name
        with transaction.atomic():
            for other in {name} | BESIDE.get(name, set()):
                cursor.execute(DROP.get(other, f"ALTER TABLE {table} DROP CONSTRAINT {other}"))
            cursor.execute(bad)
            assert invariant in {breach.invariant for breach in audit()}
            transaction.set_rollback(True)
        assert audit() == []


def test_the_list_is_complete(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint c JOIN pg_class t ON t.oid = conrelid"
            " JOIN pg_namespace n ON n.oid = t.relnamespace"
            " WHERE nspname = 'demo' AND relname LIKE 'ledger\\_%%' AND contype IN ('c', 'u', 'f')"
            " AND conname NOT LIKE '%%\\_fk\\_%%' AND conname NOT LIKE '%%\\_id\\_%%'",
            [],
        )
        found = {row[0] for row in cursor.fetchall()}
    assert found - LEANT_ON - set(KEPT_OUT) == set()
