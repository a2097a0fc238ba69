"""Voting by software: whose ballots I may cast, casting one, its receipt."""

from django.http import HttpRequest
from ninja import Router

from linli.kernel.api import needs
from linli.kernel.fetch import found_or_refused
from linli.kernel.guards import actor_of
from linli.voting import ballots_shown as shown
from linli.voting.actions import ballots as actions
from linli.voting.ballot_queries import assembly_of, event_of
from linli.voting.models import Ballot
from linli.voting.schemas_ballots import (
    BallotElector,
    BallotForm,
    BallotIn,
    BallotQuestion,
    BallotReceipt,
)

router = Router(tags=["voting"])

READ, VOTE = "voting:read", "voting:vote"
CREATED = 201


@router.get(
    "/assemblies/{code}/ballot",
    response=BallotForm,
    auth=needs(READ),
    summary="What is asked, and whose ballots I may cast",
)
def get_ballot_form(request: HttpRequest, code: str) -> BallotForm:
    """Empty `electors`: I own nothing on the roll and stand for nobody."""
    row, actor = assembly_of(code), actor_of(request)
    return BallotForm(
        questions=[
            BallotQuestion(
                number=screen.question.number,
                title=screen.title,
                seats=screen.question.seats or None,
                options=[value for value, _words in screen.options],
            )
            for screen in shown.screens_of(row)
        ],
        electors=[
            BallotElector(
                elector=item.right.entry.number,
                homes=item.homes,
                by_mandate=item.right.proxy is not None,
                bound=item.right.bound,
                may_cast=bool(item.decision),
                code=item.decision.reason,
                why_not=item.why_not,
                voted=item.last is not None,
                ballot=item.last.code if item.last and item.own else None,
            )
            for item in shown.mine(actor, row)
        ],
    )


@router.post(
    "/assemblies/{code}/ballots",
    response={CREATED: BallotReceipt},
    auth=needs(VOTE),
    summary="Cast a ballot, or replace it where the rules allow that",
)
def cast_ballot(request: HttpRequest, code: str, sent: BallotIn) -> tuple[int, BallotReceipt]:
    """Durable when it is answered. The answer is the receipt."""
    row = assembly_of(code)
    made = actions.cast_on_the_web(
        actor_of(request), assembly=row, elector=sent.elector, choices=sent.choices
    )
    receipt = BallotReceipt(
        code=made.code,
        elector=sent.elector,
        version=made.version,
        channel="web",
        digest=made.digest.hex(),
        event=made.event,
    )
    return CREATED, receipt


@router.get(
    "/assemblies/{code}/ballots/{ballot}",
    response=BallotReceipt,
    auth=needs(READ),
    summary="The receipt of a ballot that I cast",
)
def get_ballot_receipt(request: HttpRequest, code: str, ballot: str) -> BallotReceipt:
    row, actor = assembly_of(code), actor_of(request)
    rows = Ballot.objects.within(row.community).filter(assembly=row, code=ballot)
    found = found_or_refused(rows.filter(person=actor.person).select_related("entry"))
    return BallotReceipt(
        code=found.code,
        elector=found.entry.number,
        version=found.version,
        channel=found.channel,
        digest=bytes(found.digest).hex(),
        event=event_of(found),
    )
