"""Linked transfers between two communities' ledgers, in one transaction.

`A.member → A.clearing[B]` and `B.clearing[A] → B.member`: no row joins two ledgers, and the two
clearing accounts stay opposite (invariant 9). All four balances are locked first, in the order of
their accounts, so that movements from both sides at once cannot wait for each other.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from linli.journal.outbox import require_district_transaction
from linli.kernel.errors import Refused
from linli.ledger.models import Account, Balance, Ledger, LotUse
from linli.ledger.movements import Movement
from linli.ledger.operations.accounts import open_account, open_ledger
from linli.ledger.operations.limits import set_limits
from linli.ledger.operations.moving import Moved, locked, transfer

KIND = "clear"


def clearing_account(*, community: int, other: int, unit: str) -> Account:
    """What a community's members have lying in another one (above zero), or the other way round."""
    book = open_ledger(community=community, unit=unit)
    return open_account(book, Account.Kind.CLEARING, other=other)


def set_clearing_limit(*, one: int, other: int, unit: str, limit: int) -> None:
    """The most that may stand between two communities, in either direction; on both accounts."""
    pair = [
        clearing_account(community=a, other=b, unit=unit)
        for a, b in sorted([(one, other), (other, one)])
    ]
    for account in sorted(pair, key=lambda each: each.pk):
        set_limits(account, floor=-limit, cap=limit)


def open_clearing(*, one: int, other: int, unit: str) -> tuple[int, int]:
    """The two accounts between a community and its own district, which know no limit.

    What is limited is the district's account with another district.
    """
    ways = ((one, other), (other, one))
    found = {ends: clearing_account(community=ends[0], other=ends[1], unit=unit) for ends in ways}
    for account in sorted(found.values(), key=lambda each: each.pk):
        if Balance.objects.filter(pk=account.pk, floor__isnull=False).exists():
            set_limits(account, floor=None, cap=None)
    return found[ways[0]].pk, found[ways[1]].pk


@dataclass(frozen=True, slots=True)
class Cleared:
    """The transfer here, and those there: one for each day on which something of it ends."""

    out: Moved
    into: tuple[Moved, ...]


def clear(  # noqa: PLR0913 (what a linked movement is)
    *,
    source: Account,
    target: Account,
    amount: int,
    key: str,
    rules: tuple[int | None, int | None] = (None, None),
    event: int | None = None,
    hold: int | None = None,
    kind: str = KIND,
) -> Cleared:
    """Move units from an account of one community to one of another, of one unit.

    Points carry the days on which they end along; hours have none. `rules`: the versions here and
    there. `hold`: the promise to the clearing account here that it posts. Raises Refused: "ledger.clearing_full" where the two communities' limit is reached, else
    what either side says.
    """
    require_district_transaction()
    books = Ledger.objects.across_communities("both sides of a clearing")
    here, there = books.get(pk=source.ledger_id), books.get(pk=target.ledger_id)
    if here.pk == there.pk or here.unit != there.unit:
        raise Refused("ledger.no_account")
    out = clearing_account(community=here.community, other=there.community, unit=here.unit)
    back = clearing_account(community=there.community, other=here.community, unit=there.unit)
    locked(source.pk, out.pk, back.pk, target.pk)
    moved = _leg(
        Movement(
            ledger=here.pk,
            key=key,
            debit=source.pk,
            credit=out.pk,
            amount=amount,
            kind=kind,
            hold=hold,
            rule_version=rules[0],
            event=event,
        ),
        full="ledger.above_cap",
    )
    into = tuple(
        _leg(
            Movement(
                ledger=there.pk,
                key=f"{key}:{number}" if number else key,
                debit=back.pk,
                credit=target.pk,
                amount=units,
                kind=kind,
                expires_on=day,
                journal=moved.id,
                rule_version=rules[1],
                event=event,
            ),
            full="ledger.not_enough",
        )
        for number, (day, units) in enumerate(_parts(moved.id, amount))
    )
    return Cleared(moved, into)


def _leg(movement: Movement, *, full: str) -> Moved:
    """The clearing account's own limit is what is refused with `full` on this leg."""
    try:
        return transfer(movement)
    except Refused as refusal:
        if refusal.code != full:
            raise
        raise Refused("ledger.clearing_full") from refusal


def _parts(transfer: int, amount: int) -> list[tuple[date | None, int]]:
    """What left in lots arrives in lots of the same days."""
    rows = LotUse.objects.filter(transfer=transfer).values("lot__expires_on")
    found = rows.annotate(units=Sum("amount")).order_by("lot__expires_on")
    parts: list[tuple[date | None, int]] = [(r["lot__expires_on"], r["units"]) for r in found]
    return parts or [(None, amount)]
