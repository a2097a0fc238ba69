"""Invariant 10 of the ledger: what a merchant is owed = redeemed − settled. From the orders alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from linli.mall import queries
from linli.mall.models import Merchant


@dataclass(frozen=True, slots=True)
class Difference:
    merchant: int
    community: int
    #: By the orders and what was settled.
    owed: int
    #: By the ledger.
    has: int


def differences() -> Iterator[Difference]:
    """Merchants whose account says something else than their orders."""
    rows = Merchant.objects.across_communities("an audit looks at all").exclude(account=None)
    accounts: dict[int, list[int]] = {}
    places: dict[int, int] = {}
    for pk, account, community in rows.order_by("pk").values_list("pk", "account", "community"):
        accounts.setdefault(account or 0, []).append(pk)
        places[account or 0] = community
    for account, merchants in accounts.items():
        # an organisation that ended and came again keeps its account
        handed = sum(queries.handed_over(pk) for pk in merchants)
        owed = handed - queries.settled(account)
        has = queries.payable(account)
        if owed != has:
            yield Difference(merchants[-1], places[account], owed, has)
