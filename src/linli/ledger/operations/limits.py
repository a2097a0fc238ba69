"""Limits of an account that a rule or an agreement sets: between them the database itself keeps it."""

from linli.journal.outbox import require_district_transaction
from linli.ledger.models import Account, Balance


def set_limits(account: Account, *, floor: int | None, cap: int | None) -> None:
    """Write what differs.

    A limit that the balance is past already stands where the balance is: what is there stays, and
    nothing more comes or goes.
    """
    require_district_transaction()
    balance = Balance.objects.select_for_update().get(pk=account.pk)
    wanted = (
        None if floor is None else min(floor, balance.available),
        None if cap is None else max(cap, balance.posted),
    )
    if (balance.floor, balance.cap) != wanted:
        balance.floor, balance.cap = wanted
        balance.save(update_fields=["floor", "cap"])
