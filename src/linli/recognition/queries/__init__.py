"""Reads on records, badges, honours and what people show. Lists take a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Sum
from django.db.models.functions import Coalesce

from linli.identity.models import Block
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.recognition.badges import Edition, Totals, badge_of, earned, editions
from linli.recognition.kinds import kinds
from linli.recognition.models import Adoption, Badge, Honour, Objection, Record, Sharing
from linli.recognition.scope import OWN
from linli.recognition.states import Honour as HonourState
from linli.recognition.states import Record as State


# --- records ------------------------------------------------------------------------------------
def records_of_person(person: int) -> ScopedQuerySet[Record]:
    """In whatever community, under whatever record they had."""
    rows = Record.objects.across_communities(OWN)
    return rows.filter(person__in=records_of(person))


@dataclass(frozen=True, slots=True)
class Total:
    """How often somebody did something of a kind, and how long all together."""

    kind: Any
    times: int
    minutes: int


def sums(person: int, community: int | None = None) -> list[Total]:
    """What counts, by kind, in the order of the kinds. One query, and one for merged records."""
    rows = records_of_person(person).filter(state=State.STANDS)
    if community is not None:
        rows = rows.filter(community=community)
    found = {
        each["kind"]: each
        for each in rows.values("kind").annotate(times=Count("pk"), all=Sum("minutes")).order_by()
    }
    return [
        Total(kind, found[code]["times"], found[code]["all"])
        for code, kind in kinds().items()
        if code in found
    ]


# --- badges -------------------------------------------------------------------------------------
def edition_on(community: int, day: date) -> Edition | None:
    """The edition in force: the latest by its day, of two on one day the later decision. One query."""
    rows = Adoption.objects.within(community).filter(since__lte=day)
    row = rows.order_by("-since", "-pk").first()
    return editions().get(row.edition) if row else None


def editions_now(actor: Actor) -> dict[int, Edition]:
    """Community -> what is in force there today, in the actor's reach. One query."""
    rows = Adoption.objects.reached_by(actor).filter(since__lte=clock.today())
    latest = rows.order_by("community", "-since", "-pk").distinct("community")
    found = {row.community: editions().get(row.edition) for row in latest}
    return {community: edition for community, edition in found.items() if edition is not None}


_TOTALS = """
SELECT coalesce(p.merged_into_id, p.id) AS person, r.kind,
  extract(year FROM r.day)::int * 12 + extract(month FROM r.day)::int AS month,
  count(*) AS times, sum(r.minutes)::bigint AS minutes
FROM recognition_record r JOIN identity_person p ON p.id = r.person_id
WHERE r.community = %s AND r.state = 'stands'{some}
GROUP BY 1, 2, 3"""


def totals(community: int, people: Iterable[int] | None = None) -> dict[int, Totals]:
    """Person -> what counts. Merged records count for whoever they went into. One query."""
    values: list[Any] = [community]
    some = ""
    if people is not None:
        wanted = sorted(set(people))
        some = " AND (p.id = ANY (%s) OR p.merged_into_id = ANY (%s))"
        values += [wanted, wanted]
    months: dict[tuple[int, str], set[int]] = defaultdict(set)
    found: dict[int, Totals] = defaultdict(Totals)
    with connection.cursor() as cursor:
        cursor.execute(_TOTALS.format(some=some), values)
        for person, kind, month, times, minutes in cursor.fetchall():
            each = found[person]
            each.times[kind] = each.times.get(kind, 0) + times
            each.minutes[kind] = each.minutes.get(kind, 0) + minutes
            months[person, kind].add(month)
    for (person, kind), known in months.items():
        found[person].months[kind] = frozenset(known)
    return found


@dataclass(slots=True)
class Differences:
    """Badges that are earned and not there, and those that are there without being earned."""

    give: list[tuple[int, str]] = field(default_factory=list)
    take: list[Badge] = field(default_factory=list)

    @property
    def people(self) -> set[int]:
        return {person for person, _code in self.give} | {row.person_id for row in self.take}


