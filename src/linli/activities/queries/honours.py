"""What people and estates did, for awards; lists of cycles."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from linli.activities.models import Candidate, Cycle, Objection, SignUp
from linli.activities.queries.asking import begin
from linli.activities.scoring import MEASURES
from linli.activities.states import Source
from linli.identity.queries import display_names
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet
from linli.places.models import Unit
from linli.residence.queries import residents_of_units, units_of_people


def cycles(actor: Actor) -> ScopedQuerySet[Cycle]:
    """Staff see drafts too."""
    rows = Cycle.objects.reached_by(actor)
    return rows if actor.is_official else rows.exclude(state=Cycle.State.DRAFT)


def did(community: int, first: date, last: date) -> dict[int, dict[str, int]]:
    """Person -> measure -> how much, from hours that somebody else confirmed. Two queries."""
    rows = SignUp.objects.within(community).filter(
        confirmed_at__gte=begin(first), confirmed_at__lt=begin(last + timedelta(days=1))
    )
    found: dict[int, dict[str, int]] = {}
    own = rows.values("person").annotate(
        minutes=Sum("minutes"),
        times=Count("pk"),
        voluntary=Count("pk", filter=Q(source=Source.VOLUNTARY)),
    )
    for row in own.order_by():
        values = dict.fromkeys(MEASURES, 0)
        values |= {name: row[name] for name in ("minutes", "times", "voluntary")}
        found[row["person"]] = values
    organised = rows.values("occasion__activity__organiser").annotate(
        count=Count("occasion__activity", distinct=True)
    )
    for made in organised.order_by():
        person = made["occasion__activity__organiser"]
        found.setdefault(person, dict.fromkeys(MEASURES, 0))["organised"] = made["count"]
    return found


def did_by_estate(community: int, first: date, last: date) -> dict[int, dict[str, int]]:
    """Estate -> the same of those who live there, and how many they are. Four queries."""
    people = did(community, first, last)
    homes = units_of_people(people)
    units = {unit for each in homes.values() for unit in each}
    living = residents_of_units(units, living=True)
    rows = Unit.objects.within(community).filter(pk__in=units)
    estates = dict(rows.values_list("pk", "estate"))
    found: dict[int, dict[str, int]] = {}
    for person, values in people.items():
        own = {
            estates[unit]
            for unit in homes.get(person, ())
            if unit in estates and person in living.get(unit, ())
        }
        for estate in own:
            total = found.setdefault(
                estate, {"minutes": 0, "times": 0, "voluntary": 0, "people": 0}
            )
            for name in ("minutes", "times", "voluntary"):
                total[name] += values[name]
            total["people"] += 1
    return found


def candidates(row: Cycle) -> list[tuple[Candidate, str]]:
    """With the names that they show. Three queries."""
    rows = Candidate.objects.within(row.community).filter(cycle=row).select_related("estate")
    found = list(rows.order_by("-score", "pk"))
    names = display_names(each.person_id for each in found if each.person_id)
    return [
        (each, each.estate.name if each.estate else names.get(each.person_id or 0, ""))
        for each in found
    ]


def named(row: Cycle, actor: Actor, *, staff: bool) -> list[tuple[Candidate, str]]:
    """The same for a reader: people who are off the list see only themselves and the staff."""
    return [
        (each, name)
        for each, name in candidates(row)
        if staff or not each.out or each.person_id in {None, actor.person}
    ]


def objections(row: Cycle) -> list[Objection]:
    rows = Objection.objects.within(row.community).filter(candidate__cycle=row)
    return list(rows.select_related("candidate").order_by("pk"))


def counted(row: Cycle) -> Mapping[int, Mapping[str, int]]:
    by_estate = row.kind == Cycle.Kind.ESTATE
    return (did_by_estate if by_estate else did)(row.community, row.since, row.until)
