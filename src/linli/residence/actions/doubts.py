"""Ending a residence that is wrong where no owner is known, in three steps as for transfers.

One proposes, the person may speak, another decides.
"""

from linli.facts import residence as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.residence import rules
from linli.residence.actions.homes import ended, locked
from linli.residence.models import Doubt, Ending, Residence
from linli.residence.operations import doubts, homes
from linli.residence.states import DoubtState


def _values(row: Residence, doubt: Doubt, *told: int) -> dict[str, object]:
    return {
        "residence": row.pk,
        "unit": row.unit_id,
        "person": row.person_id,
        "relation": row.relation,
        "doubt": doubt.pk,
        "people": homes.people(*told),
    }


def _locked(doubt: int) -> tuple[Residence, Doubt]:
    """Estate, unit, residence, doubt. Raises Refused once it is decided."""
    rows = Doubt.objects.across_communities(homes.ACROSS).filter(pk=doubt)
    if (known := found_or_refused(rows)).state != DoubtState.OPEN:
        raise Refused("residence.doubt_over")
    _, row = locked(known.residence_id)
    found = found_or_refused(rows.select_for_update(of=("self",)))
    if found.state != DoubtState.OPEN:
        raise Refused("residence.doubt_over")
    return row, found


@action(allow=rules.doubts)
def propose_end(actor: Actor, *, residence: int, reason: str) -> Doubt:
    """Say why somebody does not belong to a home. The person is told and may speak.

    Raises Refused for owners, whom the roster decides about, and where an owner of the home is
    known, who ends it without staff.
    """
    _, row = locked(residence)
    if row.owns:
        raise Refused("residence.roster_decides")
    if homes.owners_told(row.unit_id):
        raise Refused("residence.owner_decides")
    if not reason:
        raise Refused("residence.reason_first", field="answer")
    rows = Doubt.objects.within(row.community)
    if rows.filter(residence=row, state=DoubtState.OPEN).exists():
        raise Refused("residence.doubt_waits")
    doubt = doubts.raise_doubt(row, by=actor.person or 0, reason=reason)
    fact = facts.DoubtRaised(**_values(row, doubt, homes.account_of(row)))  # type: ignore[arg-type]
    record(actor, fact, place=row.community)
    return doubt


@action(allow=rules.is_doubted)
def answer_doubt(actor: Actor, *, doubt: int, says: str) -> Doubt:
    """Whom it concerns says why they belong there. Once; then a second person may decide."""
    row, found = _locked(doubt)
    if found.spoke_at is not None:
        raise Refused("residence.doubt_over")
    if not says:
        raise Refused("residence.reason_first", field="says")
    doubts.speak(found, says)
    record(actor, facts.DoubtAnswered(**_values(row, found)), place=row.community)  # type: ignore[arg-type]
    return found


@action(allow=rules.decides_doubt)
def decide_doubt(actor: Actor, *, doubt: int, granted: bool, answer: str) -> Doubt:
    """The second, another person. Nobody is sent away unheard; to let it be, nothing is waited for.

    Where an owner became known meanwhile it is theirs to end, and staff only let it be.
    """
    row, found = _locked(doubt)
    if found.raised_by_id == actor.person:
        raise Refused("residence.second_person")
    if not answer:
        raise Refused("residence.reason_first", field="answer")
    if not granted:
        doubts.decide(found, DoubtState.KEPT, by=actor.person, answer=answer)
        fact = facts.DoubtDropped(**_values(row, found, homes.account_of(row)))  # type: ignore[arg-type]
        record(actor, fact, place=row.community)
        return found
    if homes.owners_told(row.unit_id):
        raise Refused("residence.owner_decides")
    if found.spoke_at is None and found.speaks_until > clock.now():
        raise Refused("residence.other_side_first")
    doubts.decide(found, DoubtState.ENDED, by=actor.person, answer=answer)
    ended(actor, row, Ending.DECIDED)
    return found
