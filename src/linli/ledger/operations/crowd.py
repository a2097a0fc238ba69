"""Many accounts at once, for benchmarks and trials of size."""

from django.db import connection

from linli.journal.outbox import require_district_transaction
from linli.ledger.models import Ledger


def open_many(ledger: Ledger, count: int) -> None:
    """Accounts of organisations that do not exist, numbered from 1; in one statement."""
    require_district_transaction()
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH made AS (INSERT INTO ledger_account (ledger_id, community, kind, other, stripe)"
            " SELECT %s, %s, 'organisation', n, 0 FROM generate_series(1, %s) n RETURNING id)"
            " INSERT INTO ledger_balance (account_id, posted, held, seq, floor, frozen, lots)"
            " SELECT id, 0, 0, 0, NULL, false, false FROM made",
            [ledger.pk, ledger.community, count],
        )