def differences(community: int, day: date, people: Iterable[int] | None = None) -> Differences:
    """Each badge is judged by the edition by which it was given; new ones by that of the day.

    Three queries, whatever the number of people.
    """
    edition, found = edition_on(community, day), Differences()
    known = totals(community, people)
    held: dict[int, set[str]] = defaultdict(set)
    rows = Badge.objects.within(community).filter(taken_at=None)
    if people is not None:
        rows = rows.filter(person__in=set(people))
    whose = Coalesce("person__merged_into", "person")
    for row in rows.annotate(whose=whose).order_by("pk"):
        held[row.whose].add(row.code)
        given_by = editions().get(row.edition)
        if given_by and row.code not in earned(given_by, known.get(row.whose, Totals())):
            found.take.append(row)
    if edition is not None:
        for person in sorted(known):
            new = earned(edition, known[person]) - held.get(person, set())
            found.give += [(person, code) for code in sorted(new)]
    return found


def with_badges() -> list[int]:
    """Communities in which some edition was ever switched on."""
    rows = Adoption.objects.across_communities("the nightly look at badges")
    return list(rows.order_by("community").values_list("community", flat=True).distinct())


def badges_of(people: Iterable[int]) -> dict[int, list[Badge]]:
    """What they hold, by person. One query."""
    found: dict[int, list[Badge]] = defaultdict(list)
    rows = Badge.objects.across_communities("after the page looked at who may see them")
    for row in rows.filter(person__in=set(people), taken_at=None).order_by("pk"):
        found[row.person_id].append(row)
    return found


def badge_title(row: Badge) -> str:
    known = badge_of(row.edition, row.code)
    return known.title if known else row.code


def adoptions(actor: Actor) -> ScopedQuerySet[Adoption]:
    return Adoption.objects.reached_by(actor).order_by("-since", "-pk")


# --- what people show ---------------------------------------------------------------------------
def sharing_of(person: int) -> Sharing | None:
    rows = Sharing.objects.across_communities(OWN).select_related("person")
    return rows.filter(person=person).first()


def still_seen(sharing: Sharing) -> bool:
    """Whether anybody sees it: whoever moved away chose for the neighbours of before."""
    return sharing.person.community == sharing.community


def shared_with(actor: Actor) -> ScopedQuerySet[Sharing]:
    """Neighbours who show something: of the actor's community, and none who blocked, or is blocked.

    Whoever moved away chose for the neighbours of before: nobody sees it until they choose anew.
    """
    rows = Sharing.objects.reached_by(actor).filter(
        person__is_active=True, person__merged_into=None, person__community=F("community")
    )
    mine = records_of(actor.person or 0)
    blocked = Block.objects.filter(person__in=mine, blocked=OuterRef("person"))
    blocks = Block.objects.filter(person=OuterRef("person"), blocked__in=mine)
    return rows.filter(~Exists(blocked), ~Exists(blocks)).select_related("person")


# --- honours ------------------------------------------------------------------------------------
def honours_on_desk(actor: Actor) -> ScopedQuerySet[Honour]:
    return Honour.objects.reached_by(actor)


def honours_of(people: Iterable[int]) -> Mapping[int, list[Honour]]:
    """Those that stand and are named, by person. One query."""
    found: dict[int, list[Honour]] = defaultdict(list)
    rows = Honour.objects.across_communities("after the page looked at who may see them")
    rows = rows.filter(person__in=set(people), state=HonourState.STANDS, named=True)
    for row in rows.order_by("pk"):
        found[row.person_id].append(row)
    return found


def objections_to(honour: Honour) -> ScopedQuerySet[Objection]:
    return Objection.objects.within(honour.community).filter(honour=honour).order_by("pk")


def over(honour: Honour) -> bool:
    """Whether the days in which the community may object are over."""
    return honour.public_until is not None and clock.today() > honour.public_until
