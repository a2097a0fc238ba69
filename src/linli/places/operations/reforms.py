"""Writes of a merge or a split of communities; inside a transaction only.

What is in force goes along: estates, units, owners, open rosters and corrections, areas, residents
with their open cases. What is over stays where it happened.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from linli.identity.models import Person
from linli.identity.operations.rehoming import rehome
from linli.kernel import clock
from linli.places.models import (
    Descent,
    Estate,
    EstateMove,
    Place,
    Reform,
    RosterImport,
    RosterOwner,
    Unit,
    UnitCorrection,
)
from linli.places.moving import take_along
from linli.places.operations.areas import carry_areas
from linli.places.states import CorrectionState, ImportState


@dataclass(frozen=True, slots=True)
class NewCommunity:
    """A community that begins; it lies in the street of the first one that it comes from."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The first day on which it holds, and the document that it rests on."""

    on: date
    ground: str


@dataclass(frozen=True, slots=True)
class Way:
    """What goes from a community to another; `people` None: all who are still there."""

    before: Place
    after: Place
    estates: Sequence[Estate]
    people: Collection[int] | None = None


def add_reform(*, kind: str, on: date, ground: str, by: int | None) -> Reform:
    return Reform.objects.create(kind=kind, on=on, ground=ground, at=clock.now(), by_id=by)


def begin_place(place: Place, day: date) -> None:
    place.since = day
    place.save(update_fields=["since"])


def end_place(place: Place, day: date) -> None:
    """It stays readable, and its code is given to nobody."""
    place.until = day
    place.save(update_fields=["until"])


def lock_residents(communities: Sequence[int]) -> None:
    """People come before estates in the order of locks."""
    rows = Person.objects.filter(community__in=communities)
    list(rows.select_for_update().order_by("pk").values_list("pk"))


def carry_out(reform: Reform, ways: Sequence[Way]) -> int:
    """Move everything; answers how many residents moved."""
    went: dict[int, dict[int, int]] = {}
    moved = 0
    for way in ways:
        _move_estates(reform, way)
        people = rehome(before=way.before.pk, after=way.after.pk, people=way.people)
        moved += people
        Descent.objects.create(reform=reform, before=way.before, after=way.after, people=people)
        went.setdefault(way.before.pk, {}).update({e.pk: way.after.pk for e in way.estates})
    for before, estates in went.items():
        carry_areas(before, estates, reform.on)
    return moved


def _move_estates(reform: Reform, way: Way) -> None:
    before, after = way.before.pk, way.after.pk
    ids = [estate.pk for estate in way.estates]
    _part_names(way)
    Estate.objects.within(before).filter(pk__in=ids).update(community=after)
    Unit.objects.within(before).filter(estate__in=ids).update(community=after)
    RosterOwner.objects.within(before).filter(estate__in=ids).update(community=after)
    imports = RosterImport.objects.within(before).filter(estate__in=ids, state=ImportState.OPEN)
    imports.update(community=after)
    waiting = UnitCorrection.objects.within(before).filter(
        unit__estate__in=ids, state=CorrectionState.PROPOSED
    )
    waiting.update(community=after)
    EstateMove.objects.bulk_create(
        EstateMove(reform=reform, estate_id=pk, before=way.before, after=way.after) for pk in ids
    )
    take_along(ids, before, after)


def _part_names(way: Way) -> None:
    """Two estates of one name are told apart by the community that one of them came from."""
    there = Estate.objects.within(way.after.pk).values_list("name_zh", flat=True)
    taken = set(there)
    for estate in way.estates:
        if estate.name_zh in taken:
            estate.name_zh = f"{estate.name_zh[:40]}（{way.before.name_zh[:17]}）"
            estate.save(update_fields=["name_zh"])
