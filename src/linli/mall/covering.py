"""When the community gives points back that a merchant was paid for already. By two."""

from linli.identity.queries import records_of
from linli.kernel.actor import Actor
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.ledger.models import Balance
from linli.mall.models import Order
from linli.mall.states import Standing, Verb


def may_cover(actor: Actor, order: Order, verb: Verb) -> Decision:
    """The community gives points back where the merchant ended, was paid, and has none: by two."""
    if not needs_cover(order):
        return denied("mall.merchant_pays")
    if verb == Verb.ASK_COVER:
        return denied("mall.not_now") if order.cover_asked_by_id else ALLOWED
    if order.cover_asked_by_id is None:
        return denied("mall.not_now")
    own = order.cover_asked_by_id in records_of(actor.person or 0)
    return denied("mall.another_covers") if own else ALLOWED


def needs_cover(order: Order) -> bool:
    """One query, and only of a merchant that ended and was paid for this order."""
    paid = order.settlement is not None and order.settlement.state == "paid"
    if not paid or order.merchant.state != Standing.ENDED:
        return False
    return not Balance.objects.filter(pk=order.credit, posted__gte=order.price).exists()
