"""Applying a difference to an estate: buildings, owners, owner sets, units, titles. Many at once."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from linli.identity.identifiers import PHONE_TAIL
from linli.identity.names import cleaned_name
from linli.identity.vault import Vault, vault
from linli.kernel import clock
from linli.places.difference import LEFT_OUT, Difference
from linli.places.marks import Marked
from linli.places.models import (
    Building,
    Elector,
    ElectorOwner,
    Estate,
    RosterOwner,
    Title,
    Unit,
)
from linli.places.models.sealed import new_binding
from linli.places.operations.copying import reserve, send
from linli.places.roster.types import Owner

_BATCH = 2000
_OWNER_COLUMNS = (
    "id", "community", "estate", "binding", "mark", "name", "name_hash", "id_kind", "id_number",
    "id_hash", "phone", "phone_hash", "phone_tail_hash",
)  # fmt: skip
_UNIT_COLUMNS = (
    "id", "community", "estate_id", "building_id", "parking", "stair", "stair_key", "room",
    "room_key", "position", "use", "area_centi", "holding", "disputes", "warnings", "mark",
    "corrected", "gone",
)  # fmt: skip


def apply_difference(estate: Estate, change: Difference) -> None:
    """Make the estate what the roster says. The caller holds the estate's lock."""
    today = clock.today()
    rows = [*change.added, *(each.new for each in change.changed)]
    buildings = _buildings(estate, rows)
    people = _owners(estate, rows)
    electors = _electors(estate, rows, people)
    _add_units(estate, change.added, buildings, electors, today)
    _change_units(estate, change, electors, today)
    _leave_out(estate, [known.pk for known in change.left_out])


def position_of(*, parking: bool, building: str, stair: str, room: str) -> str:
    """Numbers padded to six digits, parking spaces last."""
    parts = (re.sub(r"[0-9]+", lambda m: m[0].zfill(6), part) for part in (building, stair, room))
    return ("1" if parking else "0") + " ".join(parts)[:239]


def _buildings(estate: Estate, rows: Iterable[Marked]) -> dict[str, int]:
    """Building key -> id; new ones are made."""
    known = dict(Building.objects.filter(estate=estate).values_list("key", "pk"))
    new = {r.row.building_key: r.row.building for r in rows if r.row.building_key not in known}
    made = Building.objects.bulk_create(
        [Building(estate=estate, key=key, label=label) for key, label in new.items()]
    )
    return known | {each.key: each.pk for each in made}


def _owners(estate: Estate, rows: Iterable[Marked]) -> dict[bytes, int]:
    """Mark of a person -> id; new people are sealed, what changed about known ones is renewed."""
    said: dict[bytes, Owner] = {}
    for row in rows:
        for mark, owner in row.owners.items():
            before = said.get(mark)
            if before is None or (owner.phone and not before.phone):
                said[mark] = owner
    known = {
        bytes(mark): (pk, name, phone)
        for mark, pk, name, phone in RosterOwner.objects.within(estate.community_id)
        .filter(estate=estate.pk)
        .values_list("mark", "pk", "name_hash", "phone_hash")
        .iterator(chunk_size=5000)
    }
    new = [(mark, owner) for mark, owner in said.items() if mark not in known]
    ids = reserve(RosterOwner, len(new))
    safe = vault()
    labels = {name: RosterOwner.sealing_label(name) for name in RosterOwner.sealed}
    send(
        RosterOwner,
        _OWNER_COLUMNS,
        (
            _owner_row(estate, pk, mark, owner, safe, labels)
            for pk, (mark, owner) in zip(ids, new, strict=True)
        ),
    )
    _renew(estate, said, known, safe)
    made = {mark: pk for pk, (mark, _) in zip(ids, new, strict=True)}
    return made | {mark: known[mark][0] for mark in said if mark in known}


def _hashes(owner: Owner, safe: Vault) -> tuple[bytes | None, ...]:
    """Of name, number, telephone and its last digits; as identity keeps them of people."""
    return (
        safe.blind(cleaned_name(owner.name), kind="name") if owner.name else None,
        safe.blind(owner.id_number, kind="id") if owner.id_number else None,
        safe.blind(owner.phone, kind="phone") if owner.phone else None,
        safe.blind(owner.phone[-PHONE_TAIL:], kind="phone_tail") if owner.phone else None,
    )


def _owner_row(  # noqa: PLR0913, PLR0917 (runs once per owner)
    estate: Estate, pk: int, mark: bytes, owner: Owner, safe: Vault, labels: dict[str, str]
) -> tuple[Any, ...]:
    binding = new_binding()

    def sealed(name: str, text: str) -> bytes | None:
        return safe.seal(text, field=labels[name], person=binding) if text else None

    name_hash, id_hash, phone_hash, tail_hash = _hashes(owner, safe)
    return (
        pk, estate.community_id, estate.pk, binding, mark, sealed("name", owner.name), name_hash,
        owner.id_kind, sealed("id_number", owner.id_number), id_hash, sealed("phone", owner.phone),
        phone_hash, tail_hash,
    )  # fmt: skip


