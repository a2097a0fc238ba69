"""Entry points of every change in the mall. Lock: the buyer, the order, the offer, balances."""

from linli.mall.actions.buying import cancel, dispute, order, order_for
from linli.mall.actions.deciding import (
    ask_cover,
    cover,
    decide,
    expire,
    refund,
    remind,
    uphold,
)
from linli.mall.actions.money import (
    adopt_rate,
    drop_settlement,
    make_settlement,
    note_paid,
    pledge,
)
from linli.mall.actions.selling import collect, note_wrong_code, ready, scan, withdraw
from linli.mall.actions.services import add_times, give, give_service, note_wrong, offer_service
from linli.mall.actions.shelves import make_offer, move_offer, restock
from linli.mall.actions.shops import apply

__all__ = [
    "add_times",
    "adopt_rate",
    "apply",
    "ask_cover",
    "cancel",
    "collect",
    "cover",
    "decide",
    "dispute",
    "drop_settlement",
    "expire",
    "give",
    "give_service",
    "make_offer",
    "make_settlement",
    "move_offer",
    "note_paid",
    "note_wrong",
    "note_wrong_code",
    "offer_service",
    "order",
    "order_for",
    "pledge",
    "ready",
    "refund",
    "remind",
    "restock",
    "scan",
    "uphold",
    "withdraw",
]
