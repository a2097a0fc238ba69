"""The tables of the mall, a file per concern."""

from linli.mall.models.merchant import Merchant, MerchantStep
from linli.mall.models.offer import Offer
from linli.mall.models.order import Order, OrderStep

__all__ = ["Merchant", "MerchantStep", "Offer", "Order", "OrderStep"]
