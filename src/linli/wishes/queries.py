"""Reads on wishes. Lists take a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.organisations.kinds import Kind as BodyKind
from linli.organisations.models import Organisation
from linli.places.models import Unit
from linli.residence.queries import homes_of
from linli.wishes.kinds import Kind, Rating, Source
from linli.wishes.models import Claim, CommunityRules, Helper, Wish
from linli.wishes.parameters import Rules, districts_on
from linli.wishes.scope import WHY, avoided, shut_out
from linli.wishes.states import OVER, TAKEN, State

HELD = "the wish was asked for before"
TAKEN_STATES = [state.value for state in TAKEN]
PARTY = (BodyKind.PARTY_BRANCH.value, BodyKind.PARTY_COMMITTEE.value)


def rules_on(community: int, day: date | None = None) -> Rules:
    """What holds in a community on a day (today). One query."""
    day = day or clock.today()
    row = CommunityRules.objects.within(community).filter(since__lte=day).order_by("-since").first()
    if row is None:
        return districts_on(day)
    return Rules(
        since=row.since,
        source=row.ground,
        review=frozenset(row.review),
        claim_days=row.claim_days,
        offer_hours=row.offer_hours,
        offer_people=row.offer_people,
        escalate_hours=row.escalate_hours,
        most_open=row.most_open,
        most_minutes=row.most_minutes,
        visit_level=row.visit_level,
        desk=row.desk,
    )


def rules_history(community: int) -> list[CommunityRules]:
    return list(CommunityRules.objects.within(community).order_by("-since"))


# --- lists ------------------------------------------------------------------------------------
def open_ones(actor: Actor, kind: str = "") -> ScopedQuerySet[Wish]:
    """What neighbours may take on, in the actor's communities.

    Those whom the actor blocked are left out, but for wishes without a name: else blocking
    somebody would tell which of them are theirs.
    """
    rows = Wish.objects.reached_by(actor).filter(~shut_out(actor), state=State.OPEN)
    rows = rows.filter(Q(unnamed=True) | ~avoided(actor))
    return (rows.filter(kind=kind) if kind in Kind.values else rows).select_related(
        "estate", "building"
    )


def mine(actor: Actor) -> ScopedQuerySet[Wish]:
    """A person's own, newest first by key; by a helper's hands none without a name."""
    rows = Wish.objects.across_communities(WHY).filter(wisher__in=records_of(actor.person or 0))
    if actor.helper is not None:
        rows = rows.filter(unnamed=False)
    return rows.select_related("estate", "building")


def helped_by(person: int) -> ScopedQuerySet[Wish]:
    """Where a person is on it, or was when it was fulfilled."""
    on_it = Helper.objects.filter(
        person__in=records_of(person),
        claim__wish=OuterRef("pk"),
        claim__end__in=["", "fulfilled"],
        left_at__isnull=True,
    )
    rows = Wish.objects.across_communities(WHY)
    return rows.filter(Exists(on_it)).select_related("estate", "building")


#: The desk's tabs, in their order.
TABS = ("review", "old", "open", "taken", "over")


def desk(actor: Actor, tab: str) -> ScopedQuerySet[Wish]:
    """One tab of the staff's queue, the oldest first by key."""
    rows = Wish.objects.reached_by(actor).select_related("estate", "building")
    if tab == "old":
        return rows.filter(state=State.OPEN, escalated_at__isnull=False)
    if tab == "open":
        return rows.filter(state=State.OPEN)
    if tab == "taken":
        return rows.filter(state__in=TAKEN_STATES)
    if tab == "over":
        return rows.filter(state__in=[s.value for s in OVER])
    return rows.filter(state=State.REVIEW)


# --- one wish -----------------------------------------------------------------------------------
def active_claim(wish: Wish) -> Claim | None:
    """The claim that is active, or by which it was fulfilled."""
    rows = Claim.objects.across_communities(HELD).filter(wish=wish, end__in=["", "fulfilled"])
    return rows.select_related("body").first()


def helpers_of(claim: Claim) -> list[Person]:
    """Those who are on it, the leader first."""
    rows = Helper.objects.filter(claim=claim, left_at__isnull=True).select_related(
        "person__private", "person__merged_into__private"
    )
    return [row.person for row in rows.order_by("pk")]


