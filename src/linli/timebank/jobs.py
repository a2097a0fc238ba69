"""What nobody came to is cancelled by itself; what is owed comes back when there is something."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.timebank import scope_districts, sending
from linli.timebank.actions import arranging, districts, oversight
from linli.timebank.models import Session
from linli.timebank.operations.districts import note_known, note_trouble
from linli.timebank.sending import Answer
from linli.timebank.states import State

_log = logging.getLogger(__name__)


@app.periodic(cron="20 19 * * *")
@app.task(name="linli.timebank.lapse_all")
def lapse_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """03:20 in Shanghai (cron counts in UTC): one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            lapse_district.defer(schema=schema)


@app.task(name="linli.timebank.lapse", retry=RetryStrategy(max_attempts=5, exponential_wait=2))
def lapse_district(*, schema: str) -> None:
    with in_district(schema):
        lapse()
        collect()


def lapse() -> int:
    """How many were cancelled."""
    rows = Session.objects.across_communities("the nightly look at what nobody came to")
    over = rows.filter(
        state__in=[State.PROPOSED, State.ARRANGED],
        ends_at__lte=clock.now() - timedelta(days=1),
    )
    ended = 0
    for pk in list(over.order_by("pk").values_list("pk", flat=True)):
        try:
            arranging.lapse(SYSTEM, session=pk)
        except Refused:
            continue
        ended += 1
    return ended


# --- messages to other districts --------------------------------------------------------------
@app.periodic(cron="* * * * *")
@app.task(name="linli.timebank.clear_all")
def clear_all(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """What waits is sent again, what nobody answered comes back: one job per district."""
    with transaction.atomic():
        for schema in all_schemas():
            clear_district.defer(schema=schema)


@app.task(name="linli.timebank.clear")
def clear_district(*, schema: str) -> None:
    with in_district(schema):
        go_on()
        for peer in scope_districts.with_mail(clock.now()):
            _send_apart(peer)


@app.task(name="linli.timebank.send")
def send(*, schema: str, peer: int) -> None:
    """At once after something was written; a failure is left to the round of every minute."""
    with in_district(schema):
        if peer in scope_districts.with_mail(clock.now()):
            send_mail(peer)


def go_on() -> int:
    """Give back what nobody answered in time, enter what was due; how many."""
    done = 0
    steps = [(districts.give_up, row) for row in scope_districts.overdue(clock.now())]
    steps += [(districts.pay_out, row) for row in scope_districts.due()]
    for step, row in steps:
        try:
            step(SYSTEM, crossing=row)
        except Refused:
            continue
        done += 1
    return done


def send_mail(peer: int, post: Callable[[str, bytes], Answer] | None = None) -> int:
    """In order, until all is known over there or one message was not taken; how many were.

    No transaction is open while we wait for the other side. Sent twice, it is taken once.
    """
    done = 0
    while True:
        mail = scope_districts.next_mail(peer)
        if mail is None:
            return done
        answer = (post or sending.post)(mail.url, mail.raw)
        with transaction.atomic():
            if answer.number is None or answer.number < mail.number:
                note_trouble(peer, answer.trouble or "not_understood")
                return done
            note_known(peer, answer.number)
        done += 1


def _send_apart(peer: int) -> None:
    """One peer's trouble, of whatever kind, is not that of the others."""
    try:
        send_mail(peer)
    except Exception as error:  # noqa: BLE001 (the log has it, the desk its kind)
        _log.exception("a message to another district was not sent")
        with transaction.atomic():
            note_trouble(peer, type(error).__name__)


def collect() -> int:
    """How many minutes came."""
    came = 0
    for pk in oversight.owing():
        try:
            came += oversight.collect(SYSTEM, session=pk)
        except Refused:
            continue
    return came
