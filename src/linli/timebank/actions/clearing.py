"""Clearing between communities: agreements by both sides, hours of a person that move.

Locks: for an agreement its row; for hours the person in both communities (in the order of
communities), then the four balances in the order of their accounts.
"""

import uuid

from django.db import IntegrityError, transaction

from linli.facts import timebank_clearing as facts
from linli.journal.operations import record
from linli.kernel import clock, places
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.ledger.operations.clearing import set_clearing_limit
from linli.timebank import rules, rules_clearing
from linli.timebank.models import Agreement, Passage
from linli.timebank.operations import passing
from linli.timebank.operations.sessions import UNIT


def _tell(actor: Actor, row: Agreement, fact: type[facts.AgreementFact], place: int) -> None:
    made = fact(
        agreement=row.pk,
        community=row.community,
        other=row.other,
        limit_minutes=row.limit_minutes,
    )
    record(actor, made, place=place)


@action(allow=rules.may_propose)
def propose(
    actor: Actor, *, community: int, other: int, limit_minutes: int, decision: str
) -> Agreement:
    """One side offers it; nothing moves before the other one has accepted."""
    if community == other or places.community(other) is None:
        raise Refused("timebank.no_such_community", field="other")
    row = Agreement(
        community=community,
        other=other,
        limit_minutes=limit_minutes,
        decision=decision,
        proposed_by_id=actor.person or 0,
        proposed_at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("timebank.agreed_already", field="other") from error
    _tell(actor, row, facts.AgreementProposed, community)
    return row


def _locked(agreement: int) -> Agreement:
    rows = Agreement.objects.across_communities("the rule has looked").select_for_update()
    return found_or_refused(rows.filter(pk=agreement))


@action(allow=rules_clearing.may_accept)
def accept(actor: Actor, *, agreement: int) -> Agreement:
    """Staff of the other community; from now on the database keeps the limit on both sides."""
    row = _locked(agreement)
    if row.state != Agreement.State.PROPOSED:
        raise Refused("timebank.not_now")
    row.state = Agreement.State.IN_FORCE
    row.accepted_by_id = actor.person
    row.accepted_at = clock.now()
    row.save(update_fields=["state", "accepted_by", "accepted_at"])
    set_clearing_limit(one=row.community, other=row.other, unit=UNIT, limit=row.limit_minutes)
    _tell(actor, row, facts.AgreementAccepted, row.other)
    return row


@action(allow=rules_clearing.may_end)
def end(actor: Actor, *, agreement: int) -> Agreement:
    """Either side: nothing more moves; what stands between the two stays until it is settled."""
    row = _locked(agreement)
    if row.state == Agreement.State.ENDED:
        raise Refused("timebank.not_now")
    row.state = Agreement.State.ENDED
    row.ended_by_id = actor.person
    row.ended_at = clock.now()
    row.save(update_fields=["state", "ended_by", "ended_at"])
    place = row.community if actor.reaches(row.community) else row.other
    _tell(actor, row, facts.AgreementEnded, place)
    return row


@action(allow=rules_clearing.may_move)
def move_hours(
    actor: Actor, *, community: int, other: int, minutes: int, key: uuid.UUID
) -> Passage:
    """One's own hours, from one's account in a community to one's account in another.

    The same key moves once. Raises Refused where no agreement is in force, where the limit between
    the two is reached, and where there is not enough.
    """
    person = actor.person or 0
    before = Passage.objects.across_communities("one's own").filter(key=key).first()
    if before is not None:
        raise Refused("timebank.moved_already")
    row = passing.agreement_between(community, other)
    fact = facts.HoursMoved(
        agreement=row.pk, community=community, other=other, person=person, minutes=minutes
    )
    event = record(actor, fact, place=community)
    return passing.pass_hours(
        row, community=community, person=person, minutes=minutes, key=key, event=event.pk
    )
