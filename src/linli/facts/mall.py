"""Facts about the mall: ids, codes and points. The code by which an order is collected is in none."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class MerchantMoved(Fact):
    """An organisation applied, or it was decided about: `verb` is the step."""

    type: ClassVar[str] = "mall.merchant_moved"
    subject: ClassVar[str] = "merchant"
    merchant: int
    organisation: int
    verb: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFact(Fact):
    subject: ClassVar[str] = "offer"
    offer: int
    merchant: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMade(OfferFact):
    """`reviewed`: whether staff look at it before residents see it. `stock` -1 never ends."""

    type: ClassVar[str] = "mall.offer_made"
    price: int
    stock: int
    reviewed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMoved(OfferFact):
    type: ClassVar[str] = "mall.offer_moved"
    verb: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferStocked(OfferFact):
    """`more` pieces came, or went when it is below zero."""

    type: ClassVar[str] = "mall.offer_stocked"
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTimed(OfferFact):
    """So many times were entered at which it can be booked."""

    type: ClassVar[str] = "mall.offer_timed"
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFact(Fact):
    subject: ClassVar[str] = "order"
    order: int
    offer: int
    merchant: int
    person: int
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMade(OrderFact):
    """`channel`: by oneself, by a helper, at the counter of the community."""

    type: ClassVar[str] = "mall.order_made"
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReady(OrderFact):
    type: ClassVar[str] = "mall.order_ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCollected(OrderFact):
    """Handed over; the promise became a movement of the ledger."""

    type: ClassVar[str] = "mall.order_collected"
    transfer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCancelled(OrderFact):
    """By the buyer."""

    type: ClassVar[str] = "mall.order_cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWithdrawn(OrderFact):
    """By the merchant, or because the merchant's or the buyer's account was closed."""

    type: ClassVar[str] = "mall.order_withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderExpired(OrderFact):
    type: ClassVar[str] = "mall.order_expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEnding(OrderFact):
    """It ends within a day: its buyer is told once."""

    type: ClassVar[str] = "mall.order_ending"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDisputed(OrderFact):
    type: ClassVar[str] = "mall.order_disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDecided(OrderFact):
    """`verb`: refund, cover (the community gave the points back), or uphold."""

    type: ClassVar[str] = "mall.order_decided"
    verb: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCoverAsked(OrderFact):
    """The merchant ended and was paid; whether the community gives the points back, another decides."""

    type: ClassVar[str] = "mall.order_cover_asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongCodeTried(Fact):
    """Somebody at a merchant's counter entered a code that no live order there has."""

    type: ClassVar[str] = "mall.wrong_code_tried"
    subject: ClassVar[str] = "merchant"
    merchant: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerErased(Fact):
    """An account was closed: its orders that were not over ended, its words are gone."""

    type: ClassVar[str] = "mall.buyer_erased"
    person: int
    orders: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RateAdopted(Fact):
    """What a merchant is paid for a point from a day on, in fen."""

    type: ClassVar[str] = "mall.rate_adopted"
    subject: ClassVar[str] = "rate"
    logged: ClassVar[bool] = True
    rate: int
    since: str
    fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeEntered(Fact):
    """What a sponsor promised; a record, no payment."""

    type: ClassVar[str] = "mall.pledge_entered"
    subject: ClassVar[str] = "pledge"
    pledge: int
    budget: int
    organisation: int
    fen: int
    transfer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementMoved(Fact):
    """Made, dropped, or noted as paid: `verb`."""

    type: ClassVar[str] = "mall.settlement_moved"
    subject: ClassVar[str] = "settlement"
    logged: ClassVar[bool] = True
    settlement: int
    merchant: int
    verb: str
    orders: int
    points: int
    fen: int
