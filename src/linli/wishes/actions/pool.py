"""The pool: what people can, whom a wish is offered to, and what nobody took."""

from collections.abc import Sequence

from django.db import IntegrityError

from linli.facts import wishes as facts
from linli.identity.models import Person
from linli.identity.operations import lock_people
from linli.identity.queries import neighbour, records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.wishes import operations, operations_pool, queries, queries_pool, rules, rules_pool
from linli.wishes.kinds import Kind
from linli.wishes.matching import PARTS, WEEK
from linli.wishes.models import Pair, Skills, Squad, SquadMember, Wish
from linli.wishes.models.teams import NAME_LENGTH
from linli.wishes.states import State


def _kinds(kinds: Sequence[str]) -> list[str]:
    if not kinds or not set(kinds) <= set(Kind.values):
        raise Refused("wishes.no_such_choice", field="kinds")
    return sorted(set(kinds))


def _slots(slots: Sequence[int], *, some: bool = False) -> list[int]:
    if (some and not slots) or any(not 0 <= slot < PARTS * WEEK for slot in slots):
        raise Refused("wishes.no_such_choice", field="slots")
    return sorted(set(slots))


@action(allow=rules_pool.oneself)
def offer_skills(
    actor: Actor, *, kinds: Sequence[str], slots: Sequence[int], visits: bool = True
) -> Skills:
    """Say what one can and when, or say it anew."""
    person = actor.person or 0
    lock_people(person)
    row = queries_pool.skills_of(person) or Skills(person_id=person)
    row.community = actor.place or 0
    row.kinds = _kinds(kinds)
    row.slots = _slots(slots)
    row.visits = visits
    row.at = clock.now()
    row.save()
    record(actor, facts.SkillsOffered(person=person))
    return row


@action(allow=rules_pool.oneself)
def withdraw_skills(actor: Actor) -> None:
    """Out of the pool, at once."""
    row = queries_pool.skills_of(actor.person or 0)
    if row is None:
        raise Refused("kernel.not_found")
    row.delete()
    record(actor, facts.SkillsWithdrawn(person=actor.person or 0))


@action(allow=rules.by_clock)
def offer(actor: Actor, *, wish: int) -> Wish:
    """Offer an open wish to those whom it fits best. Raises Refused when nobody is left to ask."""
    row = operations.locked_wish(wish)
    if row.state != State.OPEN or row.offered_at is not None:
        raise Refused("wishes.not_now")
    parameters = queries.rules_on(row.community)
    # those who were asked before it was opened again had their turn
    already = queries_pool.asked_of(row.pk) % parameters.offer_people
    best = queries_pool.matches(row, parameters)[: parameters.offer_people - already]
    if not best:
        raise Refused("wishes.nobody_left")
    people = operations_pool.ask(row, best)
    if already + len(people) >= parameters.offer_people:
        row.offered_at = clock.now()
        row.save(update_fields=["offered_at"])
    operations.tell(actor, row, facts.WishOffered(wish=row.pk, people=people))
    return row


@action(allow=rules.by_clock)
def escalate(actor: Actor, *, wish: int) -> Wish:
    """Nobody took it in time, or too few could be asked: staff settle it."""
    row = operations.locked_wish(wish)
    parameters = queries.rules_on(row.community)
    waits = row.state == State.OPEN and row.escalated_at is None
    if not waits or not queries_pool.stalls(row, parameters, clock.now()):
        raise Refused("wishes.not_now")
    row.escalated_at = clock.now()
    row.save(update_fields=["escalated_at"])
    fact = facts.WishEscalated(wish=row.pk, asked=queries_pool.asked_of(row.pk))
    operations.tell(actor, row, fact)
    return row


