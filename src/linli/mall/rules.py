"""Who may see and do what in the mall."""

from typing import Any

from django.db.models import Q

from linli.identity.queries import records_of
from linli.kernel.actor import ADMINISTRATION, Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.scoping import ScopedQuerySet
from linli.mall import covering
from linli.mall.models import Merchant, Offer, Order, OrderStep, Settlement
from linli.mall.states import (
    MERCHANT_STEPS,
    OFFER_STEPS,
    TRANSITIONS,
    Shelf,
    Side,
    State,
    Verb,
)
from linli.organisations.queries import held_today
from linli.residence.queries import live_together

WHY = "people see their own orders, merchants those that are made with them"
_AT_WORK = frozenset({Capacity.OFFICER, Capacity.STAFF})


def serves(actor: Actor, community: int) -> bool:
    """Whether the actor is staff there, with a second proof."""
    staff = actor.capacity is Capacity.STAFF and actor.second_factor
    return staff and actor.reaches(community)


def looks(actor: Actor) -> bool:
    """Staff and auditors, with a second proof."""
    return actor.capacity in ADMINISTRATION - {Capacity.DISTRICT_ADMIN} and actor.second_factor


def keeps(actor: Actor, merchant: Merchant) -> bool:
    """Whether the actor acts in an office of the organisation."""
    at_work = actor.capacity in _AT_WORK and actor.second_factor
    return at_work and actor.organisation == merchant.organisation_id


def works_there(actor: Actor, merchant: Merchant) -> bool:
    """Whether the person holds any office of the organisation today, in whichever they act now."""
    if keeps(actor, merchant):
        return True
    mine = held_today().filter(person__in=records_of(actor.person or 0))
    return mine.filter(organisation=merchant.organisation_id).exists()


def own(actor: Actor, order: Order) -> bool:
    return actor.person is not None and order.person_id in records_of(actor.person)


def gives(actor: Actor, offer: Offer) -> bool:
    """Whether it is the actor's own service, by their own hands."""
    own_hands = actor.capacity is Capacity.RESIDENT and actor.helper is None
    return own_hands and offer.provider_id in records_of(actor.person or 0)


def hands_bought(actor: Actor, order: Order) -> bool:
    """Whether it is the person's own order, or they made it: as a helper, or at the counter."""
    people = {each for each in (actor.person, actor.helper) if each}
    mine = {one for each in people for one in records_of(each)}
    if order.person_id in mine:
        return True
    made = OrderStep.objects.filter(Q(person__in=mine) | Q(helper__in=mine), order=order)
    return made.filter(verb="order").exists()


# --- what is seen ---------------------------------------------------------------------------------
def merchants_of(actor: Actor) -> ScopedQuerySet[Merchant]:
    """Where the actor works: living ones of the organisation of their office."""
    rows = Merchant.objects.reached_by(actor).select_related("organisation")
    if actor.capacity not in _AT_WORK or not actor.second_factor or actor.organisation is None:
        return rows.none()
    return rows.filter(organisation=actor.organisation, state__in=["approved", "suspended"])


def offers_seen_by(actor: Actor) -> ScopedQuerySet[Offer]:
    """Residents: what is on offer; the merchant's people: their own; staff: all within reach."""
    rows = Offer.objects.reached_by(actor).select_related("merchant__organisation", "note")
    if actor.person is None:
        return rows.none()
    if looks(actor):
        return rows
    mine = Q(merchant__organisation=actor.organisation or 0)
    if actor.capacity is Capacity.OFFICER:
        return rows.filter(mine) if actor.second_factor else rows.none()
    if actor.capacity is not Capacity.RESIDENT:
        return rows.none()
    shown = Q(state__in=[Shelf.OPEN.value, Shelf.PAUSED.value, Shelf.ENDED.value])
    return rows.filter(shown | Q(provider__in=records_of(actor.person)))


def orders_seen_by(actor: Actor) -> ScopedQuerySet[Order]:
    """One's own; at work those of one's merchant, living or ended; staff and auditors all within reach."""
    rows = Order.objects.across_communities(WHY)
    rows = rows.select_related("offer", "merchant__organisation")
    if actor.person is None:
        return rows.none()
    if actor.capacity is Capacity.RESIDENT:
        records = records_of(actor.person)
        gives = Q(offer__provider__in=records) if actor.helper is None else Q(pk__isnull=True)
        return rows.filter(Q(person__in=records) | gives)
    if looks(actor):
        return rows.filter(community__in=actor.reach)
    if actor.capacity is Capacity.OFFICER and actor.second_factor:
        # also of a merchant that ended: what was ordered before is still handed over
        mine = rows.filter(community__in=actor.reach)
        return mine.filter(merchant__organisation=actor.organisation or 0)
    return rows.none()


# --- what may be done -----------------------------------------------------------------------------
def _signed_in(actor: Actor) -> Decision:
    return ALLOWED if actor.person is not None else denied("kernel.sign_in_first")


def _staff(actor: Actor, community: int | None = None) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.STAFF:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    if community is not None and not actor.reaches(community):
        return denied("kernel.not_found")
    return ALLOWED


def may_order(actor: Actor, **_: Any) -> Decision:
    """Residents, oneself or by a helper whose mandate says so."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.RESIDENT:
        return denied("mall.as_resident")
    return ALLOWED if actor.place is not None else denied("mall.no_community")


def may_order_for(actor: Actor, **_: Any) -> Decision:
    return _staff(actor)


def may_apply(actor: Actor, *, community: int, organisation: int, **_: Any) -> Decision:
    """Somebody in an office of the organisation, or staff of the community."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity not in _AT_WORK:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    if not actor.reaches(community):
        return denied("kernel.not_found")
    if actor.capacity is Capacity.STAFF or actor.organisation == organisation:
        return ALLOWED
    return denied("kernel.not_for_you")


