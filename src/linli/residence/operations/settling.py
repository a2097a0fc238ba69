"""What a change of the roster or of a proof does to homes and to claims that wait."""

from linli.facts import residence as facts
from linli.identity.models import Person
from linli.journal.operations import record
from linli.kernel.actor import SYSTEM
from linli.places.models import RosterOwner
from linli.residence.matching import matching, owners_now, succeeding
from linli.residence.models import Claim, Ending, Ground, Residence
from linli.residence.models.home import OWNERS
from linli.residence.operations import claims, homes
from linli.residence.states import ClaimState


def settle_units(units: list[int]) -> None:
    """After titles may have changed. The caller holds the estate's lock."""
    for unit in units:
        owners = owners_now(unit)
        _settle_residences(unit, owners)
        _settle_claims(unit, owners)


def units_to_settle(estate: int) -> list[int]:
    """Units in which somebody is owner or claims to be."""
    rows = Residence.objects.across_communities("the roster of an estate changed")
    held = rows.filter(unit__estate=estate, ended_at=None, relation__in=OWNERS)
    waiting = Claim.objects.across_communities("the roster of an estate changed").filter(
        unit__estate=estate, relation__in=OWNERS, state__in=claims_open()
    )
    return sorted({*held.values_list("unit", flat=True), *waiting.values_list("unit", flat=True)})


def claims_open() -> list[str]:
    return [ClaimState.OPEN.value, ClaimState.CONTESTED.value, ClaimState.PROPOSED.value]


def _settle_residences(unit: int, owners: list[RosterOwner]) -> None:
    """The same person may be written otherwise; who is not named any more, owns no more."""
    relation = claims.relation_of(len(owners))
    named = {owner.pk for owner in owners}
    taken = set()
    for row in homes.live_rows(unit):
        if not row.owns or row.roster_owner is None:
            continue
        free = [owner for owner in owners if owner.pk not in taken]
        if row.roster_owner_id in named:
            owner: RosterOwner | None = row.roster_owner
        else:
            owner = matching(row.person, free) or succeeding(row.roster_owner, free)
        if owner is None:
            _end(row)
            continue
        taken.add(owner.pk)
        if (owner.pk, relation) != (row.roster_owner_id, row.relation):
            homes.link_owner(row, owner, relation)


def _end(row: Residence) -> None:
    ended = homes.end(row, Ending.TITLE)
    fact = facts.ResidenceEnded(
        residence=row.pk,
        unit=row.unit_id,
        person=row.person_id,
        relation=row.relation,
        people=homes.people(row.person_id, *(each.person_id for each in ended)),
        reason=Ending.TITLE.value,
        ended_too=tuple(each.pk for each in ended),
    )
    record(SYSTEM, fact, place=row.community)


def _settle_claims(unit: int, owners: list[RosterOwner]) -> None:
    rows = Claim.objects.across_communities("the roster of an estate changed")
    waiting = rows.filter(unit=unit, relation__in=OWNERS, state__in=claims_open())
    locked = waiting.select_for_update(of=("self",)).select_related("unit", "person", "against")
    for claim in locked.order_by("pk"):
        settle_claim(claim, owners)


def settle_claim(claim: Claim, owners: list[RosterOwner]) -> None:
    """Approve it where the roster now says so and nobody else holds it."""
    owner = matching(claim.person, owners)
    if owner is None or homes.holder_of(owner, claim.unit_id, besides=claim.person_id):
        return
    if claim.state != ClaimState.OPEN and claim.against and claim.against.ended_at is None:
        return
    claim.relation = claims.relation_of(len(owners))
    claims.approve(SYSTEM, claim, ground=Ground.ROSTER, owner=owner)


def settle_person(person: Person) -> None:
    """A name was proved: claims that waited for it."""
    rows = Claim.objects.across_communities("a person's own claims")
    for claim in rows.filter(person=person, relation__in=OWNERS, state="open").order_by("pk"):
        homes.lock_unit(claim.unit_id)
        locked = rows.filter(pk=claim.pk, state="open").select_for_update(of=("self",))
        found = locked.select_related("unit", "person", "against").first()
        if found is not None:
            settle_claim(found, owners_now(found.unit_id))
