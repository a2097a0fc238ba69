"""Changing one unit by hand: a reason, and a second person."""

import json
from dataclasses import dataclass

from linli.facts.places import UnitCorrectionDecided, UnitCorrectionProposed
from linli.identity.names import cleaned_name
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


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form: an area or a holding, or owners as in the cells of a roster."""

    value: str = ""
    names: str = ""
    numbers: str = ""
    phone: str = ""


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
    value, owner = _checked(kind, Typed(value, names, numbers, phone))
    correction = operations.add_correction(
        row, kind=kind, value=value, owner=owner, reason=reason, by=actor.person or 0
    )
    record(
        actor,
        UnitCorrectionProposed(unit=row.pk, correction=correction.pk, kind=kind),
        place=row.community,
    )
    return correction


def _checked(kind: str, typed: Typed) -> tuple[str, str]:
    """The value, and the owners as JSON, as the row keeps them. Raises Refused for none."""
    if kind == Kind.AREA:
        area = cells.area_centi(typed.value)
        if area is None:
            raise Refused("places.area_wrong", field="value")
        return str(area), ""
    if kind == Kind.HOLDING:
        if typed.value not in Unit.Holding.values:
            raise Refused("places.holding_wrong", field="value")
        return typed.value, ""
    if kind == Kind.OWNER:
        return "", _checked_owners(typed)
    return "", ""


def _people(typed: Typed) -> owners.People:
    return owners.people_in(
        typed.names,
        typed.numbers or None,
        typed.phone or None,
        phone_column=bool(typed.phone),
        today=clock.today(),
    )


def _checked_owners(typed: Typed) -> str:
    """The three cells as JSON. Raises Refused for what a roster would be disputed for."""
    people = _people(typed)
    if people.problems or not people.owners:
        field = {"id": "numbers", "phone": "phone"}.get(
            people.problems[0][1] if people.problems else "", "names"
        )
        raise Refused("places.owner_wrong", field=field)
    return json.dumps([typed.names, typed.numbers, typed.phone])


@action(allow=rules.decides_correction)
def decide_correction(  # noqa: PLR0913 (what a form has)
    actor: Actor,
    *,
    correction: int,
    confirmed: bool,
    value: str = "",
    names: str = "",
    numbers: str = "",
    phone: str = "",
) -> UnitCorrection:
    """Make the change that another member of staff proposed, or refuse it.

    Who confirms types what the papers say; only when both agree the unit changes.
    """
    rows = UnitCorrection.objects.across_communities(ACROSS)
    estate, unit = _locked(found_or_refused(rows.filter(pk=correction)).unit_id)
    row = found_or_refused(rows.filter(pk=correction).select_for_update(of=("self",)))
    if row.state != CorrectionState.PROPOSED:
        raise Refused("places.correction_over")
    if confirmed:
        _require_same(row, Typed(value, names, numbers, phone))
        operations.make_change(estate, unit, row)
    operations.end_correction(row, by=actor.person or 0, confirmed=confirmed)
    record(
        actor,
        UnitCorrectionDecided(unit=unit.pk, correction=row.pk, kind=row.kind, confirmed=confirmed),
        place=unit.community,
    )
    return row


def _require_same(row: UnitCorrection, typed: Typed) -> None:
    value, owner = _checked(row.kind, typed)
    if value != row.value:
        raise Refused("places.value_differs", field="value")
    if owner and _said(typed) != _said(Typed("", *json.loads(operations.owner_text(row)))):
        raise Refused("places.value_differs", field="names")


def _said(typed: Typed) -> list[tuple[str, str, str]]:
    """The people in an order of their own: who is named first does not matter."""
    return sorted((cleaned_name(o.name), o.id_number, o.phone) for o in _people(typed).owners)
