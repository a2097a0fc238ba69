"""Corrections of a proved name or ID: one member of staff proposes, another confirms."""

from linli.facts import identity as facts
from linli.identity.models import Correction, Person
from linli.identity.operations import (
    checked_id,
    checked_name,
    checked_text,
    lock_people,
    save_row,
)
from linli.identity.operations.proof import correct
from linli.identity.queries import holder_of_id
from linli.identity.rules import asked_for_correction, handles_correction, oneself, who, works_on
from linli.identity.states import CorrectionState, may_follow
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused

OPEN = (CorrectionState.ASKED, CorrectionState.PROPOSED)


def _draft(
    person: Person, part: str, value: str, reason: str, *, at_desk: bool = True
) -> Correction:
    """An unsaved correction. Raises Refused when there is nothing proved, or nothing to change.

    Whether somebody else holds the number is told at the desk alone.
    """
    if person.level < Person.Level.REAL_NAME or person.community is None:
        raise Refused("identity.not_proved_yet")
    if part not in Correction.Field.values:
        raise Refused("identity.no_such_choice", field="part")
    clean = checked_name(value) if part == "name" else checked_id(value).number
    private = person.private
    if clean == private.read(part):
        raise Refused("identity.nothing_to_change", field="value")
    if at_desk and part == "id_number" and holder_of_id(clean) is not None:
        raise Refused("identity.id_held", field="value")
    row = Correction(
        community=person.community, person=person, field=part, state="", at=clock.now()
    )
    row.put("value", clean)
    row.put("reason", checked_text(reason, "reason"))
    return row


def _fact(kind: type[facts.CorrectionFact], row: Correction) -> facts.CorrectionFact:
    return kind(correction=row.pk, person=row.person_id, part=row.field)


def _locked(correction: int) -> Correction:
    rows = Correction.objects.across_communities("the rule has checked who may")
    return rows.select_for_update(of=("self",)).get(pk=correction)


def _go(row: Correction, state: CorrectionState, by: int | None) -> None:
    if not may_follow(row.state, state):
        raise Refused("kernel.stale")
    row.state = state
    row.decided_by_id = by
    row.decided_at = clock.now()


@action(allow=oneself)
def ask_correction(actor: Actor, *, part: str, value: str, reason: str) -> Correction:
    """The person asks; staff then look at the papers and propose."""
    person = lock_people(who(actor))[who(actor)]
    row = _draft(person, part, value, reason, at_desk=False)
    row.state = CorrectionState.ASKED
    save_row(row)
    record(actor, _fact(facts.CorrectionAsked, row))
    return row


@action(allow=works_on)
def propose_correction(
    actor: Actor, *, person: int, part: str, value: str, reason: str
) -> Correction:
    """Staff propose with the papers in hand; a second member of staff confirms."""
    row = _draft(lock_people(person)[person], part, value, reason)
    row.state = CorrectionState.PROPOSED
    row.proposed_by_id = actor.person
    save_row(row)
    record(actor, _fact(facts.CorrectionProposed, row))
    return row


@action(allow=handles_correction)
def endorse_correction(actor: Actor, *, correction: int) -> Correction:
    """What the person asked for becomes a staff member's proposal."""
    row = _locked(correction)
    if not may_follow(row.state, CorrectionState.PROPOSED):
        raise Refused("kernel.stale")
    if row.field == "id_number" and holder_of_id(row.read("value") or "") is not None:
        raise Refused("identity.id_held")
    row.state = CorrectionState.PROPOSED
    row.proposed_by_id = actor.person
    row.save()
    record(actor, _fact(facts.CorrectionProposed, row))
    return row


@action(allow=handles_correction)
def confirm_correction(actor: Actor, *, correction: int, value: str) -> Correction:
    """The second person types what the papers say; only when both agree the record changes."""
    person = _person_of(correction)
    row = _locked(correction)
    if row.proposed_by_id == actor.person:
        raise Refused("identity.second_person_needed")
    _go(row, CorrectionState.CONFIRMED, actor.person)
    typed = checked_name(value) if row.field == "name" else checked_id(value).number
    if typed != row.read("value"):
        raise Refused("identity.value_differs", field="value")
    correct(person, row.field, row.read("value") or "")
    row.save()
    record(actor, _fact(facts.CorrectionConfirmed, row))
    return row


@action(allow=handles_correction)
def refuse_correction(actor: Actor, *, correction: int, answer: str) -> Correction:
    """With a reason that the person reads."""
    row = _locked(correction)
    _go(row, CorrectionState.REFUSED, actor.person)
    row.put("answer", checked_text(answer, "reason"))
    row.save()
    record(actor, _fact(facts.CorrectionRefused, row))
    return row


@action(allow=asked_for_correction)
def withdraw_correction(actor: Actor, *, correction: int) -> Correction:
    """By the person whom it is about, whoever proposed it."""
    row = _locked(correction)
    _go(row, CorrectionState.WITHDRAWN, actor.person)
    row.save()
    record(actor, _fact(facts.CorrectionWithdrawn, row))
    return row


def _person_of(correction: int) -> Person:
    """Locked before the correction itself: persons come first in the order of locks."""
    rows = Correction.objects.across_communities("the rule has checked who may")
    person = rows.values_list("person_id", flat=True).get(pk=correction)
    return lock_people(person)[person]
