"""Who arranges, marks, confirms and decides. Nobody about what they have a part in."""

from typing import Any

from linli.identity.queries import records_of
from linli.journal.models import Event
from linli.kernel import adopting
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.timebank import scope
from linli.timebank.models import Confirmation, Rulebook, Session, Standing
from linli.timebank.states import Side, State, Verb


def office(actor: Actor, *capacities: Capacity) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity not in capacities:
        return denied("kernel.not_for_you")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def _staff(actor: Actor) -> Decision:
    return office(actor, Capacity.STAFF)


def parties(session: Session) -> frozenset[int]:
    return frozenset({session.giver_id, session.receiver_id})


def has_part(actor: Actor, session: Session) -> bool:
    """The person, or the hands that act for them, are or live with one of the two."""
    hands = [each for each in (actor.person, actor.helper) if each is not None]
    return any(scope.share_a_home(each, party) for each in hands for party in parties(session))


def acted_as_helper(actor: Actor, session: Session) -> bool:
    """Whether the person's hands did a step of it for one of the two, by a mandate."""
    hands = records_of(actor.person or 0)
    steps = Event.objects.filter(subject_kind="session", subject_id=str(session.pk))
    return steps.filter(helper__in=hands, type__startswith="timebank.").exists()


def side_of(actor: Actor, session: Session) -> Side | None:
    mine = records_of(actor.person) if actor.person else frozenset()
    if session.giver_id in mine:
        return Side.GIVER
    return Side.RECEIVER if session.receiver_id in mine else None


# --- residents --------------------------------------------------------------------------------
def may_arrange(actor: Actor, **_: Any) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.RESIDENT:
        return denied("timebank.as_resident")
    return ALLOWED if actor.place is not None else denied("timebank.no_community")


def may_take_part(actor: Actor, *, session: int, **_: Any) -> Decision:
    """One of the two, by their own hands or their helper's; the helper is not the other one."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    row = scope.sessions_of(actor.person).filter(pk=session).first()
    if row is None or actor.is_official:
        return denied("kernel.not_found")
    if actor.helper is not None:
        side = side_of(actor, row)
        other = row.person_of(side.other) if side else 0
        if scope.share_a_home(actor.helper, other):
            return denied("timebank.helper_has_part")
    return ALLOWED


def may_see(actor: Actor, *, session: int, **_: Any) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.is_official:
        may = office(actor, Capacity.STAFF, Capacity.AUDITOR)
        if not may:
            return may
        rows = scope.on_desk(actor)
    else:
        rows = scope.sessions_of(actor.person)
    return ALLOWED if rows.filter(pk=session).exists() else denied("kernel.not_found")


# --- the desk ---------------------------------------------------------------------------------
def may_arrange_for(actor: Actor, **_: Any) -> Decision:
    return _staff(actor)


def may_serve(actor: Actor, *, session: int, **_: Any) -> Decision:
    """Staff in reach who have no part in it."""
    may = _staff(actor)
    if not may:
        return may
    row = scope.on_desk(actor).filter(pk=session).first()
    if row is None:
        return denied("kernel.not_found")
    return denied("timebank.own_session") if has_part(actor, row) else ALLOWED


def may_enter_paper(actor: Actor, *, session: int, **_: Any) -> Decision:
    """Whoever arranged it does not also say that it took place."""
    may = may_serve(actor, session=session)
    if not may:
        return may
    clerk = scope.on_desk(actor).filter(pk=session).values_list("clerk", flat=True).first()
    own = clerk in records_of(actor.person or 0)
    return denied("timebank.arranged_by_you") if own else ALLOWED


def may_compare(actor: Actor, *, session: int, side: str, **_: Any) -> Decision:
    """A second clerk, not the one who entered the paper."""
    may = may_enter_paper(actor, session=session)
    if not may:
        return may
    rows = Confirmation.objects.filter(session=session, side=side, paper=True)
    mine = rows.filter(by__in=records_of(actor.person or 0)).exists()
    return denied("timebank.own_paper") if mine else ALLOWED


def may_decide(actor: Actor, *, session: int, **_: Any) -> Decision:
    """Staff who did not arrange, confirm or refuse it before, nor act in it for one of the two."""
    may = may_enter_paper(actor, session=session)
    if not may:
        return may
    row = scope.on_desk(actor).get(pk=session)
    own = records_of(actor.person or 0)
    papers = row.confirmations.filter(paper=True)
    if papers.filter(by__in=own).exists() or papers.filter(second__in=own).exists():
        return denied("timebank.own_paper")
    if acted_as_helper(actor, row):
        return denied("timebank.acted_for_them")
    against = [Verb.REFUSE, Verb.TAKE_BACK]
    if row.state == State.APPEALED and row.decisions.filter(by__in=own, verb__in=against).exists():
        return denied("timebank.decided_before")
    return ALLOWED


def may_oversee(actor: Actor, **_: Any) -> Decision:
    """Staff and auditors, of what is in their reach."""
    return office(actor, Capacity.STAFF, Capacity.AUDITOR)


def may_note(actor: Actor, **_: Any) -> Decision:
    return _staff(actor)


def may_end_standing(actor: Actor, *, standing: int, **_: Any) -> Decision:
    may = _staff(actor)
    if not may:
        return may
    row = Standing.objects.reached_by(actor).filter(pk=standing).first()
    if row is None:
        return denied("kernel.not_found")
    own = scope.share_a_home(actor.person or 0, row.person_id)
    return denied("timebank.own_standing") if own else ALLOWED


# --- rulebooks --------------------------------------------------------------------------------
def may_propose(actor: Actor, *, community: int, **_: Any) -> Decision:
    may = _staff(actor)
    if not may:
        return may
    return ALLOWED if actor.reaches(community) else denied("kernel.not_found")


def may_settle(actor: Actor, *, rulebook: int, **_: Any) -> Decision:
    """A second person: not the one who wrote it down."""
    may = _staff(actor)
    if not may:
        return may
    own = records_of(actor.person or 0)
    return adopting.may_settle(actor, Rulebook, rulebook, own=own)


def keeps_time(actor: Actor, **_: Any) -> Decision:
    """The nightly job alone."""
    return ALLOWED if actor.capacity == Capacity.SYSTEM else denied("kernel.not_for_you")
