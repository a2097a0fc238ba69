"""Reads on the pool: who fits a wish, what fits a person, what stalls."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from linli.grids.models import HomeToVisit
from linli.grids.queries.work import marked
from linli.identity.models import Block
from linli.identity.queries import display_names, records_of
from linli.kernel import clock
from linli.places.models import Unit
from linli.residence.queries import residents_of_units, units_of_people
from linli.wishes.matching import Candidate, Match, Need, ranked
from linli.wishes.models import Asked, Pair, Skills, Squad, SquadMember, Wish
from linli.wishes.parameters import Rules
from linli.wishes.reasons import reason_words
from linli.wishes.states import State

POOL = "the pool is looked at for a wish of the same community"
#: Of so many in the pool at most the best are looked for; the newest offers first.
MOST = 500
#: How far back "asked less often" looks.
LATELY = timedelta(days=7)


def skills_of(person: int) -> Skills | None:
    return Skills.objects.across_communities("one's own").filter(person=person).first()


def need_of(wish: Wish) -> Need:
    return Need(
        kind=wish.kind,
        community=wish.community,
        estate=wish.estate_id,
        building=wish.building_id,
        day=wish.wanted_on,
        visit=wish.visit,
    )


def matches(wish: Wish, rules: Rules) -> list[Match]:
    """Who fits and was not asked yet, the best first. A constant number of queries.

    Never the wisher, never where one of both has blocked the other, and to a home only who has
    proved enough.
    """
    mine = records_of(wish.wisher_id)
    rows = Skills.objects.within(wish.community).filter(
        person__is_active=True, person__community=wish.community
    )
    if wish.visit:
        rows = rows.filter(person__level__gte=rules.visit_level, visits=True)
    closed = Block.objects.filter(person__in=mine).values("blocked")
    closing = Block.objects.filter(blocked__in=mine).values("person")
    known = Asked.objects.filter(wish=wish).values("person")
    rows = rows.exclude(person__in=mine).exclude(person__in=closed).exclude(person__in=closing)
    found = list(rows.exclude(person__in=known).order_by("-pk")[:MOST])
    return ranked(need_of(wish), _candidates(found))


def _candidates(found: list[Skills]) -> list[Candidate]:
    """With where they live and how often they were asked lately. Three queries."""
    people = [row.person_id for row in found]
    homes = units_of_people(people)
    wanted = {unit for units in homes.values() for unit in units}
    units = Unit.objects.across_communities(POOL).filter(pk__in=wanted)
    lies = {row[0]: (row[1], row[2]) for row in units.values_list("pk", "building", "estate")}
    asked = dict(
        Asked.objects.filter(person__in=people, at__gt=clock.now() - LATELY)
        .values_list("person")
        .annotate(Count("pk"))
    )
    return [
        Candidate(
            person=row.person_id,
            community=row.community,
            kinds=frozenset(row.kinds),
            slots=frozenset(row.slots),
            visits=row.visits,
            buildings=_at(homes, lies, row.person_id, 0),
            estates=_at(homes, lies, row.person_id, 1),
            asked=asked.get(row.person_id, 0),
        )
        for row in found
    ]


def _at(homes: Any, lies: dict[int, tuple[int, int]], person: int, which: int) -> frozenset[int]:
    return frozenset(lies[unit][which] for unit in homes.get(person, ()) if unit in lies)


def asked_of(wish: int) -> int:
    """How many were asked since it was last opened or before."""
    return Asked.objects.filter(wish=wish).count()


def to_offer() -> list[int]:
    """Open wishes of the district of which not enough people were asked."""
    rows = Wish.objects.across_communities("the hourly look at the pool")
    waiting = rows.filter(state=State.OPEN, offered_at__isnull=True)
    return list(waiting.order_by("opened_at", "pk").values_list("pk", flat=True))


def to_escalate() -> list[int]:
    """Open wishes that nobody settles yet; whether their time has come, says the action."""
    rows = Wish.objects.across_communities("the hourly look at what nobody took")
    waiting = rows.filter(state=State.OPEN, escalated_at__isnull=True)
    return list(waiting.order_by("opened_at", "pk").values_list("pk", flat=True))


def stalls(wish: Wish, rules: Rules, now: datetime) -> bool:
    """Whether it is the staff's: too few could be asked in time, or nobody came."""
    if wish.opened_at is None:
        return False
    hours = rules.escalate_hours if wish.offered_at is not None else rules.offer_hours
    return wish.opened_at + timedelta(hours=hours) <= now


@dataclass(frozen=True, slots=True)
class Fit:
    """A candidate as staff see them beside a wish."""

    name: str
    why: str


def fits(wish: Wish, rules: Rules, most: int = 5) -> list[Fit]:
    """The best of those who were not asked yet. A constant number of queries."""
    best = matches(wish, rules)[:most]
    names = display_names(each.person for each in best)
    return [Fit(names.get(each.person, ""), reason_words(each.reasons)) for each in best]


def offered_to(person: int) -> dict[int, Asked]:
    """Open wishes that were offered to a person: wish -> offer, the best first. One query."""
    rows = Asked.objects.filter(person=person, wish__state=State.OPEN.value)
    return {row.wish_id: row for row in rows.order_by("-score", "-pk")[:MOST]}


# --- squads and pairs -----------------------------------------------------------------------------
def squads(communities: Iterable[int]) -> Any:
    """Living squads with how many are in them."""
    rows = Squad.objects.across_communities("squads of the actor's communities")
    rows = rows.filter(community__in=list(communities), ended_at__isnull=True)
    live = Count("members", filter=_still())
    return rows.annotate(size=live)


def squads_for(wish: Wish) -> list[str]:
    """Names of the squads that help with this kind of wish there. One query."""
    rows = Squad.objects.within(wish.community).filter(ended_at__isnull=True)
    return list(
        rows.filter(kinds__contains=[wish.kind]).order_by("pk").values_list("name", flat=True)
    )


def _still() -> Any:
    return Q(members__left_at__isnull=True)


def squads_of(person: int, ids: Iterable[int]) -> frozenset[int]:
    rows = SquadMember.objects.filter(person=person, squad__in=list(ids), left_at__isnull=True)
    return frozenset(rows.values_list("squad", flat=True))


def pairs_of(person: int) -> Any:
    """A person's, on either side, newest first by key."""
    rows = Pair.objects.across_communities("one's own pairs")
    return rows.filter(Q(helper=person) | Q(elder=person))


@dataclass(frozen=True, slots=True)
class Coverage:
    """Homes where an elder lives alone, as staff marked them, and those with a pair that runs."""

    homes: int
    paired: int

    @property
    def open(self) -> int:
        return self.homes - self.paired


def coverage(communities: Iterable[int]) -> Coverage:
    """Why a home is visited is sealed, so the marks are opened one by one; for staff alone."""
    alone: set[int] = set()
    for community in communities:
        alone |= {
            home.unit_id
            for home in marked(community)
            if home.read("reason") == HomeToVisit.Reason.ELDER_ALONE
        }
    living = residents_of_units(alone, living=True)
    people = {person for each in living.values() for person in each}
    rows = Pair.objects.across_communities("homes in reach").filter(
        elder__in=people,
        ended_at__isnull=True,
        helper_agreed_at__isnull=False,
        elder_agreed_at__isnull=False,
    )
    paired = set(rows.values_list("elder", flat=True))
    return Coverage(len(alone), sum(1 for each in living.values() if each & paired))