def _renew(
    estate: Estate,
    said: dict[bytes, Owner],
    known: dict[bytes, tuple[int, bytes | memoryview | None, bytes | memoryview | None]],
    safe: Vault,
) -> None:
    """A known person of whom the roster now says another telephone or another spelling."""
    stale: dict[int, Owner] = {}
    for mark, owner in said.items():
        if mark not in known:
            continue
        pk, name, phone = known[mark]
        name_hash, _, phone_hash, _ = _hashes(owner, safe)
        if (name_hash and name_hash != _bytes(name)) or (
            phone_hash and phone_hash != _bytes(phone)
        ):
            stale[pk] = owner
    rows = RosterOwner.objects.within(estate.community_id).filter(pk__in=stale)
    for row in rows.select_for_update().order_by("pk"):
        owner = stale[row.pk]
        name_hash, _, phone_hash, tail_hash = _hashes(owner, safe)
        if owner.name:
            row.put("name", owner.name)
            row.name_hash = name_hash
        if owner.phone:
            row.put("phone", owner.phone)
            row.phone_hash, row.phone_tail_hash = phone_hash, tail_hash
        row.save()


def _bytes(value: bytes | memoryview | None) -> bytes | None:
    return None if value is None else bytes(value)


def _electors(estate: Estate, rows: Iterable[Marked], people: dict[bytes, int]) -> dict[bytes, int]:
    """Mark of an owner set -> id; new sets are made with their members."""
    known = {
        bytes(mark): pk
        for mark, pk in Elector.objects.filter(estate=estate).values_list("mark", "pk")
    }
    new = {r.elector: r.owners for r in rows if r.elector and r.elector not in known}
    ids = dict(zip(new, reserve(Elector, len(new)), strict=True))
    send(Elector, ("id", "estate_id", "mark"), ((pk, estate.pk, m) for m, pk in ids.items()))
    members = [(ids[mark], people[each]) for mark, owners in new.items() for each in owners]
    member_ids = reserve(ElectorOwner, len(members))
    send(
        ElectorOwner,
        ("id", "elector_id", "owner_id"),
        ((pk, *pair) for pk, pair in zip(member_ids, members, strict=True)),
    )
    return known | ids


def _add_units(
    estate: Estate,
    added: list[Marked],
    buildings: dict[str, int],
    electors: dict[bytes, int],
    today: date,
) -> None:
    ids = reserve(Unit, len(added))
    pairs = list(zip(ids, added, strict=True))
    send(Unit, _UNIT_COLUMNS, _unit_rows(estate, pairs, buildings))
    _add_titles(((pk, new.elector) for pk, new in pairs), electors, today)


def _unit_rows(
    estate: Estate, pairs: list[tuple[int, Marked]], buildings: dict[str, int]
) -> Iterator[tuple[Any, ...]]:
    for pk, new in pairs:
        row = new.row
        place = position_of(
            parking=row.parking, building=row.building_key, stair=row.stair_key, room=row.room_key
        )
        yield (
            pk, estate.community_id, estate.pk, buildings[row.building_key], row.parking,
            row.stair, row.stair_key, row.room, row.room_key, place, row.use[:40], row.area_centi,
            str(row.holding), list(new.disputes), list(new.warnings), new.mark, False, False,
        )  # fmt: skip


def _add_titles(
    pairs: Iterable[tuple[int, bytes | None]], electors: dict[bytes, int], today: date
) -> None:
    rows = [(unit, electors[mark]) for unit, mark in pairs if mark]
    ids = reserve(Title, len(rows))
    send(
        Title,
        ("id", "unit_id", "elector_id", "since"),
        ((pk, *pair, today) for pk, pair in zip(ids, rows, strict=True)),
    )


def _change_units(
    estate: Estate, change: Difference, electors: dict[bytes, int], today: date
) -> None:
    """The row as the roster has it now; another owner set ends the title and begins a new one."""
    moved = [c for c in change.changed if c.known.elector != c.new.elector]
    for at in range(0, len(change.changed), _BATCH):
        part = change.changed[at : at + _BATCH]
        units = []
        for each in part:
            row, new = each.new.row, each.new
            unit = Unit(pk=each.known.pk)
            unit.area_centi, unit.holding, unit.use = row.area_centi, row.holding, row.use[:40]
            unit.disputes, unit.warnings = list(new.disputes), list(new.warnings)
            unit.mark, unit.corrected, unit.gone = new.mark, False, False
            units.append(unit)
        Unit.objects.within(estate.community_id).bulk_update(
            units,
            ["area_centi", "holding", "use", "disputes", "warnings", "mark", "corrected", "gone"],
        )
    Title.objects.filter(unit__in=[c.known.pk for c in moved], until=None).update(until=today)
    _add_titles(((c.known.pk, c.new.elector) for c in moved), electors, today)


def _leave_out(estate: Estate, units: list[int]) -> None:
    """No unit goes by its absence from a list: it stays on the roll, disputed."""
    rows = Unit.objects.within(estate.community_id).filter(pk__in=units)
    for unit in rows.only("pk", "disputes"):
        unit.disputes = [*unit.disputes, LEFT_OUT]
        unit.save(update_fields=["disputes"])


def set_owners(estate: Estate, unit: Unit, new: Marked) -> None:
    """One unit gets other owners, by hand: its title ends and another begins."""
    electors = _electors(estate, [new], _owners(estate, [new]))
    Title.objects.filter(unit=unit, until=None).update(until=clock.today())
    _add_titles([(unit.pk, new.elector)], electors, clock.today())
