"""Claims on their way. The caller holds the unit's lock."""

from datetime import date

from django.db.models import Q

from linli.facts import residence as facts
from linli.journal.operations import record
from linli.kernel import clock, periods
from linli.kernel.actor import Actor
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused
from linli.places.models import RosterOwner, Unit
from linli.residence.models import Claim, Ending, Relation, Residence
from linli.residence.operations import homes
from linli.residence.parameters import OBJECTIONS, PAPERS, PERIODS
from linli.residence.states import CLAIM_ENDS, ClaimState, may_follow


def relation_of(members: int) -> str:
    """One owner of a set owns alone; several own together."""
    return Relation.OWNER if members == 1 else Relation.CO_OWNER


def start(  # noqa: PLR0913 (a row's columns)
    unit: Unit,
    *,
    person: int,
    relation: str,
    ground: str,
    until: date | None = None,
    says: str = "",
) -> Claim:
    claim = Claim(
        community=unit.community,
        unit=unit,
        person_id=person,
        relation=relation,
        ground=ground,
        until=until,
        opened_at=clock.now(),
    )
    claim.put("says", says)
    claim.save()
    return claim


def move(claim: Claim, state: ClaimState, *, by: int | None = None, answer: str = "") -> None:
    """Raises Refused where the line does not lead there."""
    if not may_follow(claim.state, state):
        raise Refused("residence.claim_over")
    claim.state = state
    if answer:
        claim.put("answer", answer)
    if state in {ClaimState.APPROVED, ClaimState.REFUSED, ClaimState.WITHDRAWN}:
        claim.decided_by_id, claim.decided_at = by, clock.now()
    claim.save()


def values(claim: Claim, *told: int | None) -> dict[str, object]:
    """What every fact about a claim says."""
    return {
        "claim": claim.pk,
        "unit": claim.unit_id,
        "person": claim.person_id,
        "relation": claim.relation,
        "people": homes.people(*told),
    }


def contest(actor: Actor, claim: Claim, owner: RosterOwner, holder: Residence) -> None:
    """Somebody else is that owner already: nothing is overwritten, both sides may speak."""
    claim.roster_owner, claim.against = owner, holder
    claim.objections_until = clock.now() + OBJECTIONS
    move(claim, ClaimState.CONTESTED)
    fact = facts.ClaimContested(**values(claim, claim.person_id, holder.person_id))  # type: ignore[arg-type]
    record(actor, fact, place=claim.community)


def approve(  # noqa: PLR0913 (what the row becomes)
    actor: Actor,
    claim: Claim,
    *,
    ground: str,
    owner: RosterOwner | None = None,
    through: Residence | None = None,
    answer: str = "",
) -> Residence:
    """The person belongs to the home. A transfer ends the other side's residence with it."""
    ended: list[Residence] = []
    if claim.against is not None and claim.against.ended_at is None:
        ended = [claim.against, *homes.end(claim.against, Ending.TRANSFER)]
    row = homes.add(
        claim.unit,
        person=claim.person_id,
        relation=claim.relation,
        ground=ground,
        roster_owner=owner,
        through=through,
        until=claim.until,
    )
    claim.roster_owner, claim.residence, claim.ground = owner, row, ground
    move(claim, ClaimState.APPROVED, by=actor.person, answer=answer)
    told = homes.owners_told(claim.unit_id, claim.person_id, *(each.person_id for each in ended))
    told = homes.people(*told, without=[actor.person])
    fact = facts.ClaimApproved(
        **values(claim, *told),  # type: ignore[arg-type]
        ground=ground,
        ended=claim.against_id if ended else None,
    )
    record(actor, fact, place=claim.community)
    return row


def papers_over(most: int) -> list[Claim]:
    """Decided claims whose papers are no longer needed, locked, the oldest first."""
    now, over = clock.now(), Q()
    for state in CLAIM_ENDS:
        over |= Q(state=state) & periods.over(PERIODS, f"papers_{state}", "decided_at", now)
    rows = Claim.objects.across_communities("the daily look at papers that are over")
    rows = rows.filter(over, papers_gone_at=None).select_for_update(of=("self",), skip_locked=True)
    return list(rows.order_by("decided_at", "pk")[:most])


def drop_papers(rows: list[Claim]) -> int:
    """Erase the copies; what was decided, and why, stays. Answers how many files went."""
    files = sum(keeper().drop(PAPERS, row.pk) for row in rows)
    found = Claim.objects.across_communities("their papers are gone")
    found.filter(pk__in=[row.pk for row in rows]).update(papers_gone_at=clock.now())
    return files


def forget(person: int) -> None:
    """Erasure: what waits is withdrawn, what was written goes."""
    rows = Claim.objects.across_communities("erasure follows the person")
    waiting = [
        state.value for state in (ClaimState.OPEN, ClaimState.CONTESTED, ClaimState.PROPOSED)
    ]
    rows.filter(person=person, state__in=waiting).update(
        state=ClaimState.WITHDRAWN, decided_at=clock.now()
    )
    rows.filter(person=person).update(roster_owner=None, **dict.fromkeys(Claim.sealed))
    rows.filter(against__person=person).update(holder_says=None)
