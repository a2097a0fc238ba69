"""Who sees a topic, and who stands on which side of it."""

from typing import Any

from django.db.models import Q

from linli.deliberation.grounds import HIDING
from linli.deliberation.models import Proposal, Topic
from linli.deliberation.queries import terms_in_force
from linli.deliberation.rules import hands, officer_serves
from linli.deliberation.states import CARRIED, TRANSITIONS, Side, State, Verb
from linli.deliberation.terms import DESKS
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet
from linli.organisations.queries import officer_scope
from linli.places.models import Estate
from linli.residence.queries import homes_of

WHY = "people see the topics of their communities, and their own"
#: Bodies whose people act as staff of the community.
STAFF_BODIES = frozenset({"residents_committee", "service_station", "party_committee"})
#: Officers of other bodies see what was taken up.
NOT_YET = (State.RAISED.value, State.RETURNED.value)
#: Who reads the words as they were said, where they live or serve.
NEIGHBOURS = frozenset({Capacity.RESIDENT, Capacity.STAFF, Capacity.AUDITOR})


def raisers(topic: Topic) -> frozenset[int]:
    """Whoever raised it, and whoever raised what was merged into it."""
    rows = Topic.objects.across_communities(WHY).filter(merged_into=topic.pk)
    found = (topic.raiser_id, *rows.values_list("raiser", flat=True))
    return frozenset(each for each in found if each is not None)


def raised(actor: Actor, topic: Topic) -> bool:
    """Whether the actor is one of its raisers, also by a record that was merged into theirs."""
    return actor.person is not None and bool(raisers(topic) & records_of(actor.person))


def visible_to(actor: Actor) -> ScopedQuerySet[Topic]:
    """Those of one's communities; unfit words are seen by the desk and their raiser alone."""
    rows = Topic.objects.across_communities(WHY)
    if actor.person is None:
        return rows.none()
    near = Q(community__in=actor.reach)
    if actor.is_official:
        if not actor.second_factor:
            return rows.none()
        if actor.capacity is Capacity.OFFICER:
            near &= Q(hidden=False) & (~Q(state__in=NOT_YET) | _on_their_desk(actor))
        return rows.filter(near)
    if actor.capacity is not Capacity.RESIDENT:
        return rows.none()
    return rows.filter(near & Q(hidden=False) | Q(raiser__in=records_of(actor.person)))


def _on_their_desk(actor: Actor) -> Q:
    """Where the charter names the officer's body; the step itself asks about the one topic."""
    found = Q(pk__in=[])
    if actor.body not in DESKS:
        return found
    scope = officer_scope(actor)
    rows = Estate.objects.reached_by(actor).filter(pk__in=scope.estates)
    own = list(rows.values_list("community", "pk"))
    near: list[tuple[int, int | None]] = [(each, None) for each in scope.communities & actor.reach]
    for community, estate in own or near:
        if actor.body in terms_in_force(community, estate).triage_by:
            found |= Q(community=community) & (Q(estate=estate) if estate else Q())
    return found


def may_see(actor: Actor, *, topic: int, **_: Any) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.is_official and not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED if visible_to(actor).filter(pk=topic).exists() else denied("kernel.not_found")


def may_raise(actor: Actor, **_: Any) -> Decision:
    """Residents, for themselves or by their helper."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.RESIDENT:
        return denied("deliberation.as_resident")
    return ALLOWED if actor.place is not None else denied("deliberation.no_community")


def may_raise_for(actor: Actor, *, community: int, **_: Any) -> Decision:
    """Staff, for whoever telephoned or came to the desk."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.STAFF:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED if actor.reaches(community) else denied("kernel.not_found")


def may_support(actor: Actor, *, topic: int, **_: Any) -> Decision:
    """Residents of the community; the home is asked by the action."""
    may = may_raise(actor)
    if not may:
        return may
    rows = visible_to(actor).filter(pk=topic, community__in=actor.reach)
    return ALLOWED if rows.exists() else denied("kernel.not_found")


