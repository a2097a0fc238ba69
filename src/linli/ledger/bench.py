"""Figures of the ledger, as ratios to pgbench's TPC-B in the same run (gates in the design).

The scripts call the same functions as `operations`, so that the client costs as little here as in
TPC-B; the way through an action is measured apart. Everything is durable.
"""

import time
from datetime import date

from django.db import connection, transaction

from linli.districts.context import current_schema
from linli.kernel.pgbench import pgbench, prepare_pgbench
from linli.ledger import operations
from linli.ledger.audit import audit
from linli.ledger.models import Account, Ledger
from linli.ledger.movements import Award
from linli.ledger.operations.crowd import award_many, open_many

ACCOUNTS = 100_000
RESIDENTS = 225_100
CLIENTS = 16
COMMUNITY = 999_999_999
#: Transfers that are audited, and how many of the missing ones are made at a time.
AUDITED, LOT = 1_000_000, 5_000

POST = """
SELECT answer FROM ledger_post({ledger}, gen_random_uuid()::text, '\\x01', {debit}, {credit},
  1, 'bench', now());
"""
BATCH = """
\\set s random(0, {stripes})
SELECT answer FROM ledger_post_batch({ledger}, {issuer} + :s,
  ARRAY(SELECT gen_random_uuid()::text FROM generate_series(1, 100)),
  ARRAY(SELECT '\\x01'::bytea FROM generate_series(1, 100)),
  ARRAY(SELECT {first} + (:start + n) %% {many} FROM generate_series(1, 100) n),
  array_fill(1::bigint, ARRAY[100]), 'bench', now(), NULL, NULL,
  array_fill(NULL::bigint, ARRAY[100]), array_fill(NULL::bigint, ARRAY[100]));
""".replace("%%", "%")


def run() -> list[tuple[str, str]]:
    """Rows of name and figure."""
    prepare_pgbench()
    tpcb = pgbench(clients=CLIENTS)
    ledger, first, last, issuers = _furnish()
    schema = current_schema()

    def ratio(script: str, times: int = 1) -> str:
        done = pgbench(script=script, schema=schema, clients=CLIENTS) * times
        return f"{done / tpcb:.2f}× TPC-B ({done:,.0f}/s)"

    pick = f"\\set a random({first}, {last})\n"
    two = pick + f"\\set b {first} + (:a - {first} + random(1, {ACCOUNTS - 1})) % {ACCOUNTS}\n"
    hot = POST.format(ledger=ledger, debit=issuers[0], credit=":a")
    striped = f"\\set s random(0, {len(issuers) - 1})\n" + POST.format(
        ledger=ledger, debit=f"{issuers[0]} + :s", credit=":a"
    )
    batch = pick.replace("a random", "start random") + BATCH.format(
        ledger=ledger, issuer=issuers[0], stripes=len(issuers) - 1, first=first, many=ACCOUNTS
    )
    rows = [
        ("pgbench TPC-B, 16 clients (the measure)", f"{tpcb:,.0f}/s"),
        (
            "transfer between random accounts (gate 1.0)",
            ratio(two + POST.format(ledger=ledger, debit=":a", credit=":b")),
        ),
        ("award by one hot issuer", ratio(pick + hot)),
        ("award by a striped issuer (gate 0.8)", ratio(pick + striped)),
        ("awards in batches of 100, striped (gate 5)", ratio(batch, 100)),
    ]
    return [*rows, *_everybody(), *_audit(ledger, issuers, first)]


def _furnish() -> tuple[int, int, int, list[int]]:
    """A ledger of minutes with accounts that may go below zero, set-based."""
    with transaction.atomic():
        ledger = operations.open_ledger(community=COMMUNITY, unit=Ledger.Unit.MINUTES)
        open_many(ledger, ACCOUNTS)
    accounts = Account.objects.within(COMMUNITY).filter(
        ledger=ledger, kind=Account.Kind.ORGANISATION
    )
    first = accounts.order_by("pk").values_list("pk", flat=True)[0]
    issuers = list(
        Account.objects.within(COMMUNITY)
        .filter(ledger=ledger, kind=Account.Kind.ISSUER)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ledger_account, ledger_balance")
    return ledger.pk, first, first + ACCOUNTS - 1, issuers


def _everybody() -> list[tuple[str, str]]:
    """All residents of a district awarded once, in batches of a thousand."""
    ledger = Ledger.objects.within(COMMUNITY).get(unit=Ledger.Unit.MINUTES)
    accounts = list(
        Account.objects.within(COMMUNITY)
        .filter(ledger=ledger, kind=Account.Kind.ORGANISATION)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    issuer = (
        Account.objects.within(COMMUNITY)
        .filter(ledger=ledger, kind=Account.Kind.ISSUER)
        .latest("pk")
        .pk
    )
    start = time.perf_counter()
    for lot in range(0, RESIDENTS, 1000):
        awards = [
            Award(key=f"all{n}", credit=accounts[n % ACCOUNTS], amount=5)
            for n in range(lot, min(lot + 1000, RESIDENTS))
        ]
        with transaction.atomic():
            operations.award_batch(
                ledger=ledger.pk, issuer=issuer, awards=awards, expires_on=date(2099, 1, 1)
            )
    took = time.perf_counter() - start
    return [(f"{RESIDENTS:,} awards, one each", f"{took:.1f} s ({RESIDENTS / took:,.0f}/s)")]


def _count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_transfer")
        return int(cursor.fetchone()[0])


def _audit(ledger: int, issuers: list[int], first: int) -> list[tuple[str, str]]:
    for n in range(0, AUDITED - _count(), LOT):
        with transaction.atomic():
            issuer = issuers[n // LOT % len(issuers)]
            award_many(ledger, issuer, LOT, first + n % (ACCOUNTS - LOT))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE ledger_account, ledger_balance, ledger_transfer")
    count = _count()
    start = time.perf_counter()
    found = audit()
    took = time.perf_counter() - start
    clean = "clean" if not found else ", ".join(breach.invariant for breach in found)
    return [(f"audit of {count:,} transfers, all invariants ({clean})", f"{took:.1f} s")]
