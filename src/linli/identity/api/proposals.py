"""Proposals that a second member of staff confirms: the desk's calls, and the person's own."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from linli.identity.actions import proposals
from linli.identity.models import Person, Proposal
from linli.identity.queries import display_names
from linli.identity.rules import works_on_people
from linli.identity.schemas import DecisionIn, LostFactorIn, LostPhoneIn, ProposalOut, ProposalPage
from linli.kernel.api import Session, needs
from linli.kernel.errors import Refused, require
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of

router = Router(tags=["people"])
READ, DESK = needs("me:read"), [Session()]


def _out(row: Proposal, names: dict[int, str]) -> ProposalOut:
    return ProposalOut(
        id=row.pk,
        kind=row.kind,
        state=row.state,
        number=row.person.public_id,
        other=row.other.public_id if row.other else None,
        reason=row.said,
        phone=row.number,
        by=names.get(row.by_id, ""),
        at=row.at,
        rests_until=row.rests_until,
    )


def _shown(rows: list[Proposal]) -> list[ProposalOut]:
    names = display_names({row.by_id for row in rows})
    return [_out(row, names) for row in rows]


def _in_reach(request: HttpRequest, number: str) -> int:
    actor = actor_of(request)
    require(works_on_people(actor))
    person = Person.objects.filter(public_id=number, community__in=actor.reach).first()
    if person is None:
        raise Refused("identity.no_such_person")
    return person.pk


@router.get(
    "/people/proposals", response=ProposalPage, auth=DESK, summary="What waits for a second person"
)
def list_proposals(request: HttpRequest, after: str | None = None) -> ProposalPage:
    actor = actor_of(request)
    require(works_on_people(actor))
    rows = Proposal.objects.reached_by(actor).filter(state="open")
    page = page_of(rows.select_related("person", "other"), key=["id"], after=after)
    return ProposalPage(items=_shown(list(page.items)), next=page.next)


@router.post(
    "/people/proposals/{proposal}",
    response=ProposalOut,
    auth=DESK,
    summary="Confirm or refuse as the second person",
)
def decide_proposal(request: HttpRequest, proposal: int, wanted: DecisionIn) -> Any:
    decide = proposals.confirm_proposal if wanted.confirm else proposals.refuse_proposal
    return _shown([decide(actor_of(request), proposal=proposal)])[0]


@router.post(
    "/people/{number}/lost-factor",
    response=ProposalOut,
    auth=DESK,
    summary="Propose to take a lost second factor away",
)
def propose_factor_reset(request: HttpRequest, number: str, wanted: LostFactorIn) -> Any:
    person = _in_reach(request, number)
    actor = actor_of(request)
    return _shown([proposals.propose_factor_reset(actor, person=person, reason=wanted.reason)])[0]


@router.post(
    "/people/{number}/lost-phone",
    response=ProposalOut,
    auth=DESK,
    summary="Propose another phone number",
)
def propose_phone(request: HttpRequest, number: str, wanted: LostPhoneIn) -> Any:
    person = _in_reach(request, number)
    row = proposals.propose_phone(
        actor_of(request), person=person, phone=wanted.phone, reason=wanted.reason
    )
    return _shown([row])[0]


@router.get(
    "/me/proposals",
    response=list[ProposalOut],
    auth=READ,
    tags=["me"],
    summary="What staff want to change about my way in",
)
def list_my_proposals(request: HttpRequest) -> Any:
    rows = Proposal.objects.across_communities("a person reads proposals about themselves")
    mine = rows.filter(person=actor_of(request).person, state="open", kind__in=Proposal.ALONE)
    return _shown(list(mine.select_related("person", "other").order_by("pk")))


@router.delete(
    "/me/proposals/{proposal}",
    response=list[ProposalOut],
    auth=DESK,
    tags=["me"],
    summary="It was not I who stood at the desk: stop it",
)
def stop_proposal(request: HttpRequest, proposal: int) -> Any:
    proposals.stop_proposal(actor_of(request), proposal=proposal)
    return list_my_proposals(request)
