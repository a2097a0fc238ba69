"""Each constraint of the database, dropped in turn, makes the audit fail: none is for nothing.

The tables' owner drops it; then a row is written that only the constraint had kept out.
"""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from linli.kernel import clock
from linli.ledger.audit import POINTS_TO, audit
from linli.ledger.digests import differing
from linli.ledger.operations.nightly import digest_day
from linli.ledger.tests.books import Books

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
    "ledger_holdend_pkey": (
        "ledger_holdend",
        (
            "{hold} 'h', {ann}, {merchant}, 5, now()); INSERT INTO ledger_holdend (hold_id, outcome, at)"
            " SELECT id, unnest(ARRAY['void', 'expired']), now() FROM ledger_hold"
        ),
        "holds_end_once",
    ),
    "ledger_balance_pkey": (
        "ledger_balance",
        (
            "INSERT INTO ledger_balance (account_id, posted, held, seq, frozen, lots)"
            " VALUES ({ann}, 0, 0, 0, false, false)"
        ),
        "balance_is_sum_of_transfers",
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
#: A partial index, not a constraint of the table.
DROP = {"one_freeze_at_a_time": "DROP INDEX one_freeze_at_a_time"}
#: What would keep the row out as well.
BESIDE: dict[str, set[str]] = {}
#: Held by another one of the list: foreign keys lean on it.
LEANT_ON = {"account_and_ledger"}


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


#: What makes a row of each table that has none at first.
FURNISH = (
    "{hold} 'over', {ann}, {merchant}, 5, now())",
    "INSERT INTO ledger_holdend (hold_id, outcome, at) SELECT id, 'void', now() FROM ledger_hold",
    "{hold} 'open', {ann}, {merchant}, 5, now())",
    "UPDATE ledger_balance SET held = 5 WHERE account_id = {ann}",
    "{freeze}",
)
NOWHERE = 10**15


@pytest.fixture
def furnished(books, django_db_blocker):
    """A row in every table; nothing is wrong with them."""
    with django_db_blocker.unblock(), transaction.atomic(), connection.cursor() as cursor:
        for statement in FURNISH:
            cursor.execute(statement.format(**books))
        made = Books(*(books[name] for name in ("books", "ann", "bob", "merchant", "issuer")))
        made.move("spent", made.ann, made.bob, 1)
        digest_day(made.ledger, clock.today())
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert (audit(), differing()) == ([], [])
        yield cursor
        transaction.set_rollback(True)


def foreign_keys(cursor) -> dict[tuple[str, str], str]:
    """Table and column -> the constraint; of one column each."""
    cursor.execute(
        "SELECT t.relname, a.attname, c.conname FROM pg_constraint c"
        " JOIN pg_class t ON t.oid = conrelid JOIN pg_namespace n ON n.oid = t.relnamespace"
        " JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]"
        " WHERE nspname = 'demo' AND t.relname LIKE 'ledger\\_%' AND contype = 'f'"
        " AND cardinality(conkey) = 1"
    )
    return {(table, column): name for table, column, name in cursor.fetchall()}


#: Immutable table -> what its trigger kept out, and what is then found.
IMMUTABLE = {
    "ledger_transfer": ("UPDATE {} SET amount = amount + 1", "balance_is_sum_of_transfers"),
    "ledger_hold": ("UPDATE {} SET amount = amount + 1", "held_is_what_is_promised"),
    "ledger_holdend": ("DELETE FROM {}", "held_is_what_is_promised"),
    "ledger_lotuse": ("DELETE FROM {}", "lots_are_spent_as_told"),
    "ledger_digest": ("UPDATE {} SET moved = moved + 1", "digest"),
}
TRIGGERS = {f"{table}_immutable{end}" for table in IMMUTABLE for end in ("", "_truncate")}


def broken() -> set[str]:
    return {breach.invariant for breach in audit()} | ({"digest"} if differing() else set())


@pytest.mark.parametrize(("table", "column"), [each[:2] for each in POINTS_TO])
def test_without_a_foreign_key_the_audit_finds_what_points_nowhere(furnished, table, column):
    name = foreign_keys(furnished)[table, column]
    # no other row leans on the last one; it is an account of a person where there is one
    only = "WHERE person_id IS NOT NULL" if column == "person_id" else ""
    last = f"SELECT max(ctid) FROM {table} {only}"
    bad = f"UPDATE {table} SET {column} = {NOWHERE} WHERE ctid = ({last})"
    if table in IMMUTABLE:
        furnished.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_immutable")
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        furnished.execute(bad)
    assert refusal.value.__cause__.diag.constraint_name == name
    furnished.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name} CASCADE")
    furnished.execute(bad)
    assert "nothing_points_nowhere" in broken()


@pytest.mark.parametrize("table", IMMUTABLE)
def test_without_its_trigger_what_was_written_can_be_changed_and_that_is_found(furnished, table):
    bad, found = IMMUTABLE[table]
    for statement in (bad, "UPDATE {} SET at = at", "DELETE FROM {}", "TRUNCATE {} CASCADE"):
        if table == "ledger_lotuse" and " at = " in statement:
            continue
        with pytest.raises(DatabaseError) as refusal, transaction.atomic():
            furnished.execute(statement.format(table))
        assert refusal.value.__cause__.diag.sqlstate == "LI001", statement
    furnished.execute(f"DROP TRIGGER {table}_immutable ON {table}")
    furnished.execute(bad.format(table))
    assert found in broken()


def test_the_list_is_complete(db):
    """Every lock of these tables but the numbers of rows themselves."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.conname FROM pg_constraint c JOIN pg_class t ON t.oid = conrelid"
            " WHERE t.relnamespace = 'demo'::regnamespace AND t.relname LIKE 'ledger\\_%'"
            " AND pg_get_constraintdef(c.oid) <> 'PRIMARY KEY (id)'"
            " UNION SELECT i.relname FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid"
            " JOIN pg_class i ON i.oid = x.indexrelid"
            " WHERE t.relnamespace = 'demo'::regnamespace AND t.relname LIKE 'ledger\\_%'"
            " AND x.indisunique AND NOT x.indisprimary"
            " UNION SELECT g.tgname FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid"
            " WHERE t.relnamespace = 'demo'::regnamespace AND t.relname LIKE 'ledger\\_%'"
            " AND NOT g.tgisinternal"
        )
        locks = {row[0] for row in cursor.fetchall()}
        keys = foreign_keys(cursor)
    dropped = {keys[table, column] for table, column, _to in POINTS_TO}
    assert locks == LEANT_ON | set(KEPT_OUT) | dropped | TRIGGERS
