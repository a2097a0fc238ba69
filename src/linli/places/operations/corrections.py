"""Writes of corrections by hand."""

import json

from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.places.marks import Marked, Marker
from linli.places.models import Estate, Title, Unit, UnitCorrection
from linli.places.operations.estates import seal_text
from linli.places.operations.lifecycle import watch
from linli.places.operations.rosters import set_owners
from linli.places.roster.electors import Electors
from linli.places.roster.owners import people_in
from linli.places.roster.types import Holding, UnitRow
from linli.places.states import CorrectionState

_OF_AREA = {"area_missing", "area_invalid"}
_OF_OWNER = {
    "id_length", "id_checksum", "id_birth", "uscc_checksum", "owner_missing", "unit_duplicate",
}  # fmt: skip


def add_correction(  # noqa: PLR0913 (a row's columns)
    unit: Unit, *, kind: str, value: str, owner: str, reason: str, by: int
) -> UnitCorrection:
    return UnitCorrection.objects.create(
        community=unit.community,
        unit=unit,
        kind=kind,
        value=value,
        owner=seal_text(owner) if owner else None,
        reason=seal_text(reason),
        at=clock.now(),
        proposed_by_id=by,
    )


def owner_text(row: UnitCorrection) -> str:
    """The proposed owners: three cells as JSON."""
    return (row.owner.read("text") if row.owner else None) or '["", "", ""]'


def end_correction(row: UnitCorrection, *, by: int, confirmed: bool) -> None:
    """The proposed owners are erased: what counts stands in the titles."""
    owner, row.owner = row.owner, None
    row.state = CorrectionState.CONFIRMED if confirmed else CorrectionState.REFUSED
    row.decided_at, row.decided_by_id = clock.now(), by
    row.save()
    if owner is not None:
        owner.delete()


def make_change(estate: Estate, unit: Unit, row: UnitCorrection) -> None:
    """What was confirmed. Raises Refused when a dispute is settled that nobody could settle so."""
    Kind = UnitCorrection.Kind  # noqa: N806 (a class)
    if row.kind == Kind.AREA:
        unit.area_centi = int(row.value)
        unit.disputes = [code for code in unit.disputes if code not in _OF_AREA]
    elif row.kind == Kind.HOLDING:
        unit.holding = row.value
    elif row.kind == Kind.OWNER:
        names, numbers, phone = json.loads(owner_text(row))
        set_owners(estate, unit, marked_owners(estate, unit, names, numbers, phone))
        unit.disputes = [code for code in unit.disputes if code not in _OF_OWNER]
    elif row.kind == Kind.SETTLE:
        _require_settled(unit)
        unit.disputes = []
    else:
        unit.gone = True
        Title.objects.filter(unit=unit, until=None).update(until=clock.today())
    unit.corrected = True
    unit.save()
    estate.version += 1
    estate.save(update_fields=["version"])
    watch(estate)


def _require_settled(unit: Unit) -> None:
    """On a roll stand an area and an owner; what is not known is not settled by saying so."""
    owned = Title.objects.filter(unit=unit, until=None).exists()
    if unit.area_centi is None:
        raise Refused("places.area_unknown")
    if unit.holding == Unit.Holding.DELIVERED and not owned:
        raise Refused("places.owner_unknown")


def marked_owners(estate: Estate, unit: Unit, names: str, numbers: str, phone: str) -> Marked:
    """The owners of a unit as if a roster said so."""
    people = people_in(
        names, numbers or None, phone or None, phone_column=bool(phone), today=clock.today()
    )
    row = UnitRow(
        sheet="",
        row=0,
        parking=unit.parking,
        building=unit.building.label,
        building_key=unit.building.key,
        stair=unit.stair,
        stair_key=unit.stair_key,
        room=unit.room,
        room_key=unit.room_key,
        use=unit.use,
        area_centi=unit.area_centi,
        holding=Holding(unit.holding),
        owners=people.owners,
    )
    return Marker(estate.pk, Electors.of([row])).marked(row)