def helper_ids(claim: Claim) -> list[int]:
    rows = Helper.objects.filter(claim=claim, left_at__isnull=True).order_by("pk")
    return list(rows.values_list("person", flat=True))


def open_count(person: int) -> int:
    """Wishes of a person that are not over."""
    rows = Wish.objects.across_communities("one person's wishes, wherever they are")
    over = [s.value for s in OVER]
    return rows.filter(wisher__in=records_of(person)).exclude(state__in=over).count()


def posted_since(person: int, moment: Any) -> int:
    rows = Wish.objects.across_communities("one person's rate runs over all communities")
    return rows.filter(wisher=person, posted_at__gt=moment).count()


def claim_count(person: int) -> int:
    """Wishes that a person is on now."""
    rows = Helper.objects.filter(person=person, left_at__isnull=True, claim__end="")
    return rows.exclude(claim__wish__state=State.DONE).count()


def is_busy(person: int, claim: Claim, done: datetime) -> bool:
    """Whether another wish took a person's time while they were on this one, until `done`."""
    began = done - timedelta(minutes=claim.minutes)
    rows = Claim.objects.across_communities(WHY).filter(
        helpers__person__in=records_of(person),
        helpers__left_at__isnull=True,
        end__in=["", Claim.End.FULFILLED],
        done_at__gt=began,
    )
    others = rows.exclude(pk=claim.pk).values_list("done_at", "minutes")
    return any(at - timedelta(minutes=long) < done for at, long in others if at)


def homes_to_choose(person: int, community: int) -> list[Unit]:
    """Homes in the community where the person lives. One query and one for merged records."""
    rows = homes_of(person).filter(lives=True, unit__community=community, unit__parking=False)
    return [row.unit for row in rows]


def bodies_to_choose(community: int) -> list[Organisation]:
    """Branches and organisations for which somebody may come: those of the community."""
    rows = Organisation.objects.filter(place=community, ended=False)
    return list(rows.order_by("kind", "pk"))


def lapsed(now: Any) -> list[int]:
    """Claimed wishes of the district of which nothing was heard in time."""
    rows = Wish.objects.across_communities("the hourly look at what lapses")
    return list(rows.filter(due_at__lte=now).order_by("pk").values_list("pk", flat=True))


def to_tell(wish: int) -> Wish | None:
    """A wish of which people are told."""
    return Wish.objects.across_communities("who is told of a wish").filter(pk=wish).first()


def people_of_claim(claim: int) -> list[int]:
    """Who was on it to the end."""
    rows = Helper.objects.filter(claim=claim, left_at__isnull=True)
    return list(rows.values_list("person", flat=True))


# --- figures ------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Counted:
    """How many claims of one source, and how many of them fulfilled the wish."""

    name: Any
    claims: int
    fulfilled: int


def by_source(actor: Actor) -> list[Counted]:
    """As what people claim, in the actor's communities. One query."""
    rows = (
        Claim.objects.reached_by(actor)
        .values("source")
        .annotate(all=Count("pk"), good=Count("pk", filter=Q(end="fulfilled")))
    )
    found = {row["source"]: row for row in rows}
    empty = {"all": 0, "good": 0}
    return [
        Counted(source.label, found.get(source, empty)["all"], found.get(source, empty)["good"])
        for source in Source
    ]


def by_rating(actor: Actor) -> list[tuple[Any, int]]:
    """How glad wishers were, the best first. One query."""
    rows = Wish.objects.reached_by(actor).filter(rating__isnull=False).values("rating")
    found = {row["rating"]: row["count"] for row in rows.annotate(count=Count("pk"))}
    return [(rating.label, found.get(rating.value, 0)) for rating in Rating]


def by_branch(actor: Actor) -> list[Counted]:
    """Party branches by what they fulfilled, the most first. Two queries."""
    rows = (
        Claim.objects.reached_by(actor)
        .filter(source=Source.PARTY, body__isnull=False)
        .values("body")
        .annotate(all=Count("pk"), good=Count("pk", filter=Q(end="fulfilled")))
        .order_by("-good", "-all", "body")
    )
    found = list(rows)
    bodies = Organisation.objects.in_bulk([row["body"] for row in found])
    return [Counted(bodies[row["body"]].name, row["all"], row["good"]) for row in found]


def names_wanted(wishes: Iterable[Wish]) -> list[int]:
    """The wishers whose names a list may show."""
    return [wish.wisher_id for wish in wishes if not wish.unnamed]
