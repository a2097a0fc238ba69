"""What this module does when places and people change."""

from linli.facts.identity import Erased, RealNameProved
from linli.facts.places import RosterApplied, UnitCorrectionDecided
from linli.identity.models import Merge, Person
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.places.models import Unit
from linli.residence.operations import claims, codes, doubts, homes, settling


@consumes(RosterApplied)
def follow_roster(event: Event) -> None:
    """Former owners are no longer at home; claims that the new roster answers are approved."""
    estate = homes.lock_estate(event.payload["estate"])
    settling.settle_units(settling.units_to_settle(estate.pk))


@consumes(UnitCorrectionDecided)
def follow_correction(event: Event) -> None:
    if not event.payload["confirmed"]:
        return
    unit = Unit.objects.across_communities("a corrected unit").get(pk=event.payload["unit"])
    homes.lock_unit(unit.pk)
    settling.settle_units([unit.pk])


@consumes(RealNameProved)
def follow_proof(event: Event) -> None:
    person = Person.objects.filter(pk=event.payload["person"], is_active=True).first()
    if person is not None:
        settling.settle_person(person)


@consumes(Erased)
def follow_erasure(event: Event) -> None:
    """Whoever closed the account is at home nowhere, and no row says who of a roster they were."""
    mine = event.payload["person"]
    merges = Merge.objects.across_communities("merged records are erased with the kept one")
    gone = merges.filter(kept=mine, parted_at=None).values_list("gone", flat=True)
    for person in sorted({mine, *gone}):
        claims.forget(person)
        doubts.forget(person)
        codes.forget(person)
        homes.leave_all(person)
        homes.unlink(person)
