"""Settling what stands between two communities whose agreement is over: entered by both sides' staff.

Locks: the agreement, then the settlement, then the ledger's own.
"""

from django.db import IntegrityError, transaction

from linli.facts import timebank_clearing as facts
from linli.journal.models import Event
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.timebank import rules_settlement
from linli.timebank.models import Agreement, Settlement
from linli.timebank.operations import closing

BOTH = "an agreement belongs to both communities"


def _tell(actor: Actor, row: Settlement, fact: type[facts.SettlementFact], place: int) -> Event:
    made = fact(
        settlement=row.pk,
        agreement=row.agreement_id,
        community=row.agreement.community,
        other=row.agreement.other,
        minutes=row.minutes,
        how=row.how,
        decision=row.decision,
    )
    return record(actor, made, place=place)


def _agreement(agreement: int) -> Agreement:
    rows = Agreement.objects.across_communities(BOTH).select_for_update()
    return found_or_refused(rows.filter(pk=agreement))


@action(allow=rules_settlement.may_settle)
def propose(actor: Actor, *, agreement: int, how: str, decision: str) -> Settlement:
    """One side enters what was decided; nothing moves before the other one has."""
    row = _agreement(agreement)
    if row.state != Agreement.State.ENDED or how not in Settlement.How.values:
        raise Refused("timebank.end_first")
    alive = Agreement.objects.across_communities(BOTH).exclude(state=Agreement.State.ENDED)
    ends = (row.community, row.other)
    if alive.filter(community__in=ends, other__in=ends).exists():
        raise Refused("timebank.agreed_already")
    minutes = closing.standing_locked(row.community, row.other)
    if not minutes:
        raise Refused("timebank.nothing_stands")
    side = rules_settlement.side_of(actor, row)
    made = Settlement(
        agreement=row,
        community=side,
        other=row.partner_of(side),
        how=how,
        minutes=minutes,
        decision=decision,
        by_id=actor.person or 0,
        at=clock.now(),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("timebank.settlement_waits") from error
    _tell(actor, made, facts.SettlementProposed, side)
    return made


def _answered(actor: Actor, settlement: int, state: str) -> Settlement:
    rows = Settlement.objects.across_communities(BOTH)
    _agreement(found_or_refused(rows.filter(pk=settlement)).agreement_id)
    row = found_or_refused(rows.select_for_update().filter(pk=settlement))
    if row.state != Settlement.State.PROPOSED:
        raise Refused("timebank.not_now")
    row.state, row.answered_by_id, row.answered_at = state, actor.person, clock.now()
    return row


@action(allow=rules_settlement.may_answer)
def accept(actor: Actor, *, settlement: int) -> Settlement:
    """The other side has decided the same: the position is nothing, and stays so."""
    row = _answered(actor, settlement, Settlement.State.ACCEPTED)
    event = _tell(actor, row, facts.SettlementAccepted, row.other)
    closing.close(row, event.pk)
    row.event = event.pk
    row.save()
    return row


@action(allow=rules_settlement.may_answer)
def decline(actor: Actor, *, settlement: int) -> Settlement:
    """It is not what the other side decided; another may be entered."""
    row = _answered(actor, settlement, Settlement.State.DECLINED)
    row.save()
    _tell(actor, row, facts.SettlementDeclined, row.other)
    return row
