"""Changing one unit by hand: a reason, and a second person."""

import json

from linli.facts.places import UnitCorrectionDecided, UnitCorrectionProposed
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places import rules
from linli.places.models import Estate, Unit, UnitCorrection
from linli.places.operations import corrections as operations
from linli.places.roster import cells, owners
from linli.places.states import CorrectionState

ACROSS = "the rule has asked for the community"
Kind = UnitCorrection.Kind


def _locked(unit: int) -> tuple[Estate, Unit]:
    """Estate before unit, always in this order."""
    rows = Unit.objects.across_communities(ACROSS)
    estate = found_or_refused(rows.filter(pk=unit)).estate_id
    locked = Estate.objects.across_communities(ACROSS).select_for_update().get(pk=estate)
    row = rows.filter(pk=unit).select_for_update(of=("self",)).select_related("building")
    return locked, found_or_refused(row)


@action(allow=rules.works_on_unit)
def propose_correction(  # noqa: PLR0913 (what a form has)
    actor: Actor,
    *,
    unit: int,
    kind: str,
    reason: str,
    value: str = "",
    names: str = "",
    numbers: str = "",
    phone: str = "",
) -> UnitCorrection:
    """Propose to change a unit. `value`: an area as written, or a holding; owners as in a cell.

    Raises Refused for a value that is none and while another proposal waits.
    """
    _, row = _locked(unit)
    waiting = UnitCorrection.objects.within(row.community)
    if row.gone or waiting.filter(unit=row, state=CorrectionState.PROPOSED).exists():
        raise Refused("places.correction_waits")
    owner = ""
    if kind == Kind.AREA:
        area = cells.area_centi(value)
        if area is None:
            raise Refused("places.area_wrong", field="value")
        value = str(area)
    elif kind == Kind.HOLDING:
        if value not in Unit.Holding.values:
            raise Refused("places.holding_wrong", field="value")
    elif kind == Kind.OWNER:
        value, owner = "", _checked_owners(names, numbers, phone)
    else:
        value = ""
    correction = operations.add_correction(
        row, kind=kind, value=value, owner=owner, reason=reason, by=actor.person or 0
    )
    record(
        actor,
        UnitCorrectionProposed(unit=row.pk, correction=correction.pk, kind=kind),
        place=row.community,
    )
    return correction


def _checked_owners(names: str, numbers: str, phone: str) -> str:
    """The three cells as JSON. Raises Refused for what a roster would be disputed for."""
    people = owners.people_in(
        names, numbers or None, phone or None, phone_column=bool(phone), today=clock.today()
    )
    if people.problems or not people.owners:
        field = {"id": "numbers", "phone": "phone"}.get(
            people.problems[0][1] if people.problems else "", "names"
        )
        raise Refused("places.owner_wrong", field=field)
    return json.dumps([names, numbers, phone])


@action(allow=rules.decides_correction)
def decide_correction(actor: Actor, *, correction: int, confirmed: bool) -> UnitCorrection:
    """Make the change that another member of staff proposed, or refuse it."""
    rows = UnitCorrection.objects.across_communities(ACROSS)
    estate, unit = _locked(found_or_refused(rows.filter(pk=correction)).unit_id)
    row = found_or_refused(rows.filter(pk=correction).select_for_update(of=("self",)))
    if row.state != CorrectionState.PROPOSED:
        raise Refused("places.correction_over")
    if confirmed:
        operations.make_change(estate, unit, row)
    operations.end_correction(row, by=actor.person or 0, confirmed=confirmed)
    record(
        actor,
        UnitCorrectionDecided(unit=unit.pk, correction=row.pk, kind=row.kind, confirmed=confirmed),
        place=unit.community,
    )
    return row
