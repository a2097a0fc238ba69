"""The tables of the mall, a file per concern."""

from linli.mall.models.merchant import Merchant, MerchantStep
from linli.mall.models.money import Budget, Pledge, Rate, Settlement
from linli.mall.models.offer import Offer
from linli.mall.models.order import Order, OrderStep
from linli.mall.models.slot import Slot

__all__ = [
    "Budget",
    "Merchant",
    "MerchantStep",
    "Offer",
    "Order",
    "OrderStep",
    "Pledge",
    "Rate",
    "Settlement",
    "Slot",
]
