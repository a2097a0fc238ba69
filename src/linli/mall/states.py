"""The life of an order, of a merchant and of an offer. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    ORDERED = "ordered"
    #: The merchant has put it ready.
    READY = "ready"
    COLLECTED = "collected"
    CANCELLED = "cancelled"
    #: Cancelled by the merchant.
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    DISPUTED = "disputed"
    REFUNDED = "refunded"
    #: Staff looked at the dispute: it stays as it was.
    UPHELD = "upheld"


class Side(StrEnum):
    BUYER = "buyer"
    SELLER = "seller"
    STAFF = "staff"
    CLOCK = "clock"


class Verb(StrEnum):
    READY = "ready"
    COLLECT = "collect"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    DISPUTE = "dispute"
    REFUND = "refund"
    UPHOLD = "uphold"
    #: Where the merchant ended and was paid: one asks that the community gives the points back …
    ASK_COVER = "ask_cover"
    #: … and another decides that it does.
    COVER = "cover"
    #: The buyer's account was closed: it ends as it stands.
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Transition:
    """`words`: whether a reason must be given."""

    verb: Verb
    sources: frozenset[State]
    target: State
    side: Side
    words: bool = False


#: Points are promised and the thing is kept.
LIVE = frozenset({State.ORDERED, State.READY})
#: The merchant's by the order.
SPENT = frozenset({State.COLLECTED, State.DISPUTED, State.UPHELD})
#: Points and thing are back.
UNDONE = frozenset({State.CANCELLED, State.WITHDRAWN, State.EXPIRED, State.REFUNDED})

_DISPUTED = frozenset({State.DISPUTED})

TRANSITIONS = {
    each.verb: each
    for each in (
        Transition(Verb.READY, frozenset({State.ORDERED}), State.READY, Side.SELLER),
        Transition(Verb.COLLECT, LIVE, State.COLLECTED, Side.SELLER),
        Transition(Verb.CANCEL, LIVE, State.CANCELLED, Side.BUYER),
        Transition(Verb.WITHDRAW, LIVE, State.WITHDRAWN, Side.SELLER, words=True),
        Transition(Verb.EXPIRE, LIVE, State.EXPIRED, Side.CLOCK),
        Transition(
            Verb.DISPUTE, frozenset({State.COLLECTED}), State.DISPUTED, Side.BUYER, words=True
        ),
        Transition(Verb.REFUND, _DISPUTED, State.REFUNDED, Side.STAFF, words=True),
        Transition(Verb.UPHOLD, _DISPUTED, State.UPHELD, Side.STAFF, words=True),
        Transition(Verb.ASK_COVER, _DISPUTED, State.DISPUTED, Side.STAFF, words=True),
        Transition(Verb.COVER, _DISPUTED, State.REFUNDED, Side.STAFF, words=True),
        Transition(Verb.LEAVE, _DISPUTED, State.UPHELD, Side.CLOCK),
    )
}


class Standing(StrEnum):
    """Of a merchant."""

    APPLIED = "applied"
    APPROVED = "approved"
    SUSPENDED = "suspended"
    REFUSED = "refused"
    ENDED = "ended"


#: Verb -> from which standings, to which.
MERCHANT_STEPS: dict[str, tuple[frozenset[Standing], Standing]] = {
    "approve": (frozenset({Standing.APPLIED}), Standing.APPROVED),
    "refuse": (frozenset({Standing.APPLIED}), Standing.REFUSED),
    "suspend": (frozenset({Standing.APPROVED}), Standing.SUSPENDED),
    "resume": (frozenset({Standing.SUSPENDED}), Standing.APPROVED),
    "end": (frozenset({Standing.APPROVED, Standing.SUSPENDED}), Standing.ENDED),
}


class Shelf(StrEnum):
    """Of an offer."""

    #: Staff look at it before residents see it.
    REVIEW = "review"
    RETURNED = "returned"
    OPEN = "open"
    PAUSED = "paused"
    ENDED = "ended"


#: Verb -> from which shelves, to which, whether staff alone do it.
OFFER_STEPS: dict[str, tuple[frozenset[Shelf], Shelf, bool]] = {
    "accept": (frozenset({Shelf.REVIEW}), Shelf.OPEN, True),
    "return": (frozenset({Shelf.REVIEW, Shelf.OPEN}), Shelf.RETURNED, True),
    "pause": (frozenset({Shelf.OPEN}), Shelf.PAUSED, False),
    "open": (frozenset({Shelf.PAUSED}), Shelf.OPEN, False),
    "end": (
        frozenset({Shelf.REVIEW, Shelf.RETURNED, Shelf.OPEN, Shelf.PAUSED}),
        Shelf.ENDED,
        False,
    ),
}
