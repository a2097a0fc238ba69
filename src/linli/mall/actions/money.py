"""Staff: what a point is worth, what sponsors pledged, what merchants are paid for."""

from datetime import date

from django.db import IntegrityError, transaction

from linli.facts import mall as facts
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.mall import operations, parameters, rules
from linli.mall.models import Merchant, Pledge, Rate, Settlement
from linli.mall.operations import money
from linli.organisations.models import Organisation


def _decision(text: str) -> str:
    said = operations.good_text(text, field="decision", most=parameters.DECISION_MAX)
    if not said:
        raise Refused("mall.words_first", field="decision")
    return said


@action(allow=rules.may_keep_books)
def adopt_rate(  # noqa: PLR0913 (a rate is these)
    actor: Actor, *, community: int, since: date, fen: int, decision: str, source: str
) -> Rate:
    """So many fen a point from a day on. What was ordered before keeps the rate of its day."""
    if since < clock.today():
        raise Refused("mall.past_day", field="since")
    if not 0 <= fen <= parameters.PRICE_MAX:
        raise Refused("mall.price", field="fen")
    row = Rate(
        community=community,
        since=since,
        fen=fen,
        decision=_decision(decision),
        source=operations.good_text(source, field="source", most=parameters.WORDS_MAX),
        person_id=actor.person or 0,
        at=clock.now(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused("mall.same_day", field="since") from error
    fact = facts.RateAdopted(rate=row.pk, since=since.isoformat(), fen=fen)
    record(actor, fact, place=community)
    return row


@action(allow=rules.may_keep_books)
def pledge(  # noqa: PLR0913 (a pledge is these)
    actor: Actor, *, community: int, organisation: int, fen: int, decision: str, key: str
) -> Pledge:
    """A sponsor's written promise. The platform records it and holds no money."""
    body = Organisation.objects.filter(pk=organisation, ended=False).first()
    if body is None:
        raise Refused("mall.no_such_choice", field="organisation")
    if fen <= 0:
        raise Refused("mall.price", field="fen")
    said = _decision(decision)
    budget = money.budget_of(community, body.pk)
    row = money.pledge(actor, budget, fen=fen, decision=said, key=key)
    fact = facts.PledgeEntered(
        pledge=row.pk, budget=budget.pk, organisation=body.pk, fen=fen, transfer=row.transfer
    )
    record(actor, fact, place=community)
    return row


@action(allow=rules.may_decide)
def make_settlement(actor: Actor, *, merchant: int, last: date) -> Settlement:
    """For what was handed over until a day that is over."""
    if last >= clock.today():
        raise Refused("mall.day_runs", field="last")
    rows = Merchant.objects.reached_by(actor).select_for_update(of=("self",))
    shop = found_or_refused(rows.filter(pk=merchant))
    if Settlement.objects.within(shop.community).filter(merchant=shop, state="made").exists():
        raise Refused("mall.one_is_open")
    row = money.make_settlement(actor, shop, last)
    _tell(actor, row, "make")
    return row


def _locked(settlement: int) -> Settlement:
    rows = Settlement.objects.across_communities("the rule was asked before")
    found = rows.filter(pk=settlement).select_related("merchant")
    row = found_or_refused(found.select_for_update(of=("self",)))
    if row.state != "made":
        raise Refused("mall.not_now")
    return row


@action(allow=rules.may_settle)
def drop_settlement(actor: Actor, *, settlement: int) -> Settlement:
    """Something in it was wrong: make another."""
    row = _locked(settlement)
    money.drop(row)
    _tell(actor, row, "drop")
    return row


@action(allow=rules.may_settle)
def note_paid(actor: Actor, *, settlement: int, reference: str) -> Settlement:
    """It was paid, outside of the platform; noted by somebody else than who made it."""
    row = _locked(settlement)
    if row.person_id in records_of(actor.person or 0):
        raise Refused("mall.another_pays")
    said = operations.good_text(reference, field="reference", most=parameters.DECISION_MAX)
    if not said:
        raise Refused("mall.words_first", field="reference")
    money.pay(actor, row, said)
    _tell(actor, row, "pay")
    return row


def _tell(actor: Actor, row: Settlement, verb: str) -> None:
    fact = facts.SettlementMoved(
        settlement=row.pk,
        merchant=row.merchant_id,
        verb=verb,
        orders=row.orders,
        points=row.points,
        fen=row.fen,
    )
    record(actor, fact, place=row.community)
