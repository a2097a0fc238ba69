"""Asking for a session, answering, cancelling. Locks: the session, then its members."""

from datetime import datetime, timedelta

from linli.facts import timebank as facts
from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.timebank import rules, scope
from linli.timebank.actions.common import somebody, told
from linli.timebank.deeds import TIME
from linli.timebank.models import Mark, Session
from linli.timebank.operations import sessions
from linli.timebank.states import Side, State, Verb
from linli.timebank.wanted import Wanted

#: How far ahead something is arranged; our own decision.
AHEAD = timedelta(days=180)


def _sides(me: Person, other: Person, side: str) -> tuple[Person, Person]:
    """(giver, receiver): `side` is mine."""
    return (me, other) if side == Side.GIVER else (other, me)


def _require_future(wanted: Wanted) -> None:
    now = clock.now()
    if not now < wanted.starts_at <= now + AHEAD:
        raise Refused("timebank.not_ahead", field="starts_at")


def _require_past(wanted: Wanted, community: int) -> None:
    """Over already, and not longer ago than the rulebook takes."""
    late = timedelta(days=sessions.book_for(community, wanted).plain.late_days)
    if wanted.ends_at > clock.now():
        raise Refused("timebank.not_over", field="starts_at")
    if wanted.ends_at < clock.now() - late:
        raise Refused("timebank.too_late", field="starts_at", days=late.days)


def _asked(actor: Actor, person: str, side: str, wanted: Wanted, *, afterwards: bool) -> Session:
    me = found_or_refused(Person.objects.filter(pk=actor.person or 0))
    other = somebody(actor, person)
    if actor.helper is not None and scope.share_a_home(actor.helper, other.pk):
        raise Refused("timebank.helper_has_part", field="person")
    giver, receiver = _sides(me, other, side)
    community = actor.place or 0
    sessions.lock_members(community, (giver.pk, receiver.pk))
    return sessions.make(
        community=community,
        giver=giver,
        receiver=receiver,
        wanted=wanted,
        by=me.pk,
        state=State.PROPOSED,
        afterwards=afterwards,
    )


@action(allow=rules.may_arrange, deed=TIME.key)
def propose(actor: Actor, *, person: str, side: str, wanted: Wanted) -> Session:
    """Ask a neighbour by number; `side` is the actor's own. It stands when the other accepts."""
    _require_future(wanted)
    row = _asked(actor, person, side, wanted, afterwards=False)
    told(actor, row, facts.SessionArranged, afterwards=False)
    return row


@action(allow=rules.may_arrange, deed=TIME.key)
def enter_afterwards(actor: Actor, *, person: str, side: str, wanted: Wanted) -> Session:
    """It took place without being arranged: both confirm, then staff look at it."""
    _require_past(wanted, actor.place or 0)
    row = _asked(actor, person, side, wanted, afterwards=True)
    told(actor, row, facts.SessionArranged, afterwards=True)
    return row


@action(allow=rules.may_arrange_for)
def arrange_for(actor: Actor, *, giver: str, receiver: str, wanted: Wanted) -> Session:
    """For two who came to the desk or signed on paper. Not for oneself."""
    _require_future(wanted)
    one, other = somebody(actor, giver, "giver"), somebody(actor, receiver, "receiver")
    if one.community != other.community:
        raise Refused("timebank.nobody_there", field="receiver")
    community = one.community or 0
    sessions.lock_members(community, (one.pk, other.pk))
    row = sessions.make(
        community=community,
        giver=one,
        receiver=other,
        wanted=wanted,
        by=actor.person or 0,
        state=State.ARRANGED,
        clerk=actor.person,
    )
    if rules.has_part(actor, row):
        raise Refused("timebank.own_session")
    told(actor, row, facts.SessionArranged, afterwards=False)
    return row


@action(allow=rules.may_take_part, deed=TIME.key)
def accept(actor: Actor, *, session: int) -> Session:
    """The one who was asked says yes; what the receiver pays is kept for it."""
    row = sessions.locked(session)
    side = rules.side_of(actor, row)
    if row.by_id in records_of(actor.person or 0) or side is None:
        raise Refused("timebank.asked_by_you")
    sessions.lock_members(row.community, rules.parties(row))
    sessions.move(row, Verb.ACCEPT)
    sessions.promise(row)
    if row.afterwards:
        for what, at in ((Mark.What.IN, row.starts_at), (Mark.What.OUT, row.ends_at)):
            sessions.mark(row, what, Mark.How.AFTERWARDS, by=actor.person or 0, at=at)
        row.state = State.ENDED
        row.came_at, row.went_at = row.starts_at, row.ends_at
        row.minutes = int((row.ends_at - row.starts_at).total_seconds()) // 60
    row.save()
    told(actor, row, facts.SessionAnswered)
    return row


def _cancelled(actor: Actor, session: int) -> Session:
    row = sessions.locked(session)
    sessions.lock_members(row.community, rules.parties(row))
    sessions.move(row, Verb.CANCEL)
    row.save()
    told(actor, row, facts.SessionAnswered)
    return row


@action(allow=rules.may_take_part, deed=TIME.key)
def cancel(actor: Actor, *, session: int) -> Session:
    """Either of the two, until it has begun; what was promised is free again."""
    return _cancelled(actor, session)


@action(allow=rules.may_serve)
def cancel_for(actor: Actor, *, session: int) -> Session:
    """At the desk, when one of the two says so there."""
    return _cancelled(actor, session)


def lapses_at(row: Session) -> datetime:
    """A day after it should have been; what was entered afterwards waits a week for its answer."""
    return row.at + timedelta(days=7) if row.afterwards else row.ends_at + timedelta(days=1)


@action(allow=rules.keeps_time)
def lapse(actor: Actor, *, session: int) -> Session:
    """Nobody signed in on its day: it is cancelled by itself."""
    row = sessions.locked(session)
    if lapses_at(row) > clock.now():
        raise Refused("timebank.not_now")
    sessions.lock_members(row.community, rules.parties(row))
    sessions.move(row, Verb.CANCEL)
    row.save()
    told(actor, row, facts.SessionAnswered)
    return row
