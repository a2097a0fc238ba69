"""After an account is closed."""

from linli.facts import mall as facts
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel.actor import SYSTEM
from linli.mall.models import Offer, Order, OrderStep
from linli.mall.operations.orders import let_go, move
from linli.mall.states import LIVE, Shelf, State, Verb


def erase_of(person: int) -> None:
    """Orders that are not over end, an objection ends as it stands, words go.

    That points were spent stays in the ledger.
    """
    mine = records_of(person)
    rows = Order.objects.across_communities("an erasure runs over all communities")
    live = rows.filter(person__in=mine, state__in=[s.value for s in LIVE])
    found = list(live.order_by("pk").select_for_update(of=("self",)))
    for order in found:
        let_go(order)
        move(SYSTEM, order, Verb.CANCEL)
    disputed = rows.filter(person__in=mine, state=State.DISPUTED.value)
    ended = list(disputed.order_by("pk").select_for_update(of=("self",)))
    for order in ended:
        move(SYSTEM, order, Verb.LEAVE)
    every = Offer.objects.across_communities("an erasure runs over all communities")
    every.filter(provider__in=mine).update(state=Shelf.ENDED.value)
    OrderStep.objects.filter(buyer__in=mine).update(words=None)
    record(SYSTEM, facts.BuyerErased(person=person, orders=len(found) + len(ended)))
