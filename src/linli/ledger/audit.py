"""The invariants of a ledger, recomputed from its transfers. Reads only.

Numbers are those of the design's list. Each query answers the rows that break an invariant, so an
empty answer is a clean ledger.
"""

from dataclasses import dataclass

from django.db import connection

#: Both sides of every transfer, as a view of its own inside the queries below.
SIDES = """
  SELECT debit_id AS account, debit_seq AS seq, debit_after AS after, -amount AS change
  FROM ledger_transfer
  UNION ALL
  SELECT credit_id, credit_seq, credit_after, amount FROM ledger_transfer
"""

#: Table, column, and the table in which its row must be.
POINTS_TO = (
    ("ledger_account", "ledger_id", "ledger_ledger"),
    ("ledger_account", "person_id", "identity_person"),
    ("ledger_balance", "account_id", "ledger_account"),
    ("ledger_digest", "ledger_id", "ledger_ledger"),
    ("ledger_freeze", "account_id", "ledger_account"),
    ("ledger_freeze", "by_id", "identity_person"),
    ("ledger_freeze", "ended_by_id", "identity_person"),
    ("ledger_freeze", "words_id", "places_sealedtext"),
    ("ledger_freeze", "end_words_id", "places_sealedtext"),
    ("ledger_holdend", "hold_id", "ledger_hold"),
    ("ledger_lot", "account_id", "ledger_account"),
    ("ledger_lot", "transfer_id", "ledger_transfer"),
    ("ledger_lotuse", "lot_id", "ledger_lot"),
    ("ledger_lotuse", "transfer_id", "ledger_transfer"),
    ("ledger_transfer", "reverses_id", "ledger_transfer"),
)

