"""What somebody offers, and what an organisation says of its shop, as forms bring it. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """`since` and `until`: while it gives for points."""

    desk: str
    place: str
    since: date
    hours: str = ""
    until: date | None = None
    exchange: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """`stock` None never ends; `monthly` 0 is as often as one likes; `days` of the week, Monday 1.

    `budget`: of the sponsor that pays the merchant.
    """

    kind: str
    title: str
    price: int
    about: str = ""
    stock: int | None = None
    monthly: int = 0
    since: date
    until: date | None = None
    place: str = ""
    hours: str = ""
    budget: int | None = None
    days: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7)
