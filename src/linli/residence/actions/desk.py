"""What staff decide: claims with papers, and transfers, which take two of them."""

from linli.facts import residence as facts
from linli.identity.models import PrivateRecord
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.residence import rules
from linli.residence.actions.claims import locked
from linli.residence.matching import compared, owners_now
from linli.residence.models import Claim, Ground
from linli.residence.models.home import OWNERS
from linli.residence.operations import claims, homes
from linli.residence.parameters import PAPERS_AT_ONCE
from linli.residence.states import ClaimState


@action(allow=rules.decides)
def approve(
    actor: Actor, *, claim: int, roster_owner: int | None = None, answer: str = ""
) -> Claim:
    """Papers were seen. For an owner, `roster_owner` says who of the roster it is.

    Raises Refused where the roster says another name or ID: then the roster is corrected first, by
    two people. Where somebody else is that owner already, it becomes a transfer.
    """
    row = locked(claim)
    if row.state != ClaimState.OPEN:
        raise Refused("residence.claim_over")
    if row.relation not in OWNERS:
        claims.approve(actor, row, ground=Ground.PAPERS, answer=answer)
        return row
    owners = owners_now(row.unit_id)
    owner = next((each for each in owners if each.pk == roster_owner), None)
    if owner is None:
        raise Refused("residence.which_owner", field="roster_owner")
    private = PrivateRecord.objects.filter(person=row.person_id).first()
    beside = compared(private, [owner])[0]
    if not beside.name or beside.number is False:
        raise Refused("residence.roster_says_other", field="roster_owner")
    row.relation = claims.relation_of(len(owners))
    holder = homes.holder_of(owner, row.unit_id, besides=row.person_id)
    if holder is not None:
        claims.contest(actor, row, owner, holder)
    else:
        claims.approve(actor, row, ground=Ground.PAPERS, owner=owner, answer=answer)
    return row


@action(allow=rules.decides)
def refuse(actor: Actor, *, claim: int, answer: str) -> Claim:
    """With a reason, which the claimant reads. Everything stays as it is."""
    row = locked(claim)
    if not answer:
        raise Refused("residence.reason_first", field="answer")
    claims.move(row, ClaimState.REFUSED, by=actor.person, answer=answer)
    other = row.against.person_id if row.against else None
    fact = facts.ClaimRefused(**claims.values(row, row.person_id, other))  # type: ignore[arg-type]
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.decides)
def propose_transfer(actor: Actor, *, claim: int, answer: str) -> Claim:
    """The first of two: it takes something away, so both sides were heard before."""
    row = locked(claim)
    if row.state != ClaimState.CONTESTED or row.objections_until is None:
        raise Refused("residence.claim_over")
    if row.holder_objects is None and row.objections_until > clock.now():
        raise Refused("residence.other_side_first")
    if not answer:
        raise Refused("residence.reason_first", field="answer")
    row.proposed_by_id = actor.person
    claims.move(row, ClaimState.PROPOSED, answer=answer)
    record(actor, facts.TransferProposed(**claims.values(row)), place=row.community)  # type: ignore[arg-type]
    return row


@action(allow=rules.decides)
def decide_transfer(actor: Actor, *, claim: int, granted: bool) -> Claim:
    """The second, another person, grants it or sends it back."""
    row = locked(claim)
    if row.state != ClaimState.PROPOSED:
        raise Refused("residence.claim_over")
    if row.proposed_by_id == actor.person:
        raise Refused("residence.second_person")
    if not granted:
        row.proposed_by = None
        claims.move(row, ClaimState.CONTESTED)
        record(actor, facts.TransferSentBack(**claims.values(row)), place=row.community)  # type: ignore[arg-type]
        return row
    owner = row.roster_owner
    if owner is None or owner.pk not in {each.pk for each in owners_now(row.unit_id)}:
        raise Refused("residence.roster_moved_on")
    claims.approve(actor, row, ground=Ground.PAPERS, owner=owner)
    return row


@action(allow=rules.ends_what_is_over)
def forget_papers(actor: Actor, *, most: int = PAPERS_AT_ONCE) -> int:
    """The daily job: copies of papers go some time after the decision, by what they are good for.

    Raises Refused when nothing is due.
    """
    rows = claims.papers_over(most)
    if not rows:
        raise Refused("residence.nothing_to_change")
    files = claims.drop_papers(rows)
    record(actor, facts.PapersErased(claims=len(rows), files=files))
    return len(rows)