CHECKS: dict[str, str] = {
    "sum_of_balances": """
        SELECT a.ledger_id FROM ledger_balance b JOIN ledger_account a ON a.id = b.account_id
        GROUP BY a.ledger_id HAVING sum(b.posted) <> 0""",
    "balance_is_sum_of_transfers": """
        WITH sides AS (:sides)
        SELECT b.account_id FROM ledger_balance b
        LEFT JOIN (SELECT account, sum(change) AS total, count(*) AS n FROM sides GROUP BY account)
          s ON s.account = b.account_id
        WHERE b.posted <> coalesce(s.total, 0) OR b.seq <> coalesce(s.n, 0)""",
    "sequence_is_gapless": """
        WITH sides AS (:sides), chain AS (
          SELECT account, seq, after, change,
            row_number() OVER account_line AS nth,
            coalesce(lag(after) OVER account_line, 0) AS before
          FROM sides WINDOW account_line AS (PARTITION BY account ORDER BY seq))
        SELECT account FROM chain WHERE seq <> nth OR after <> before + change""",
    "floor_and_cap": """
        SELECT account_id FROM ledger_balance
        WHERE posted - held < floor OR posted > cap OR held < 0""",
    "holds_end_once": """
        SELECT h.id FROM ledger_hold h JOIN ledger_holdend e ON e.hold_id = h.id
        LEFT JOIN ledger_transfer t ON t.id = e.transfer
        WHERE e.outcome = 'posted' AND (t.id IS NULL OR t.hold <> h.id OR t.amount > h.amount)
        UNION ALL
        SELECT hold_id FROM ledger_holdend GROUP BY hold_id HAVING count(*) > 1
        UNION ALL
        SELECT t.hold FROM ledger_transfer t WHERE t.hold IS NOT NULL AND NOT EXISTS (
          SELECT 1 FROM ledger_holdend e WHERE e.hold_id = t.hold AND e.transfer = t.id)
        UNION ALL
        SELECT hold FROM ledger_transfer WHERE hold IS NOT NULL GROUP BY hold HAVING count(*) > 1""",
    "held_is_what_is_promised": """
        SELECT b.account_id FROM ledger_balance b
        LEFT JOIN (SELECT h.debit_id, sum(h.amount) AS promised FROM ledger_hold h
          WHERE NOT EXISTS (SELECT 1 FROM ledger_holdend e WHERE e.hold_id = h.id)
          GROUP BY h.debit_id) p ON p.debit_id = b.account_id
        WHERE b.held <> coalesce(p.promised, 0)""",
    "reversals_stay_below": """
        SELECT t.id FROM ledger_transfer r JOIN ledger_transfer t ON t.id = r.reverses_id
        GROUP BY t.id, t.amount, t.debit_id, t.credit_id
        HAVING sum(r.amount) > t.amount
          OR bool_or(r.debit_id <> t.credit_id OR r.credit_id <> t.debit_id)""",
    "one_ledger": """
        SELECT t.id FROM ledger_transfer t
        JOIN ledger_account d ON d.id = t.debit_id JOIN ledger_account c ON c.id = t.credit_id
        WHERE d.ledger_id <> t.ledger_id OR c.ledger_id <> t.ledger_id
        UNION ALL
        SELECT h.id FROM ledger_hold h
        JOIN ledger_account d ON d.id = h.debit_id JOIN ledger_account c ON c.id = h.credit_id
        WHERE d.ledger_id <> h.ledger_id OR c.ledger_id <> h.ledger_id""",
    "nothing_points_nowhere": " UNION ALL ".join(
        f"SELECT {column} FROM {table} one WHERE {column} IS NOT NULL"  # noqa: S608 (own names)
        f" AND NOT EXISTS (SELECT 1 FROM {to} two WHERE two.id = one.{column})"
        for table, column, to in POINTS_TO
    ),
    "two_accounts": "SELECT id FROM ledger_transfer WHERE debit_id = credit_id",
    "amounts_are_positive": """
        SELECT id FROM ledger_transfer WHERE amount <= 0
        UNION ALL SELECT id FROM ledger_hold WHERE amount <= 0
        UNION ALL SELECT id FROM ledger_lotuse WHERE amount <= 0""",
    "keys_are_used_once": """
        SELECT min(id) FROM ledger_transfer GROUP BY ledger_id, key HAVING count(*) > 1
        UNION ALL
        SELECT min(id) FROM ledger_hold GROUP BY ledger_id, key HAVING count(*) > 1""",
    "accounts_are_whole": """
        SELECT min(id) FROM ledger_ledger GROUP BY community, unit HAVING count(*) > 1
        UNION ALL
        SELECT min(id) FROM ledger_account
        GROUP BY ledger_id, kind, person_id, other, stripe HAVING count(*) > 1
        UNION ALL
        SELECT a.id FROM ledger_account a
        LEFT JOIN ledger_ledger l ON l.id = a.ledger_id
        LEFT JOIN ledger_balance b ON b.account_id = a.id
        WHERE (a.kind = 'resident') <> (a.person_id IS NOT NULL)
          OR l.community IS DISTINCT FROM a.community OR b.account_id IS NULL""",
    "once_a_day_once_a_case": """
        SELECT min(id) FROM ledger_digest GROUP BY ledger_id, day HAVING count(*) > 1
        UNION ALL
        SELECT min(id) FROM ledger_freeze WHERE ended_at IS NULL
        GROUP BY account_id HAVING count(*) > 1""",
    "clearing_is_opposite": """
        SELECT here.account_id FROM ledger_balance here
        JOIN ledger_account a ON a.id = here.account_id AND a.kind = 'clearing'
        JOIN ledger_ledger l ON l.id = a.ledger_id
        LEFT JOIN ledger_ledger k ON k.community = a.other AND k.unit = l.unit
        LEFT JOIN ledger_account o ON o.ledger_id = k.id AND o.kind = 'clearing'
          AND o.other = l.community
        LEFT JOIN ledger_balance there ON there.account_id = o.id
        WHERE here.posted <> -coalesce(there.posted, 0)""",
    "live_lots_are_the_balance": """
        SELECT b.account_id FROM ledger_balance b
        LEFT JOIN (SELECT account_id, sum("left") AS live FROM ledger_lot GROUP BY account_id) l
          ON l.account_id = b.account_id
        WHERE b.lots AND b.posted <> coalesce(l.live, 0)""",
    "lots_are_spent_as_told": """
        SELECT l.id FROM ledger_lot l
        LEFT JOIN (SELECT lot_id, sum(amount) AS used FROM ledger_lotuse GROUP BY lot_id) u
          ON u.lot_id = l.id
        WHERE l.amount - l."left" <> coalesce(u.used, 0)""",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """An invariant that does not hold, with up to ten ids of what breaks it."""

    invariant: str
    ids: tuple[int, ...]


def audit() -> list[Breach]:
    """Every invariant over all ledgers of the district; empty when all hold."""
    found = []
    with connection.cursor() as cursor:
        for name, query in CHECKS.items():
            cursor.execute(query.replace(":sides", SIDES) + " LIMIT 10")
            ids = tuple(int(row[0]) for row in cursor.fetchall())
            if ids:
                found.append(Breach(name, ids))
    return found
