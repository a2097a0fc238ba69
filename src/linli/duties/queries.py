"""Reads on duties. Lists take a constant number of queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q

from linli.duties import ladder, parties
from linli.duties.ladder import Climb
from linli.duties.models import Duty, EscalatedTo, Escalation
from linli.duties.states import OPEN, OWED, State
from linli.identity.queries import display_names
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.scoping import ScopedQuerySet
from linli.organisations.models import Office
from linli.organisations.queries import held_today

#: Rows of the daily look at a time.
CHUNK = 500
#: States in which the owner is at turn.
AT_TURN = frozenset({State.GIVEN, State.ACCEPTED})
#: States in which the giver's side is at turn.
TO_SETTLE = frozenset({State.REFUSED, State.DONE})


# --- lists ------------------------------------------------------------------------------------
def mine(person: int) -> ScopedQuerySet[Duty]:
    """What a person owes themselves, in any community."""
    rows = Duty.objects.across_communities("people see their own duties")
    return rows.filter(owner_person=person).select_related("owner_organisation")


def of_my_posts(actor: Actor) -> Q:
    """Duties of the posts that the actor acts in. One query."""
    found = Q(pk__in=[])
    for office in parties.offices_acted_in(actor).filter(capacity=Capacity.STAFF):
        post = Q(owner_organisation=office.organisation_id, owner_place=office.place_id)
        found |= post & (Q(owner_title="") | Q(owner_title=office.title_zh))
    return found


def of_my_office(actor: Actor) -> Q:
    """Duties that the actor's organisations gave. One query."""
    return Q(giver_organisation__in=parties.organisations_of(actor))


def escalated_to(person: int) -> Exists:
    """Whether the person heard of the duty in its present round, as somebody above the owner."""
    told = EscalatedTo.objects.filter(
        person=person, escalation__duty=OuterRef("pk"), escalation__round=OuterRef("round")
    )
    return Exists(told.exclude(escalation__found=ladder.To.OWNER.value))


OVERDUE_STATES = [state.value for state in OWED]
OPEN_STATES = [state.value for state in OPEN]


def overdue() -> Q:
    return Q(state__in=OVERDUE_STATES, due_on__lt=clock.today())


#: The queue's tabs, in their order.
TABS = ("own", "settle", "escalated", "overdue", "open", "closed")


def queue(actor: Actor, tab: str) -> ScopedQuerySet[Duty]:
    """One tab of the desk's queue; an unknown tab is the first."""
    rows = Duty.objects.reached_by(actor).select_related("owner_organisation")
    if tab == "settle":
        return rows.filter(of_my_office(actor), state__in=[s.value for s in TO_SETTLE])
    if tab == "escalated":
        return rows.filter(escalated_to(actor.person or 0), state__in=OPEN_STATES)
    if tab == "overdue":
        return rows.filter(overdue())
    if tab == "open":
        return rows.filter(state__in=OPEN_STATES)
    if tab == "closed":
        return rows.exclude(state__in=OPEN_STATES)
    own = of_my_posts(actor) | Q(owner_person=actor.person)
    return rows.filter(own, state__in=[s.value for s in AT_TURN])


@dataclass(frozen=True, slots=True)
class Row:
    """A duty and its owner's name as others see it."""

    duty: Duty
    owner: str


def owner_name(duty: Duty, names: dict[int, str]) -> str:
    if duty.owner_person_id is not None:
        return names.get(duty.owner_person_id, "")
    body = duty.owner_organisation
    return " ".join(part for part in (body.name if body else "", duty.owner_title) if part)


def with_owners(duties: Iterable[Duty]) -> list[Row]:
    """One query more."""
    rows = list(duties)
    names = display_names(d.owner_person_id for d in rows if d.owner_person_id is not None)
    return [Row(duty, owner_name(duty, names)) for duty in rows]


def posts(actor: Actor) -> list[Office]:
    """Offices to whose posts the actor may give: in their communities and where they serve."""
    near = set(actor.reach) | {actor.place}
    held = held_today().filter(place__in=near, capacity=Capacity.STAFF)
    distinct: dict[tuple[int, int, str], Office] = {}
    for office in held.select_related("organisation", "place").order_by("place__path", "pk"):
        key = (office.organisation_id, office.place_id, office.title_zh)
        distinct.setdefault(key, office)
    return list(distinct.values())


# --- what stalls --------------------------------------------------------------------------------
def rungs_reached(duty: Duty, today: date) -> list[Climb]:
    """The rungs of the present round that wait to be climbed."""
    climbed = [e.level for e in duty.escalations.all() if e.round == duty.round]
    return ladder.reached(ladder.unpacked(duty.ladder), duty.course, today=today, climbed=climbed)


def stalling(today: date) -> Iterator[tuple[int, list[Climb]]]:
    """Open duties of the district with rungs to climb: id and rungs, in order of giving."""
    rows = Duty.objects.across_communities("the daily look at what stalls")
    climbed = Prefetch("escalations", Escalation.objects.only("duty", "round", "level"))
    open_ones = rows.filter(state__in=OPEN_STATES).order_by("pk").prefetch_related(climbed)
    for duty in open_ones.iterator(chunk_size=CHUNK):
        steps = rungs_reached(duty, today)
        if steps:
            yield duty.pk, steps