def at_desk(actor: Actor, community: int, estate: int | None, *, late: bool = False) -> Decision:
    """Whether the actor acts in a body that the charter names; when it is late, as any staff there."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity not in {Capacity.STAFF, Capacity.OFFICER}:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    bodies = set(terms_in_force(community, estate).triage_by)
    if actor.capacity is Capacity.STAFF:
        if not actor.reaches(community):
            return denied("kernel.not_found")
        named = late or bool(bodies & STAFF_BODIES)
    else:
        named = actor.body in bodies and officer_serves(actor, community, estate)
    return ALLOWED if named else denied("deliberation.not_the_desk")


def serves(actor: Actor, topic: Topic) -> Decision:
    """The desk of a topic; nobody about a demand of their own."""
    may = at_desk(actor, topic.community, topic.estate_id, late=topic.is_overdue)
    if not may:
        return may
    return denied("deliberation.own_topic") if raisers(topic) & hands(actor) else ALLOWED


def may_do(actor: Actor, topic: Topic, verb: Verb) -> Decision:
    """Whether the actor stands on the right side, and whether the topic is where the verb begins."""
    transition = TRANSITIONS[verb]
    side = _SIDES[transition.side](actor, topic, verb)
    if not side:
        return side
    if State(topic.state) not in transition.sources:
        return denied("deliberation.not_now")
    if topic.adopted_on is not None and verb in CARRIED:
        return denied("deliberation.carried")
    return ALLOWED


def _desk(actor: Actor, topic: Topic, _verb: Verb) -> Decision:
    return serves(actor, topic)


def _raiser(actor: Actor, topic: Topic, verb: Verb) -> Decision:
    """Its raiser; not while other homes stand behind what somebody would withdraw."""
    if actor.is_official:
        return denied("deliberation.raiser_only")
    if verb is Verb.WITHDRAW:
        if actor.person is None or topic.raiser_id not in records_of(actor.person):
            return denied("deliberation.raiser_only")
        mine = homes_of(actor.person).values_list("unit", flat=True)
        others = topic.supports.filter(withdrawn_at=None).exclude(unit__in=list(mine))
        merged = Topic.objects.across_communities(WHY).filter(merged_into=topic.pk)
        if others.exists() or merged.exists():
            return denied("deliberation.others_stand_behind")
        return ALLOWED
    return ALLOWED if raised(actor, topic) else denied("deliberation.raiser_only")


def _neighbour(actor: Actor, topic: Topic, _verb: Verb) -> Decision:
    """Whoever lives or serves there proposes."""
    if actor.capacity is Capacity.RESIDENT:
        return ALLOWED if actor.reaches(topic.community) else denied("kernel.not_found")
    if actor.capacity not in {Capacity.STAFF, Capacity.OFFICER}:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    return ALLOWED if actor.reaches(topic.community) else denied("kernel.not_found")


def _confirmer(actor: Actor, topic: Topic, _verb: Verb) -> Decision:
    """Who raised it. When they are silent past the day, another of the desk; never who reported it."""
    own = hands(actor)
    if topic.reported_by_id in own:
        return denied("deliberation.reported_by_you")
    if topic.owner_office is not None and topic.owner_office.person_id in own:
        return denied("deliberation.owed_by_you")
    if raised(actor, topic) and not actor.is_official:
        return ALLOWED
    if not actor.is_official:
        return denied("deliberation.raiser_only")
    may = serves(actor, topic)
    if not may:
        return may
    silent = topic.raiser_id is None or topic.is_overdue
    return ALLOWED if silent else denied("deliberation.raiser_first")


def _clock(actor: Actor, topic: Topic, _verb: Verb) -> Decision:
    if actor.capacity is not Capacity.SYSTEM:
        return denied("kernel.not_for_you")
    ripe = topic.due_on is not None and topic.due_on <= clock.today()
    return ALLOWED if ripe else denied("deliberation.not_now")


def _decision(_actor: Actor, _topic: Topic, _verb: Verb) -> Decision:
    """What was decided elsewhere comes by a fact; nobody says so by hand."""
    return denied("kernel.not_for_you")


_SIDES = {
    Side.DESK: _desk,
    Side.RAISER: _raiser,
    Side.NEIGHBOUR: _neighbour,
    Side.CONFIRMER: _confirmer,
    Side.CLOCK: _clock,
    Side.DECISION: _decision,
}


def by_clock(actor: Actor, **_: Any) -> Decision:
    """The daily job alone."""
    return ALLOWED if actor.capacity is Capacity.SYSTEM else denied("kernel.not_for_you")


def reads_words(actor: Actor, topic: Topic) -> bool:
    """Whether the words as they were said are for these eyes: neighbours', staff's, the raiser's."""
    if raised(actor, topic):
        return True
    if actor.capacity is Capacity.OFFICER:
        return bool(at_desk(actor, topic.community, topic.estate_id))
    return actor.capacity in NEIGHBOURS and actor.reaches(topic.community)


def hides(ground: str) -> bool:
    return ground in HIDING


# --- proposals --------------------------------------------------------------------------------
def may_take_part(actor: Actor, *, proposal: int, **_: Any) -> Decision:
    """Whoever may propose: amend, pledge."""
    row = Proposal.objects.reached_by(actor).select_related("topic").filter(pk=proposal).first()
    if row is None:
        return denied("kernel.sign_in_first" if actor.person is None else "kernel.not_found")
    seen = may_see(actor, topic=row.topic_id)
    return _neighbour(actor, row.topic, Verb.PROPOSE) if seen else seen


def may_answer(actor: Actor, *, proposal: int, **_: Any) -> Decision:
    """The author of the proposal."""
    may = may_take_part(actor, proposal=proposal)
    if not may:
        return may
    row = Proposal.objects.reached_by(actor).get(pk=proposal)
    own = actor.person is not None and row.author_id in records_of(actor.person)
    return ALLOWED if own else denied("deliberation.author_only")
