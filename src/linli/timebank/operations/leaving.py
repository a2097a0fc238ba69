"""Carrying out what the rulebook says of hours whose holder is gone, and undoing it."""

from django.db.models import Q

from linli.identity.queries import records_of
from linli.kernel.errors import Refused
from linli.ledger import operations as ledger
from linli.ledger.models import Account, Transfer
from linli.ledger.operations.clearing import clearing_account
from linli.ledger.operations.limits import set_limits
from linli.timebank.models import Crossing, Departure, Session
from linli.timebank.operations import sessions, settling
from linli.timebank.operations.handing import (
    Way,
    hand_over,
    into_sink,
    lock_both,
    room_of,
    way_to,
)
from linli.timebank.operations.sessions import UNIT, lock_members
from linli.timebank.states import State, Verb
from linli.timebank.states_leaving import Exit

#: What must be decided before anything leaves the account.
UNDECIDED = (State.RUNNING, State.ENDED, State.QUARANTINED, State.APPEALED)
KIND = "leave"


def close_sessions(row: Departure) -> None:
    """What was only arranged ends, what is owed is paid first; what waits must be decided first."""
    mine = records_of(row.person_id)
    found = Session.objects.within(row.community).filter(
        Q(giver__in=mine) | Q(receiver__in=mine),
        Q(state__in=[State.PROPOSED, State.ARRANGED, *UNDECIDED]) | Q(owed__gt=0, giver__in=mine),
    )
    for pk in list(found.order_by("pk").values_list("pk", flat=True)):
        session = sessions.locked(pk)
        lock_members(row.community, (session.giver_id, session.receiver_id))
        if session.state in UNDECIDED:
            raise Refused("timebank.sessions_open")
        if session.state in {State.PROPOSED, State.ARRANGED}:
            sessions.move(session, Verb.CANCEL)
        elif session.owed:
            settling.collect(session)
        session.save()


def require_nothing_on_its_way(row: Departure) -> None:
    """Between districts: what comes back later would lie in a closed account. Lock everybody first."""
    ours = Crossing.objects.within(row.community).filter(person__in=records_of(row.person_id))
    if ours.filter(state__in=["held", "accepted", "due"]).exists():
        raise Refused("timebank.crossings_open")


def way_of(row: Departure) -> Way:
    """From the holder to the heir; to themselves where there is none."""
    if row.heir is None:
        return Way(row.community, row.person_id, row.community, row.person_id)
    return way_to(row.community, row.person_id, row.heir)


def lock_all(row: Departure) -> None:
    """The two people, then every balance that may move, in the order in which movements take them."""
    way = way_of(row)
    lock_both(way)
    source = ledger.resident_account(community=way.community, unit=UNIT, person=way.giver)
    target = ledger.resident_account(community=way.other, unit=UNIT, person=way.receiver)
    wanted = {source.pk, target.pk}
    sinks = Account.objects.within(way.community).filter(
        ledger=source.ledger_id, kind__in=[Account.Kind.DONATED, Account.Kind.EXPIRED]
    )
    wanted |= set(sinks.values_list("pk", flat=True))
    if way.leaves:
        ends = (way.community, way.other)
        wanted |= {
            clearing_account(community=one, other=other, unit=UNIT).pk
            for one, other in (ends, ends[::-1])
        }
    ledger.locked(*wanted)


def minutes_of(row: Departure) -> int:
    """What passes: all that is there. Its balance must be locked."""
    account = ledger.resident_account(community=row.community, unit=UNIT, person=row.person_id)
    balance = ledger.locked(account.pk)[account.pk]
    return 0 if row.way == Exit.KEEP else balance.available


def carry_out(row: Departure, event: int) -> None:
    """Move `row.minutes`; what an heir may not have above the limit goes to the pool."""
    if not row.minutes:
        return
    key, made, left = f"leave:{row.pk}", [], row.minutes
    if row.way == Exit.INHERIT:
        way = way_of(row)
        room = room_of(way)
        units = left if room is None else min(left, room)
        if units:
            made += hand_over(way, units, key=key, kind=KIND, event=event)
        left -= units
    if left:
        sink = Account.Kind.EXPIRED if row.way == Exit.END else Account.Kind.DONATED
        kind = "expire" if row.way == Exit.END else "donate"
        made.append(
            into_sink(
                row.community, row.person_id, sink, left, key=f"{key}:rest", kind=kind, event=event
            )
        )
    row.transfers = made


def undo(row: Departure) -> None:
    """Every transfer by one that names it, the last first: all of it, or nothing."""
    lock_both(way_of(row))
    rows = list(Transfer.objects.filter(pk__in=row.transfers).order_by("-pk"))
    found = ledger.locked(*{each for one in rows for each in (one.credit_id, one.debit_id)})
    for original in rows:
        payer = found[original.debit_id]
        if payer.cap is not None and payer.account.kind == Account.Kind.RESIDENT:
            # their own hours come back to them, also above what somebody may save
            set_limits(payer.account, floor=0, cap=max(payer.cap, payer.posted + row.minutes))
        try:
            ledger.take_back(
                original, amount=original.amount, key=f"leave:{row.pk}:back:{original.pk}"
            )
        except Refused as refusal:
            if refusal.code != "ledger.not_enough":
                raise
            raise Refused("timebank.heir_spent") from refusal
