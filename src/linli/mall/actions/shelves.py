"""What is on offer: entered by the merchant or staff, looked over by staff, filled up, ended."""

from collections.abc import Sequence

from linli.facts import mall as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.mall import operations, parameters, rules
from linli.mall.kinds import Kind
from linli.mall.models import Budget, Merchant, Offer
from linli.mall.states import OFFER_STEPS, Shelf, Standing
from linli.mall.wanted import Goods
from linli.places.operations.estates import seal_text

WEEK = range(1, 8)


@action(allow=rules.may_keep)
def make_offer(actor: Actor, *, merchant: int, goods: Goods, files: Sequence[str] = ()) -> Offer:
    """Staff's own is open at once; a merchant's waits for staff, for the community pays for it."""
    shop = found_or_refused(Merchant.objects.reached_by(actor).filter(pk=merchant))
    if shop.state != Standing.APPROVED:
        raise Refused("mall.merchant_not_open")
    row = Offer(community=shop.community, merchant=shop, at=clock.now())
    fill_offer(row, goods, shop)
    reviewed = not rules.may_decide(actor, merchant=shop.pk)
    if goods.budget is not None:
        row.budget = _budget(shop, goods.budget, staff=not reviewed)
    if not reviewed:
        row.state = Shelf.OPEN.value
        row.opened_at = row.at
    row.save()
    if files:
        keeper().bind(actor, files=list(files), kind=parameters.PICTURE_OF, owner=row.pk)
    fact = facts.OfferMade(
        offer=row.pk,
        merchant=shop.pk,
        price=row.price,
        stock=-1 if row.stock is None else row.stock,
        reviewed=reviewed,
    )
    record(actor, fact, place=row.community)
    return row


def _budget(shop: Merchant, budget: int, *, staff: bool) -> Budget:
    """Whose budget pays, staff alone say."""
    found = Budget.objects.within(shop.community).filter(pk=budget).first()
    if found is None or not staff:
        raise Refused("mall.no_such_choice", field="budget")
    return found


def fill_offer(row: Offer, goods: Goods, shop: Merchant) -> None:
    """Put what is offered into the row. Raises Refused."""
    if goods.kind not in Kind.values:
        raise Refused("mall.no_such_choice", field="kind")
    if not 0 < goods.price <= parameters.PRICE_MAX:
        raise Refused("mall.price", field="price")
    if goods.stock is not None and not 0 <= goods.stock <= parameters.STOCK_MAX:
        raise Refused("mall.price", field="stock")
    if goods.until is not None and goods.until < max(goods.since, clock.today()):
        raise Refused("mall.past_day", field="until")
    days = sorted({day for day in goods.days if day in WEEK})
    if not days:
        raise Refused("mall.no_such_choice", field="days")
    most = parameters.PLACE_MAX
    row.kind = goods.kind
    row.title = operations.good_text(goods.title, field="title", most=parameters.TITLE_MAX)
    if not row.title:
        raise Refused("mall.words_first", field="title")
    row.about = operations.good_text(goods.about, field="about", most=parameters.ABOUT_MAX)
    row.place = operations.good_text(goods.place, field="place", most=most) or shop.place
    row.hours = operations.good_text(goods.hours, field="hours", most=most) or shop.hours
    row.price, row.stock, row.monthly = goods.price, goods.stock, max(goods.monthly, 0)
    row.since, row.until, row.days = goods.since, goods.until, days


@action(allow=rules.may_move_offer)
def move_offer(actor: Actor, *, offer: int, verb: str, words: str = "") -> Offer:
    """Accept, return with a reason, pause, open again, end. Orders that run stay as they are."""
    row = _locked(actor, offer)
    sources, target, _staff = OFFER_STEPS.get(verb, (frozenset(), None, False))
    if target is None or row.state not in sources:
        raise Refused("mall.not_now")
    said = operations.good_text(words, field="words", most=parameters.WORDS_MAX)
    if verb == "return" and not said:
        raise Refused("mall.words_first", field="words")
    row.state = target.value
    row.note = seal_text(said) if said else None
    if target is Shelf.OPEN and row.opened_at is None:
        row.opened_at = clock.now()
    row.save(update_fields=["state", "note", "opened_at"])
    fact = facts.OfferMoved(offer=row.pk, merchant=row.merchant_id, verb=verb)
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_move_offer)
def restock(actor: Actor, *, offer: int, more: int) -> Offer:
    """So many pieces came, or went when it is below zero."""
    row = _locked(actor, offer)
    if row.stock is None or row.state == Shelf.ENDED:
        raise Refused("mall.not_now")
    if not more or not 0 <= row.stock + more <= parameters.STOCK_MAX:
        raise Refused("mall.price", field="more")
    row.stock += more
    row.save(update_fields=["stock"])
    fact = facts.OfferStocked(offer=row.pk, merchant=row.merchant_id, more=more)
    record(actor, fact, place=row.community)
    return row


def _locked(actor: Actor, offer: int) -> Offer:
    rows = Offer.objects.reached_by(actor).filter(pk=offer).select_for_update(of=("self",))
    return found_or_refused(rows)
