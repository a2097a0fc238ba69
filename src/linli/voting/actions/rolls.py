"""The roll: objections and their answers, deliveries by hand, freezing."""

from datetime import timedelta

from linli.facts import voting as facts
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.voting import operations, queries, rules
from linli.voting.actions.common import locked, taken
from linli.voting.deeds import OBJECT
from linli.voting.in_force import profile_of
from linli.voting.models import Assembly, HandDelivery, RollObjection
from linli.voting.states import ROLL_OPEN, State, Verb


@action(allow=rules.may_object, deed=OBJECT.key)
def object_to_roll(actor: Actor, *, assembly: int, unit: int, text: str) -> RollObjection:
    """Say that the roll is wrong about a home; free until the roll is frozen."""
    row = locked(assembly)
    if State(row.state) not in ROLL_OPEN or row.frozen_at:
        raise Refused("voting.roll_frozen")
    home = found_or_refused(queries.units_in(row).filter(pk=unit))
    made = RollObjection.objects.create(
        community=row.community,
        assembly=row,
        unit=home,
        person_id=actor.person or 0,
        text=operations.seal_text(text),
        at=clock.now(),
    )
    operations.tell(actor, row, facts.RollObjected, objection=made.pk, unit=home.pk)
    return made


@action(allow=rules.may_convene)
def answer_objection(
    actor: Actor, *, assembly: int, objection: int, upheld: bool, text: str
) -> RollObjection:
    """Answer it with a reason. Upheld means that the home is corrected among homes and units."""
    row = locked(assembly)
    found = found_or_refused(
        RollObjection.objects.within(row.community)
        .filter(assembly=row, pk=objection)
        .select_for_update()
    )
    if found.answered_at:
        raise Refused("voting.answered_already")
    rulings = RollObjection.Ruling
    found.ruling = rulings.UPHELD if upheld else rulings.REJECTED
    found.answer = operations.seal_text(text)
    found.answered_by_id = actor.person
    found.answered_at = clock.now()
    found.save()
    operations.tell(
        actor,
        row,
        facts.RollObjectionAnswered,
        objection=found.pk,
        ruling=str(found.ruling),
    )
    return found


@action(allow=rules.may_convene)
def bring(actor: Actor, *, assembly: int, unit: int, way: str) -> HandDelivery:
    """Write down that the notice was brought to a home by hand."""
    row = locked(assembly)
    if State(row.state) not in {State.NOTICED, State.OPEN}:
        raise Refused("voting.not_now")
    home = found_or_refused(queries.units_in(row).filter(pk=unit))
    if row.deliveries.filter(unit=home, way=way).exists():
        raise Refused("voting.brought_already", field="unit")
    made = HandDelivery.objects.create(
        assembly=row, unit=home, way=way, by_id=actor.person or 0, at=clock.now()
    )
    operations.tell(actor, row, facts.NoticeBrought, unit=home.pk, way=way)
    return made


@action(allow=rules.may_convene)
def freeze(actor: Actor, *, assembly: int) -> Assembly:
    """Freeze the roll, when its days are over and all is settled. Its root goes to the log."""
    row = taken(assembly, Verb.FREEZE)
    require(rules.convenes(actor, row))
    if row.frozen_at:
        raise Refused("voting.roll_frozen")
    _require_days(row)
    electors = operations.freeze_roll(row)
    operations.step(
        actor,
        row,
        Verb.FREEZE,
        facts.RollFrozen,
        root=row.roll_hash,
        electors=electors,
        area_centi=row.roll_area_centi,
        persons=row.roll_persons,
    )
    return row


def _require_days(row: Assembly) -> None:
    """From the notice on, owners have the place's days to object to the roll."""
    profile = profile_of(row)
    days = profile.rules.roll_objection_days
    noticed = row.noticed_at or clock.now()
    first = clock.day_of(noticed) + timedelta(days=days)
    if clock.today() < first:
        raise Refused(
            "voting.roll_days",
            days=days,
            first=first.isoformat(),
            article=profile.article("roll_objection_days"),
        )
