"""Composable writes of the mall; inside a transaction only."""

from linli.mall.operations.erasing import erase_of
from linli.mall.operations.orders import (
    begin,
    cover,
    give_back,
    good_text,
    let_go,
    locked_order,
    move,
    refund,
    settle,
    take_piece,
    tell,
)
from linli.mall.operations.shops import open_shop_account, write_merchant_step

__all__ = [
    "begin",
    "cover",
    "erase_of",
    "give_back",
    "good_text",
    "let_go",
    "locked_order",
    "move",
    "open_shop_account",
    "refund",
    "settle",
    "take_piece",
    "tell",
    "write_merchant_step",
]
