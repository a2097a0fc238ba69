"""Reads on the tree of places."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from linli.identity.identifiers import PHONE_TAIL, cleaned
from linli.identity.names import cleaned_name, masked_name
from linli.identity.vault import vault
from linli.kernel.actor import Actor
from linli.kernel.fetch import found_or_refused
from linli.kernel.places import Community
from linli.kernel.scoping import ScopedQuerySet
from linli.places.distance import distance_m
from linli.places.lifecycle import estate_stage, may_decide
from linli.places.models import (
    ElectorOwner,
    Estate,
    Place,
    RosterImport,
    RosterOwner,
    Title,
    Unit,
    UnitCorrection,
)
from linli.places.roster.cells import room_key
from linli.places.roster.owners import names_in
from linli.places.states import CorrectionState, ImportState, Stage

#: What other modules ask of an estate's life stands in `lifecycle`; here is where they look for it.
__all__ = ["distance_m", "estate_stage", "may_decide"]


def communities_under(place: Place) -> frozenset[int]:
    """Ids of the communities in a place, itself included when it is one. One query."""
    inside = Place.objects.filter(kind=Place.Kind.COMMUNITY, path__startswith=place.path)
    return frozenset(inside.values_list("pk", flat=True))


def communities() -> QuerySet[Place]:
    """The communities that there are; list them by `path`, which is the order of the tree."""
    return all_communities().filter(until=None)


def all_communities() -> QuerySet[Place]:
    """Those that were merged or split are among them: they stay readable."""
    return Place.objects.filter(kind=Place.Kind.COMMUNITY)


def by_code(code: str) -> Place:
    """The community with this code, also one that is no more. Raises Refused("kernel.not_found")."""
    return found_or_refused(all_communities().filter(code=code))


def lineage(place: Place) -> list[Place]:
    """The place itself and what it lies in, from the district down. One query."""
    step = Place.steplen
    paths = [place.path[:end] for end in range(step, len(place.path) + 1, step)]
    return list(Place.objects.filter(path__in=paths).order_by("path"))


def streets() -> dict[str, Place]:
    """Path -> street; a community's street is the one under its path's first parts. One query."""
    return {p.path: p for p in Place.objects.filter(kind=Place.Kind.STREET).order_by("path")}


def parent_path(place: Place) -> str:
    return str(place.path[: -Place.steplen])


def to_choose() -> list[Community]:
    """The communities with their streets, for `linli.kernel.places`. Two queries."""
    above = streets()
    answer = []
    for place in communities().order_by("path"):
        street = above.get(parent_path(place))
        names = (street.name_zh, street.name_en) if street else ("", "")
        answer.append(Community(place.pk, place.name_zh, place.name_en, *names))
    return answer


def in_order() -> list[Place]:
    """All places in the order of the tree. One query."""
    return list(Place.objects.order_by("path"))


def estates_in(place: Place) -> list[Estate]:
    """The estates of a community with their stages; public. One query."""
    return list(Estate.objects.within(place.pk).order_by("name_zh", "pk"))


def ripe_estates(actor: Actor) -> list[Estate]:
    """Those in reach where enough is handed over and no preparatory group is set up. One query."""
    rows = Estate.objects.reached_by(actor).filter(ripe=True, stage=Stage.DELIVERY)
    return list(rows.order_by("pk"))


def distance_between(one: Estate, other: Estate) -> int | None:
    """Metres between two estates; None while one of the places is not known."""
    points = [(each.latitude_micro, each.longitude_micro) for each in (one, other)]
    known = [(lat, lon) for lat, lon in points if lat is not None and lon is not None]
    return distance_m(*known) if len(known) == len(points) else None


def estates(actor: Actor) -> ScopedQuerySet[Estate]:
    """The estates of the communities that the actor reaches."""
    return Estate.objects.reached_by(actor)


def units_of(estate: Estate) -> ScopedQuerySet[Unit]:
    """Units that there are, with their buildings; list them by `position`, `id`.

    Buildings are read for the page's units alone: in the minute after an import the planner knows
    nothing of the new rows, and would join all of them before it takes the first fifty.
    """
    rows = Unit.objects.within(estate.community_id).filter(estate=estate, gone=False)
    return rows.prefetch_related("building")


def search_units(actor: Actor, text: str, limit: int = 50) -> list[Unit]:
    """By room, an owner's full name, ID number, telephone, or its last four digits.

    Answers at most `limit` units in the actor's reach. Hashes are looked up, nothing is opened.
    """
    wanted = text.strip()
    if not wanted:
        return []
    people: list[int] = []
    for field, digest in _hashes(wanted):
        # one index scan each; an OR over the columns would read the whole table
        named = RosterOwner.objects.reached_by(actor).filter(**{field: digest})
        people += named.values_list("pk", flat=True)[:limit]
    # step by step, each by its index: right after an import the planner has no statistics
    sets = ElectorOwner.objects.filter(owner__in=people).values_list("elector", flat=True)
    owned = Title.objects.filter(elector__in=list(sets), until=None)
    units = list(owned.values_list("unit", flat=True)[:limit])
    rows = Unit.objects.reached_by(actor).filter(gone=False)
    by_owner = rows.filter(pk__in=units)
    by_room = rows.filter(room_key=room_key(wanted))
    found = {
        unit.pk: unit
        for part in (by_room, by_owner)
        for unit in part.select_related("building", "estate").order_by("position", "pk")[:limit]
    }
    return list(found.values())[:limit]


def _hashes(text: str) -> Iterator[tuple[str, bytes]]:
    """The columns in which an owner may be found by a text, with its hash for each."""
    safe, digits = vault(), cleaned(text)
    if not any(c.isdigit() for c in digits):
        yield "name_hash", safe.blind(cleaned_name(text), kind="name")
    elif len(digits) == PHONE_TAIL:
        yield "phone_tail_hash", safe.blind(digits, kind="phone_tail")
    elif len(digits) > PHONE_TAIL:
        yield "id_hash", safe.blind(digits, kind="id")
        yield "phone_hash", safe.blind(digits, kind="phone")
        yield "name_hash", safe.blind(cleaned_name(text), kind="name")


def owners_of(units: Sequence[Unit]) -> dict[int, list[str]]:
    """Unit id -> masked names of its present owners. One query, whatever the number of units."""
    rows = Title.objects.filter(unit__in=units, until=None).values_list(
        "unit", "elector__members__owner"
    )
    pairs = list(rows)
    people = RosterOwner.objects.across_communities("the units were in reach").in_bulk(
        [owner for _, owner in pairs if owner]
    )
    found: dict[int, list[str]] = {}
    for unit, owner in pairs:
        person = people.get(owner)
        if person is not None:
            found.setdefault(unit, []).append(shown_owner(person))
    return found


def shown_owner(owner: RosterOwner) -> str:
    """A body in full, a person masked: the list is seen by many."""
    name = owner.read("name") or ""
    return name if owner.id_kind == "credit_code" else masked_name(name)


def unit_in_reach(actor: Actor, unit: int) -> Unit:
    """Raises Refused("kernel.not_found")."""
    rows = Unit.objects.reached_by(actor).select_related("building", "estate")
    return found_or_refused(rows.filter(pk=unit))


def open_roster(estate: Estate) -> RosterImport | None:
    """The one that is being worked on."""
    rows = RosterImport.objects.within(estate.community_id)
    return rows.filter(estate=estate, state=ImportState.OPEN).first()


def handed_rosters(actor: Actor) -> list[RosterImport]:
    """Those that a colleague handed over to be applied, the oldest first. One query."""
    rows = RosterImport.objects.reached_by(actor).filter(
        state=ImportState.OPEN, handed_at__isnull=False
    )
    return list(rows.exclude(by=actor.person).order_by("handed_at"))


def past_rosters(estate: Estate, limit: int = 10) -> list[RosterImport]:
    """The newest first."""
    rows = RosterImport.objects.across_communities("an estate's past, wherever it lay then")
    return list(rows.filter(estate=estate).exclude(state=ImportState.OPEN).order_by("-pk")[:limit])


def waiting_corrections(estate: Estate) -> int:
    rows = UnitCorrection.objects.within(estate.community_id)
    return rows.filter(unit__estate=estate, state=CorrectionState.PROPOSED).count()


def titles_of(unit: Unit) -> list[tuple[Title, list[str]]]:
    """Who owned it from when to when, the newest first, names masked. Three queries."""
    titles = list(Title.objects.filter(unit=unit).order_by("-pk"))
    members = ElectorOwner.objects.filter(elector__in=[title.elector_id for title in titles])
    people = RosterOwner.objects.within(unit.community).in_bulk(
        list(members.values_list("owner", flat=True))
    )
    names: dict[int, list[str]] = {}
    for elector, owner in members.values_list("elector", "owner").order_by("pk"):
        names.setdefault(elector, []).append(shown_owner(people[owner]))
    return [(title, names.get(title.elector_id, [])) for title in titles]


def corrections_of(unit: Unit) -> list[UnitCorrection]:
    rows = UnitCorrection.objects.across_communities("a unit's past, wherever it lay then")
    return list(rows.filter(unit=unit).order_by("-pk"))


def correction_kinds(unit: Unit) -> list[tuple[str, str]]:
    """What may be proposed now: nothing while a proposal waits."""
    rows = UnitCorrection.objects.within(unit.community)
    if unit.gone or rows.filter(unit=unit, state=CorrectionState.PROPOSED).exists():
        return []
    kinds = UnitCorrection.Kind
    return [
        (kind.value, str(kind.label)) for kind in kinds if kind != kinds.SETTLE or unit.disputes
    ]


def correction_queue(actor: Actor, *, waiting: bool = True) -> ScopedQuerySet[UnitCorrection]:
    """Corrections in reach; those that wait for a second person, or all."""
    rows = UnitCorrection.objects.reached_by(actor)
    if waiting:
        rows = rows.filter(state=CorrectionState.PROPOSED)
    return rows.select_related("unit__building", "unit__estate", "reason", "owner")


def correction_in_reach(actor: Actor, correction: int) -> UnitCorrection:
    """Raises Refused("kernel.not_found")."""
    return found_or_refused(correction_queue(actor, waiting=False).filter(pk=correction))


def proposed_owners(row: UnitCorrection) -> list[str]:
    """The proposed owners, masked: the second person has the papers, and types what they say."""
    if row.owner is None:
        return []
    cells = json.loads(row.owner.read("text") or '[""]')
    return [masked_name(name) for name in names_in(cells[0])[0]]


def roster_rows_of(owners: Sequence[int]) -> list[dict[str, Any]]:
    """What rosters say of these owners, in clear, for the file of whoever they are.

    One row per owner and title: estate, unit, name, number, phone, from when to when. Three queries.
    """
    people = RosterOwner.objects.across_communities("a person's own data").in_bulk(list(owners))
    sets = ElectorOwner.objects.filter(owner__in=people).values_list("owner", "elector")
    titles: dict[int, list[Title]] = {}
    electors = {elector for _, elector in sets}
    rows = Title.objects.filter(elector__in=electors).select_related("unit__building")
    for title in rows.select_related("unit__estate").order_by("pk"):
        titles.setdefault(title.elector_id, []).append(title)
    return [
        {
            "estate": title.unit.estate.name_zh,
            "unit": title.unit.label,
            "name": people[owner].read("name") or "",
            "id_number": people[owner].read("id_number") or "",
            "phone": people[owner].read("phone") or "",
            "since": title.since.isoformat(),
            "until": title.until.isoformat() if title.until else "",
        }
        for owner, elector in sets
        for title in titles.get(elector, [])
    ]
