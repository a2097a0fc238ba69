"""The merchant's people: put it ready, scan and hand over, or say that it cannot be given."""

from linli.facts import mall as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.mall import codes, operations, parameters, queries, rules
from linli.mall.actions.buying import taken
from linli.mall.models import Order
from linli.mall.states import LIVE, State, Verb


@action(allow=rules.may_see_order)
def ready(actor: Actor, *, order: int) -> Order:
    """The buyer hears that it can be collected."""
    row = taken(actor, order, Verb.READY)
    operations.move(actor, row, Verb.READY)
    operations.tell(actor, row, facts.OrderReady)
    return row


@action(allow=rules.may_see_order)
def withdraw(actor: Actor, *, order: int, words: str) -> Order:
    """It cannot be given: the points are free again, the reason is told."""
    row = taken(actor, order, Verb.WITHDRAW)
    said = operations.good_text(words, field="words", most=parameters.WORDS_MAX)
    operations.let_go(row)
    operations.move(actor, row, Verb.WITHDRAW, said)
    operations.tell(actor, row, facts.OrderWithdrawn)
    return row


def _found(actor: Actor, merchant: int, code: str) -> Order:
    if queries.wrong_codes(actor.person or 0) >= parameters.rules_on(clock.today()).wrong_codes:
        raise Refused("mall.too_many_codes")
    found = queries.by_code(merchant, code)
    if found is None:
        raise Refused("mall.no_such_code", field="code")
    return found


@action(allow=rules.may_scan)
def collect(actor: Actor, *, merchant: int, code: str) -> Order:
    """Hand over what the code stands for: the promise is settled, once.

    Raises Refused("mall.no_such_code") also for a code that was used: of the code nothing is left.
    """
    return hand_over(actor, _found(actor, merchant, code).pk, code)


def hand_over(actor: Actor, order: int, code: str) -> Order:
    """Settle an order by its code, inside an action."""
    row = operations.locked_order(order)
    if State(row.state) not in LIVE or codes.hashed(codes.typed(code)) != bytes(
        row.code_hash or b""
    ):
        # also when somebody was faster with the same code
        raise Refused("mall.no_such_code", field="code")
    require(rules.may_do(actor, row, Verb.COLLECT))
    if row.until <= clock.now():
        raise Refused("mall.code_over")
    made = operations.settle(row)
    operations.move(actor, row, Verb.COLLECT)
    operations.tell(actor, row, facts.OrderCollected, transfer=made)
    return row


@action(allow=rules.may_scan)
def note_wrong_code(actor: Actor, *, merchant: int) -> None:
    """It is on record who tries codes."""
    found = rules.merchant_by(actor, merchant)
    fact = facts.WrongCodeTried(merchant=merchant)
    record(actor, fact, place=found.community if found else None)


def scan(actor: Actor, *, merchant: int, code: str, hand_over: bool) -> Order:
    """What waits under a code; with `hand_over` it is settled.

    A wrong code is noted in a transaction of its own: that of `collect` is rolled back.
    """
    try:
        if hand_over:
            return collect(actor, merchant=merchant, code=code)
        require(rules.may_scan(actor, merchant=merchant))
        return _found(actor, merchant, code)
    except Refused as refusal:
        if refusal.code == "mall.no_such_code":
            note_wrong_code(actor, merchant=merchant)
        raise
