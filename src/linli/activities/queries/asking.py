"""When people are free beside what is planned, who comes of their own accord, groups."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count

from linli.activities.models import FreeHours, Group, GroupMember, Occasion, SignUp
from linli.activities.parameters import LEAST
from linli.activities.slots import COUNT, Mismatch, covered, mismatch, tens
from linli.activities.states import Source, State
from linli.kernel import clock
from linli.kernel.scoping import ScopedQuerySet
from linli.residence.queries import homes_of


def answers(communities: Collection[int]) -> list[list[int]]:
    """What living accounts said, without who said it. One query."""
    rows = FreeHours.objects.across_communities("figures of the caller's reach")
    rows = rows.filter(community__in=communities, person__is_active=True)
    return list(rows.values_list("slots", flat=True))


def free_at(community: int, dates: Iterable[tuple[datetime, datetime]]) -> list[Mismatch]:
    """For each date how many of those who answered are free. One query."""
    said = answers([community])
    return [mismatch(covered(begin, end), said, LEAST) for begin, end in dates]


@dataclass(frozen=True, slots=True)
class Week:
    """For each part of the week how many are free, and how many dates lie in it.

    `permille` is the mismatch index: of a thousand people whom a date was for, so many were not
    free, over all dates. None when too few answered.
    """

    answers: int
    free: list[int]
    planned: list[int]
    permille: int | None

    @property
    def known(self) -> bool:
        return self.answers >= LEAST

    def percent(self, part: int) -> int:
        """How many of those who answered are free then, in steps of ten."""
        return tens(self.free[part] * 1000 // self.answers) if self.known else 0


def begin(day: date) -> datetime:
    return datetime.combine(day, time(), clock.LOCAL)


def week(communities: Collection[int], first: date, last: date) -> Week:
    """Two queries."""
    said = answers(communities)
    rows = Occasion.objects.across_communities("figures of the caller's reach").filter(
        community__in=communities,
        cancelled=False,
        activity__state=State.OPEN,
        begins_at__gte=begin(first),
        begins_at__lt=begin(last + timedelta(days=1)),
    )
    spans = [covered(*each) for each in rows.values_list("begins_at", "ends_at")]
    planned = Counter(each for span in spans for each in span)
    free = Counter(each for slots in said for each in slots)
    all_ = [mismatch(span, said, LEAST) for span in spans]
    asked = sum(each.answers for each in all_)
    missed = sum(each.answers - each.free for each in all_)
    known = len(said) >= LEAST and asked > 0
    return Week(
        len(said),
        [free[n] for n in range(COUNT)],
        [planned[n] for n in range(COUNT)],
        missed * 1000 // asked if known else None,
    )


@dataclass(frozen=True, slots=True)
class Sources:
    """Confirmed attendances, and the people behind them. Few people: nothing is told of them."""

    voluntary: int
    mobilised: int
    people: int
    only_mobilised: int

    @property
    def total(self) -> int:
        return self.voluntary + self.mobilised

    @property
    def known(self) -> bool:
        return self.people >= LEAST

    @property
    def split_known(self) -> bool:
        """Neither part may be so small that it points at somebody."""
        small = range(1, LEAST)
        return self.known and not {self.only_mobilised, self.people - self.only_mobilised} & set(
            small
        )


def sources(communities: Collection[int], first: date, last: date) -> Sources:
    """Whether people come of their own accord (F048). One query."""
    rows = SignUp.objects.across_communities("figures of the caller's reach").filter(
        community__in=communities,
        confirmed_at__gte=begin(first),
        confirmed_at__lt=begin(last + timedelta(days=1)),
    )
    found = rows.values("person", "source").annotate(count=Count("pk")).order_by()
    totals: Counter[str] = Counter()
    by_person: dict[int, set[str]] = {}
    for row in found:
        totals[row["source"]] += row["count"]
        by_person.setdefault(row["person"], set()).add(row["source"])
    only = sum(each == {Source.MOBILISED.value} for each in by_person.values())
    return Sources(totals[Source.VOLUNTARY], totals[Source.MOBILISED], len(by_person), only)


# --- groups -------------------------------------------------------------------------------------
def own_estates(person: int) -> dict[int, str]:
    """Estate -> name, of the homes that one belongs to."""
    return {row.unit.estate_id: row.unit.estate.name for row in homes_of(person)}


def groups_in(estates: Iterable[int]) -> ScopedQuerySet[Group]:
    rows = Group.objects.across_communities("estates that the caller belongs to")
    rows = rows.filter(estate__in=list(estates)).select_related("estate", "building")
    return rows.annotate(count=Count("members")).order_by("estate", "kind", "pk")


def groups_of(person: int) -> frozenset[int]:
    rows = GroupMember.objects.across_communities("one's own groups").filter(person=person)
    return frozenset(rows.values_list("group", flat=True))
