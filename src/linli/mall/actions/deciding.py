"""Staff decide about merchants and disputes; the half-hourly job ends what nobody collected."""

from linli.facts import mall as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.mall import operations, parameters, rules
from linli.mall.actions.buying import taken
from linli.mall.models import Merchant, Order
from linli.mall.states import LIVE, MERCHANT_STEPS, Standing, State, Verb


@action(allow=rules.may_decide)
def decide(actor: Actor, *, merchant: int, verb: str, words: str) -> Merchant:
    """Approve, refuse, suspend, open again, end; with the reason. Orders that run stay."""
    rows = Merchant.objects.reached_by(actor).select_for_update(of=("self",))
    row = found_or_refused(rows.filter(pk=merchant))
    sources, target = MERCHANT_STEPS.get(verb, (frozenset(), None))
    if target is None or row.state not in sources:
        raise Refused("mall.not_now")
    said = operations.good_text(words, field="words", most=parameters.WORDS_MAX)
    if not said:
        raise Refused("mall.words_first", field="words")
    if target is Standing.APPROVED and row.account is None:
        row.account = operations.open_shop_account(row)
    if target is Standing.ENDED:
        row.until = max(clock.today(), row.since)
    row.state = target.value
    row.save()
    operations.write_merchant_step(actor, row, verb, said)
    fact = facts.MerchantMoved(merchant=row.pk, organisation=row.organisation_id, verb=verb)
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_see_order)
def refund(actor: Actor, *, order: int, words: str) -> Order:
    """The buyer is right: the points go back, with the days that they had."""
    row = taken(actor, order, Verb.REFUND)
    said = operations.good_text(words, field="words", most=parameters.WORDS_MAX)
    operations.refund(row)
    operations.move(actor, row, Verb.REFUND, said)
    operations.tell(actor, row, facts.OrderDecided, verb=Verb.REFUND.value)
    return row


@action(allow=rules.may_see_order)
def uphold(actor: Actor, *, order: int, words: str) -> Order:
    """It stays as it is, with the reason."""
    row = taken(actor, order, Verb.UPHOLD)
    said = operations.good_text(words, field="words", most=parameters.WORDS_MAX)
    operations.move(actor, row, Verb.UPHOLD, said)
    operations.tell(actor, row, facts.OrderDecided, verb=Verb.UPHOLD.value)
    return row


@action(allow=rules.may_see_order)
def ask_cover(actor: Actor, *, order: int, words: str) -> Order:
    """The merchant ended and was paid: let the community give the points back. Another decides."""
    row = taken(actor, order, Verb.ASK_COVER)
    said = operations.good_text(words, field="words", most=parameters.WORDS_MAX)
    row.cover_asked_by_id = actor.person
    operations.move(actor, row, Verb.ASK_COVER, said)
    operations.tell(actor, row, facts.OrderCoverAsked)
    return row


@action(allow=rules.may_see_order)
def cover(actor: Actor, *, order: int, words: str) -> Order:
    """A second person: the points go back, out of what was settled with the merchant."""
    row = taken(actor, order, Verb.COVER)
    said = operations.good_text(words, field="words", most=parameters.WORDS_MAX)
    operations.cover(row)
    row.covered_by_id = actor.person
    operations.move(actor, row, Verb.COVER, said)
    operations.tell(actor, row, facts.OrderDecided, verb=Verb.COVER.value)
    return row


@action(allow=rules.by_clock)
def expire(actor: Actor, *, order: int) -> Order:
    """Nobody came for it. Raises Refused when somebody was faster."""
    row = taken(actor, order, Verb.EXPIRE)
    if row.until > clock.now():
        raise Refused("mall.not_now")
    operations.let_go(row)
    operations.move(actor, row, Verb.EXPIRE)
    operations.tell(actor, row, facts.OrderExpired)
    return row


@action(allow=rules.by_clock)
def remind(actor: Actor, *, order: int) -> Order:
    """It ends within a day. Once."""
    row = operations.locked_order(order)
    if row.reminded or State(row.state) not in LIVE:
        raise Refused("mall.not_now")
    row.reminded = True
    row.save(update_fields=["reminded"])
    operations.tell(actor, row, facts.OrderEnding)
    return row
