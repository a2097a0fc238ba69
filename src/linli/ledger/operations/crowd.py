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


_AWARDS = """
SELECT answer FROM ledger_post_batch(%(ledger)s, %(issuer)s,
  ARRAY(SELECT gen_random_uuid()::text FROM generate_series(1, %(count)s)),
  ARRAY(SELECT decode('01', 'hex') FROM generate_series(1, %(count)s)),
  ARRAY(SELECT %(first)s + n FROM generate_series(0, %(count)s - 1) n),
  array_fill(1::bigint, ARRAY[%(count)s]), 'bench', now(), NULL, NULL,
  array_fill(NULL::bigint, ARRAY[%(count)s]), array_fill(NULL::bigint, ARRAY[%(count)s]))"""


def award_many(ledger: int, issuer: int, count: int, first: int) -> None:
    """One unit to each of so many accounts in the order of their ids."""
    require_district_transaction()
    with connection.cursor() as cursor:
        cursor.execute(
            _AWARDS, {"ledger": ledger, "issuer": issuer, "count": count, "first": first}
        )
