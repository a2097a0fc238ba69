"""The nightly run, and the look at what nobody took. Both may run twice, or after days of silence."""

from itertools import groupby

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.ledger import actions, queries
from linli.ledger.digests import undigested
from linli.ledger.models import Ledger

#: Accounts of one transaction; the ledger's sink is locked meanwhile.
CHUNK = 500
RETRY = RetryStrategy(max_attempts=5, exponential_wait=2)


@app.periodic(cron="30 18 * * *")
@app.task(name="linli.ledger.nightly_all")
def nightly_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """02:30 in Shanghai (cron counts in UTC): one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            nightly_district.defer(schema=schema)


@app.task(name="linli.ledger.nightly", retry=RETRY)
def nightly_district(*, schema: str) -> None:
    with in_district(schema):
        digest()
        expire()


@app.periodic(cron="*/10 * * * *")
@app.task(name="linli.ledger.holds_all")
def holds_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    with transaction.atomic():
        for schema in all_schemas():
            holds_district.defer(schema=schema)


@app.task(name="linli.ledger.holds", retry=RETRY)
def holds_district(*, schema: str) -> None:
    with in_district(schema):
        end_holds()


def expire() -> int:
    """How many units ended. What a killed run moved stays moved; the next one goes on."""
    today, units = clock.today(), 0
    found = list(queries.with_ended_lots(today))
    for ledger, rows in groupby(found, key=lambda row: row[0]):
        accounts = [account for _ledger, _community, account in rows]
        for start in range(0, len(accounts), CHUNK):
            part = accounts[start : start + CHUNK]
            try:
                units += actions.expire_lots(SYSTEM, ledger=ledger, rows=part, today=today)
            except Refused:
                continue
    return units


def end_holds() -> int:
    """How many promises ended because nobody took them."""
    ended = 0
    for hold in queries.ended_holds(clock.now()):
        try:
            actions.expire_hold(SYSTEM, hold=hold)
        except Refused:
            continue
        ended += 1
    return ended


def digest() -> int:
    """How many days were put into the log."""
    made, today = 0, clock.today()
    for ledger in Ledger.objects.across_communities("the nightly digest").order_by("pk"):
        for day in list(undigested(ledger, today)):
            try:
                actions.digest_day(SYSTEM, ledger=ledger, day=day)
            except Refused:
                continue
            made += 1
    return made
