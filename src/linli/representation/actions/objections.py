"""Objections of homes. Lock: the mandate, then its objection."""

from linli.facts import representation as facts
from linli.journal.operations import record
from linli.kernel import clock, workdays
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.representation import parameters, rules
from linli.representation.models import Mandate, Objection
from linli.representation.operations import mandates as operations
from linli.representation.queries import mandate_of_objection, objections_of
from linli.representation.states import State


@action(allow=rules.may_object)
def object_to(actor: Actor, *, mandate: int, words: str) -> Objection:
    """One's home says that they were not chosen as it is written. One objection a home."""
    words = operations.good_text(words)
    row = operations.locked_mandate(mandate)
    if not row.is_open:
        raise Refused("representation.not_now")
    units = rules.homes_spoken_for(actor.person or 0, row)
    said = set(objections_of(row).filter(unit__in=units).values_list("unit", flat=True))
    free = [unit for unit in units if unit not in said]
    if not free:
        raise Refused("representation.objected_already")
    made = Objection(
        community=row.community,
        mandate=row,
        unit_id=free[0],
        person_id=actor.person or 0,
        at=clock.now(),
        due_on=workdays.shifted(clock.today(), parameters.answer_days()),
    )
    made.text = words
    made.save(force_insert=True)
    fact = facts.RepresentationObjected(
        representation=row.pk,
        community=row.community,
        objection=made.pk,
        due_on=made.due_on.isoformat(),
    )
    record(actor, fact, place=row.community)
    return made


@action(allow=rules.may_answer)
def answer(actor: Actor, *, objection: int, upheld: bool, words: str) -> Objection:
    """Looked into, with words; upheld, the mandate does not stand."""
    words = operations.good_text(words)
    mandate: Mandate = operations.locked_mandate(mandate_of_objection(objection))
    rows = objections_of(mandate).filter(pk=objection)
    row = found_or_refused(rows.select_for_update(of=("self",)))
    if row.state != Objection.State.OPEN or mandate.state != State.OPEN:
        raise Refused("representation.not_now")
    row.state = Objection.State.UPHELD if upheld else Objection.State.DISMISSED
    row.answered_by_id, row.answered_at = actor.person, clock.now()
    row.reply = words
    row.save()
    if upheld:
        mandate.state = State.REJECTED.value
        mandate.settled_by_id, mandate.settled_at = actor.person, clock.now()
        mandate.why = words
        mandate.save()
    fact = facts.ObjectionAnswered(
        representation=mandate.pk, community=mandate.community, objection=row.pk, upheld=upheld
    )
    record(actor, fact, place=mandate.community)
    return row
