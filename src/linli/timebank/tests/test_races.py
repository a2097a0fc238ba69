"""At once, on connections of their own: entered once, nobody in two places, no waiting in a ring."""

from datetime import timedelta

from tests.racing import race

from linli.kernel import clock
from linli.ledger.audit import audit
from linli.ledger.models import Transfer
from linli.timebank.actions import attending
from linli.timebank.models import Busy, Session
from linli.timebank.tests.hours import MAY


def at(moment, call):
    """The clock is each thread's own."""

    def run():
        with clock.frozen(moment):
            return call()

    return run


def test_both_confirm_at_once_and_it_is_entered_once(bank):
    row = bank.serve()
    calls = [
        at(row.ends_at, lambda name=name: attending.confirm(bank.actor(name), session=row.pk))
        for name in ("ann", "gu", "ann", "gu")
    ]
    answers = race(*calls)
    # whoever comes again meets their own word, or that it is entered
    assert answers[:2] == ["done", "done"]
    assert set(answers[2:]) <= {"timebank.confirmed_already", "timebank.not_now"}
    assert Transfer.objects.count() == 1
    assert (bank.has("ann"), Session.objects.within(bank.community).get().state) == (
        60,
        "confirmed",
    )
    assert audit() == []


def test_two_sessions_of_one_person_at_once_are_one(bank):
    bank.note("bob", "receives", "disabled")

    def ask(giver, receiver):
        return at(MAY, lambda: bank.propose(giver, receiver, at=MAY + timedelta(hours=2)))

    assert race(ask("ann", "gu"), ask("bob", "gu"), ask("ann", "bob")) == [
        "done",
        "timebank.overlap",
        "timebank.overlap",
    ]
    assert Busy.objects.within(bank.community).filter(live=True).count() == 2


def test_many_sessions_of_the_same_people_are_entered_side_by_side(bank):
    """Ann gives to Bob and Bob to Ann, each paying the other: nobody waits in a ring."""
    bank.done(minutes=120)
    bank.done("bob", "gu", minutes=120, at=MAY + timedelta(hours=6))
    rows = []
    for number in range(4):
        pair = ("bob", "ann") if number % 2 == 0 else ("ann", "bob")
        start = MAY + timedelta(days=1, hours=2 * number)
        with clock.frozen(start - timedelta(hours=1)):
            row = bank.serve(*pair, at=start, kind="exchange", pay="exchange", minutes=30)
        with clock.frozen(row.ends_at):
            rows.append(attending.confirm(bank.actor("ann"), session=row.pk))
    late = MAY + timedelta(days=2)
    calls = [
        at(late, lambda row=row: attending.confirm(bank.actor("bob"), session=row.pk))
        for row in rows
    ]
    assert race(*calls) == ["done"] * len(rows)
    assert (bank.has("ann"), bank.has("bob")) == (120, 120)
    assert audit() == []