def merchant_by(actor: Actor, merchant: int) -> Merchant | None:
    rows = Merchant.objects.reached_by(actor).select_related("organisation")
    return rows.filter(pk=merchant).first()


def may_decide(actor: Actor, *, merchant: int, **_: Any) -> Decision:
    """Staff there, and nobody about an organisation in which they hold an office."""
    may = _staff(actor)
    if not may:
        return may
    found = merchant_by(actor, merchant)
    if found is None:
        return denied("kernel.not_found")
    return denied("mall.own_merchant") if works_there(actor, found) else ALLOWED


def may_keep(actor: Actor, *, merchant: int, **_: Any) -> Decision:
    """The merchant's people, and staff of the community in their stead."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity not in _AT_WORK:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    found = merchant_by(actor, merchant)
    if found is None:
        return denied("kernel.not_found")
    return ALLOWED if keeps(actor, found) or serves(actor, found.community) else _nothing()


def may_keep_books(actor: Actor, *, community: int, **_: Any) -> Decision:
    """Rates and pledges: staff of the community."""
    return _staff(actor, community)


def may_read_books(actor: Actor, *, merchant: int, **_: Any) -> Decision:
    """Settlements: the merchant's people, staff, auditors."""
    if looks(actor):
        return ALLOWED if merchant_by(actor, merchant) else _nothing()
    return may_keep(actor, merchant=merchant)


def _merchant_of(settlement: int) -> int:
    rows = Settlement.objects.across_communities("the rule looks at its merchant")
    return rows.filter(pk=settlement).values_list("merchant", flat=True).first() or 0


def may_read_settlement(actor: Actor, *, settlement: int, **_: Any) -> Decision:
    return may_read_books(actor, merchant=_merchant_of(settlement))


def may_settle(actor: Actor, *, settlement: int, **_: Any) -> Decision:
    return may_decide(actor, merchant=_merchant_of(settlement))


def may_scan(actor: Actor, *, merchant: int, **_: Any) -> Decision:
    """The merchant's people alone: whoever hands over."""
    may = may_keep(actor, merchant=merchant)
    if not may:
        return may
    found = merchant_by(actor, merchant)
    return ALLOWED if found and keeps(actor, found) else denied("kernel.not_for_you")


def _nothing() -> Decision:
    return denied("kernel.not_found")


def may_move_offer(actor: Actor, *, offer: int, verb: str = "", **_: Any) -> Decision:
    may = _signed_in(actor)
    if not may:
        return may
    found = offers_seen_by(actor).filter(pk=offer).first()
    step = OFFER_STEPS.get(verb)
    if found is not None and gives(actor, found) and not (step and step[2]):
        return ALLOWED
    if actor.capacity not in _AT_WORK:
        return denied("kernel.not_for_you")
    if found is None:
        return _nothing()
    if step is not None and step[2]:
        return may_decide(actor, merchant=found.merchant_id)
    return may_keep(actor, merchant=found.merchant_id)


def may_see_order(actor: Actor, *, order: int, **_: Any) -> Decision:
    may = _signed_in(actor)
    if not may:
        return may
    return ALLOWED if orders_seen_by(actor).filter(pk=order).exists() else _nothing()


def by_clock(actor: Actor, **_: Any) -> Decision:
    """The half-hourly job alone."""
    return ALLOWED if actor.capacity is Capacity.SYSTEM else denied("kernel.not_for_you")


def may_do(actor: Actor, order: Order, verb: Verb) -> Decision:
    """Whether the actor stands on the right side, and whether the order is where the verb begins."""
    transition = TRANSITIONS[verb]
    side = _side(actor, order, transition.side)
    if not side:
        return side
    if State(order.state) not in transition.sources:
        return denied("mall.not_now")
    return (
        covering.may_cover(actor, order, verb) if verb in {Verb.ASK_COVER, Verb.COVER} else ALLOWED
    )


def _side(actor: Actor, order: Order, side: Side) -> Decision:
    if side is Side.CLOCK:
        return by_clock(actor)
    if side is Side.BUYER:
        mine = actor.capacity is Capacity.RESIDENT and own(actor, order)
        return ALLOWED if mine else denied("kernel.not_for_you")
    if hands_bought(actor, order):
        return denied("mall.own_order")
    if side is Side.SELLER:
        sells = keeps(actor, order.merchant) or gives(actor, order.offer)
        return ALLOWED if sells else denied("kernel.not_for_you")
    if not serves(actor, order.community):
        return denied("kernel.not_for_you")
    return _decides(actor, order)


def _decides(actor: Actor, order: Order) -> Decision:
    """Nobody about an order of their household, nor about an organisation of theirs."""
    if live_together(actor.person or 0, order.person_id):
        return denied("mall.own_order")
    return denied("mall.own_merchant") if works_there(actor, order.merchant) else ALLOWED


def merchant_verbs(actor: Actor, merchant: Merchant) -> list[str]:
    if not may_decide(actor, merchant=merchant.pk):
        return []
    return [verb for verb, (sources, _to) in MERCHANT_STEPS.items() if merchant.state in sources]


def offer_verbs(actor: Actor, offer: Offer) -> list[str]:
    return [
        verb
        for verb, (sources, _to, _staff) in OFFER_STEPS.items()
        if offer.state in sources and may_move_offer(actor, offer=offer.pk, verb=verb)
    ]