# --- squads -------------------------------------------------------------------------------------
@action(allow=rules_pool.may_form)
def form_squad(actor: Actor, *, name: str, kinds: Sequence[str]) -> Squad:
    """A squad of the actor's community; a resident who forms it leads it."""
    if actor.place not in actor.reach:
        raise Refused("kernel.not_for_you")
    good = operations.good_text(name, field="name", most=NAME_LENGTH)
    if not good:
        raise Refused("wishes.words_first", field="name")
    row = Squad(
        community=actor.place or 0,
        name=good,
        kinds=_kinds(kinds),
        by_id=actor.person or 0,
        at=clock.now(),
    )
    try:
        row.save()
    except IntegrityError as error:
        raise Refused("wishes.name_taken", field="name") from error
    if not actor.is_official:
        operations_pool.join_squad(row, actor.person or 0, leads=True)
    record(actor, facts.SquadFormed(squad=row.pk), place=row.community)
    return row


@action(allow=rules_pool.may_join)
def join_squad(actor: Actor, *, squad: int) -> Squad:
    row = operations_pool.locked_squad(squad)
    if queries_pool.squads_of(actor.person or 0, [row.pk]):
        raise Refused("wishes.in_it_already")
    operations_pool.join_squad(row, actor.person or 0)
    record(actor, facts.SquadJoined(squad=row.pk), place=row.community)
    return row


@action(allow=rules_pool.may_join)
def leave_squad(actor: Actor, *, squad: int) -> Squad:
    """With whoever leads it, the squad ends."""
    row = operations_pool.locked_squad(squad)
    found = SquadMember.objects.filter(squad=row, person=actor.person, left_at__isnull=True)
    member = found.select_related("squad").first()
    if member is None:
        raise Refused("kernel.not_found")
    ended = operations_pool.leave_squad(member)
    record(actor, facts.SquadLeft(squad=row.pk, ended=ended), place=row.community)
    return row


# --- pairs --------------------------------------------------------------------------------------
@action(allow=rules.may_post_for)
def propose_pair(actor: Actor, *, helper: str, elder: str, slots: Sequence[int]) -> Pair:
    """Staff bring a helper and an elder together; both are asked."""
    one, other = _resident(actor, helper, "helper"), _resident(actor, elder, "elder")
    if one.pk == other.pk or one.community != other.community:
        raise Refused("wishes.no_such_person", field="elder")
    row = Pair(
        community=other.community or 0,
        helper=one,
        elder=other,
        slots=_slots(slots, some=True),
        by_id=actor.person or 0,
        at=clock.now(),
    )
    try:
        row.save()
    except IntegrityError as error:
        raise Refused("wishes.paired_already", field="elder") from error
    fact = facts.PairProposed(pair=row.pk, helper=one.pk, elder=other.pk)
    record(actor, fact, place=row.community)
    return row


def _resident(actor: Actor, number: str, field: str) -> Person:
    found = neighbour(actor, number)
    if found is None:
        raise Refused("wishes.no_such_person", field=field)
    return found


@action(allow=rules_pool.may_answer, deed="wishes")
def agree_to_pair(actor: Actor, *, pair: int) -> Pair:
    """Say yes for one's own side; with the second yes it begins."""
    row = operations_pool.locked_pair(pair)
    mine = records_of(actor.person or 0)
    side = "helper_agreed_at" if row.helper_id in mine else "elder_agreed_at"
    if side == "helper_agreed_at" and actor.helper is not None:
        raise Refused("kernel.not_by_helper")
    if getattr(row, side) is not None:
        raise Refused("wishes.nothing_new")
    setattr(row, side, clock.now())
    row.save(update_fields=[side])
    fact = facts.PairAgreed(pair=row.pk, helper=row.helper_id, elder=row.elder_id, begun=row.runs)
    record(actor, fact, place=row.community)
    return row


@action(allow=rules_pool.may_end, deed="wishes")
def end_pair(actor: Actor, *, pair: int) -> Pair:
    row = operations_pool.locked_pair(pair)
    operations_pool.end_pair(row)
    fact = facts.PairEnded(pair=row.pk, helper=row.helper_id, elder=row.elder_id)
    record(actor, fact, place=row.community)
    return row
