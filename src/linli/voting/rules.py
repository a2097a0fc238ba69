"""Who may convene, serve, object, count and publish. What lies out of sight is not found."""

from typing import Any

from django.db.models import Q

from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied, first_denial
from linli.kernel.scoping import ScopedQuerySet
from linli.places.models import Estate
from linli.residence.queries import estates_owned_in
from linli.voting.models import Assembly, Teller
from linli.voting.models.assembly import Ground
from linli.voting.states import PUBLIC_RESULT, TRANSITIONS, Side, State, Verb

NOT_FOUND = denied("kernel.not_found")
WHY = "which assembly"
#: Bodies whose people neither convene nor count: they are chosen and paid by the decision.
PROPERTY = frozenset({"property_company", "developer"})
#: Who may enter that a court or an authority made it void.
AUTHORITIES = frozenset({"street", "district"})
#: Drafts are nobody's business yet.
UNSEEN = frozenset({State.DRAFT})


def sees_drafts(actor: Actor) -> bool:
    """Officials who reach the community, but for property staff."""
    return actor.is_official and actor.second_factor and actor.body not in PROPERTY


def visible_to(actor: Actor) -> ScopedQuerySet[Assembly]:
    """Published ones for everybody, announced ones in one's communities, drafts for officials.

    Announced ones too of estates in which one owns a home, wherever one lives. Two queries more
    for somebody who acts as themselves.
    """
    rows = Assembly.objects.across_communities("results are public")
    near = Q(community__in=actor.reach)
    if actor.person is not None and actor.capacity == Capacity.RESIDENT:
        near |= Q(estate__in=estates_owned_in(actor.person))
    if not sees_drafts(actor):
        near &= ~Q(state__in=[s.value for s in UNSEEN])
    public = Q(state__in=[s.value for s in PUBLIC_RESULT], published_at__isnull=False)
    return rows.filter(near | public)


def owns_in(actor: Actor, row: Assembly) -> bool:
    """As themselves, and a home of its estate, wherever they live."""
    if actor.person is None or actor.capacity != Capacity.RESIDENT:
        return False
    return row.estate_id in estates_owned_in(actor.person)


def may_see(actor: Actor, *, assembly: int, **_: Any) -> Decision:
    return ALLOWED if visible_to(actor).filter(pk=assembly).exists() else NOT_FOUND


def may_read_papers(actor: Actor, assembly: int) -> Decision:
    """The decision that made an assembly void is as public as its result."""
    return may_see(actor, assembly=assembly)


def _official(actor: Actor) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if not actor.is_official:
        return denied("voting.convener_only")
    return ALLOWED if actor.second_factor else denied("kernel.second_factor")


def acts_for(actor: Actor, organisation: int, ground: str, community: int) -> Decision:
    """The convening body's own people.

    On grounds without a body of the owners the community's staff too, who have to help (§277).
    """
    official = _official(actor)
    if not official:
        return official
    if not actor.reaches(community):
        return NOT_FOUND
    if actor.body in PROPERTY or actor.capacity not in {Capacity.STAFF, Capacity.OFFICER}:
        return denied("voting.convener_only")
    if actor.organisation == organisation:
        return ALLOWED
    helps = actor.capacity == Capacity.STAFF and ground != Ground.COMMITTEE
    return ALLOWED if helps else denied("voting.convener_only")


def may_draft(actor: Actor, *, estate: int, convener: int, ground: str, **_: Any) -> Decision:
    rows = Estate.objects.across_communities(WHY).filter(pk=estate)
    community = rows.values_list("community", flat=True).first()
    if community is None:
        return first_denial(_official(actor), NOT_FOUND)
    return acts_for(actor, convener, ground, community)


def convenes(actor: Actor, row: Assembly) -> Decision:
    return acts_for(actor, row.convener_id, row.ground, row.community)


def _found(assembly: int) -> Assembly | None:
    return Assembly.objects.across_communities(WHY).filter(pk=assembly).first()


def may_convene(actor: Actor, *, assembly: int, **_: Any) -> Decision:
    row = _found(assembly)
    return convenes(actor, row) if row else first_denial(_official(actor), NOT_FOUND)


def teller_of(actor: Actor, row: Assembly) -> Teller | None:
    """The actor's living appointment, in whatever capacity they are here."""
    if actor.person is None:
        return None
    return row.tellers.filter(person=actor.person, ended_at=None).first()


def knows_result(actor: Actor, row: Assembly) -> bool:
    """What was counted: everybody once it is published, before that whoever convenes or counts."""
    return row.is_published or bool(convenes(actor, row)) or teller_of(actor, row) is not None


def may_count(actor: Actor, *, assembly: int, **_: Any) -> Decision:
    """Tellers and scrutineers, who are appointed in person."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    row = _found(assembly)
    if row is None or not actor.reaches(row.community):
        return NOT_FOUND
    return ALLOWED if teller_of(actor, row) else denied("voting.teller_only")


def may_void(actor: Actor, *, assembly: int, **_: Any) -> Decision:
    """The street or the district enters it, with the decision attached."""
    official = _official(actor)
    if not official:
        return official
    row = _found(assembly)
    if row is None or not actor.reaches(row.community):
        return NOT_FOUND
    fits = actor.capacity == Capacity.STAFF and actor.body in AUTHORITIES
    return ALLOWED if fits else denied("voting.authority_only")


def may_object(actor: Actor, *, assembly: int, **_: Any) -> Decision:
    """Whoever lives in the community or owns a home of the estate, as themselves."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    row = _found(assembly)
    if row is None or row.state == State.DRAFT:
        return NOT_FOUND
    if not (actor.reaches(row.community) or owns_in(actor, row)):
        return NOT_FOUND
    resident = actor.capacity == Capacity.RESIDENT
    return ALLOWED if resident else denied("voting.as_yourself")


def is_system(actor: Actor, **_: Any) -> Decision:
    return ALLOWED if actor.capacity == Capacity.SYSTEM else NOT_FOUND


def in_time(row: Assembly, verb: Verb) -> Decision:
    """Whether the assembly stands where the step begins."""
    fits = State(row.state) in TRANSITIONS[verb].sources
    return ALLOWED if fits else denied("voting.not_now")


def may_take(actor: Actor, row: Assembly, verb: Verb) -> Decision:
    """For buttons: the right side, at the right time. Preconditions come with the step."""
    side = TRANSITIONS[verb].side
    if side == Side.CONVENER:
        allowed = convenes(actor, row)
    elif side == Side.TELLER:
        allowed = may_count(actor, assembly=row.pk)
    else:
        allowed = may_void(actor, assembly=row.pk)
    return first_denial(allowed, in_time(row, verb))


def works_on_estate(actor: Actor, *, estate: int, **_: Any) -> Decision:
    """Staff of the community, for what belongs to an estate and not to one assembly."""
    official = _official(actor)
    if not official:
        return official
    rows = Estate.objects.across_communities(WHY).filter(pk=estate)
    community = rows.values_list("community", flat=True).first()
    if community is None or not actor.reaches(community):
        return NOT_FOUND
    return ALLOWED if actor.capacity == Capacity.STAFF else denied("kernel.not_for_you")
