"""Doubts about residences on their way. The caller holds the unit's lock."""

from linli.kernel import clock
from linli.residence.models import Doubt, Residence
from linli.residence.parameters import OBJECTIONS
from linli.residence.states import DoubtState


def raise_doubt(row: Residence, *, by: int, reason: str) -> Doubt:
    now = clock.now()
    doubt = Doubt(
        community=row.community,
        unit_id=row.unit_id,
        residence=row,
        person_id=row.person_id,
        raised_by_id=by,
        raised_at=now,
        speaks_until=now + OBJECTIONS,
    )
    doubt.put("reason", reason)
    doubt.save()
    return doubt


def speak(doubt: Doubt, says: str) -> None:
    doubt.put("says", says)
    doubt.spoke_at = clock.now()
    doubt.save(update_fields=["says", "spoke_at"])


def decide(doubt: Doubt, state: DoubtState, *, by: int | None, answer: str) -> None:
    doubt.state = state
    doubt.put("answer", answer)
    doubt.decided_by_id, doubt.decided_at = by, clock.now()
    doubt.save(update_fields=["state", "answer", "decided_by", "decided_at"])


def settle(row: Residence) -> None:
    """The residence ended by itself: nothing is left to decide."""
    rows = Doubt.objects.within(row.community).filter(residence=row, state=DoubtState.OPEN)
    rows.update(state=DoubtState.OVER, decided_at=clock.now())


def forget(person: int) -> None:
    """Erasure: what was written goes."""
    rows = Doubt.objects.across_communities("erasure follows the person")
    rows.filter(person=person).update(**dict.fromkeys(Doubt.sealed))
