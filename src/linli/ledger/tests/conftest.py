"""Books of the tables' owner: what no rights and no trigger but those under test keep out."""

from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from tests.databases import OWNER

from linli.ledger.audit import audit
from linli.ledger.tests.books import open_books
from linli.places.operations.estates import seal_text

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
                "books": made.ledger,
                "ledger": made.ledger.pk,
                "issuer": made.issuer,
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
