"""Moving units. Each movement is one call of a function in `sql/`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, connection

from linli.journal.outbox import require_district_transaction
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger.models import Balance, Transfer
from linli.ledger.movements import Award, Movement

#: Answers of the database's own locks, where two requests met that shared no account.
_CONSTRAINTS = {
    "one_transfer_per_key": "ledger.key_reused",
    "one_hold_per_key": "ledger.key_reused",
    "balance_stays_below_its_cap": "ledger.above_cap",
    "debit_of_this_ledger": "ledger.no_account",
    "credit_of_this_ledger": "ledger.no_account",
    "hold_debit_of_this_ledger": "ledger.no_account",
    "hold_credit_of_this_ledger": "ledger.no_account",
}


@dataclass(frozen=True, slots=True)
class Moved:
    """`id` of the transfer or hold; `again` when the same request had been made before."""

    id: int
    again: bool


def _call(statement: str, values: Sequence[Any]) -> tuple[Any, ...]:
    require_district_transaction()
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            row: tuple[Any, ...] = cursor.fetchone()
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        if name not in _CONSTRAINTS:
            raise
        raise Refused(_CONSTRAINTS[name]) from error
    if row[0] not in {"done", "again"}:
        raise Refused(row[0])
    return row


def locked(*accounts: int) -> dict[int, Balance]:
    """Balances under their locks, in the order of accounts as every movement takes them.

    Whoever looks at a balance before moving locks all that the movement will: with one of them
    alone two would wait for each other.
    """
    require_district_transaction()
    rows = Balance.objects.filter(pk__in=accounts).order_by("pk").select_for_update()
    return {row.pk: row for row in rows}


def transfer(movement: Movement) -> Moved:
    """Move units. Raises Refused (`ledger.not_enough`, `.frozen`, `.key_reused` …), nothing moved."""
    answer, made = _call(
        "SELECT answer, transfer FROM ledger_post("
        "%s, %s, %s, %s, %s, %s, %s, %s, %s::date, %s, %s, %s, %s, %s)",
        [
            movement.ledger,
            movement.key,
            movement.request_hash(),
            movement.debit,
            movement.credit,
            movement.amount,
            movement.kind,
            clock.now(),
            movement.expires_on,
            movement.hold,
            movement.reverses,
            movement.journal,
            movement.rule_version,
            movement.event,
        ],
    )
    return Moved(made, answer == "again")


def take_back(original: Transfer, *, amount: int, key: str, kind: str = "take_back") -> Moved:
    """Undo a transfer or a part of it; all parts together are at most its amount.

    Units that had been paid from lots come back with their days; where none had, with the day on
    which what was given would end.
    """
    return transfer(
        Movement(
            ledger=original.ledger_id,
            key=key,
            debit=original.credit_id,
            credit=original.debit_id,
            amount=amount,
            kind=kind,
            reverses=original.pk,
            expires_on=clock.today(),
            rule_version=original.rule_version,
            event=original.event,
        )
    )


def award_batch(  # noqa: PLR0913 (what the lines share)
    *,
    ledger: int,
    issuer: int,
    awards: Sequence[Award],
    kind: str = "award",
    expires_on: date | None = None,
    journal: int | None = None,
) -> list[int | None]:
    """Credit many accounts from an issuer in one statement, all or none.

    Answers the transfers in the order of the lines; None where a key was known: it moves nothing.
    """
    hashes = [
        Movement(
            ledger=ledger,
            key=a.key,
            debit=issuer,
            credit=a.credit,
            amount=a.amount,
            kind=kind,
            event=a.event,
        ).request_hash()
        for a in awards
    ]
    _answer, made = _call(
        "SELECT answer, made FROM ledger_post_batch("
        "%s, %s, %s, %s, %s::bigint[], %s::bigint[], %s, %s, %s::date, %s,"
        " %s::bigint[], %s::bigint[])",
        [
            ledger,
            issuer,
            [a.key for a in awards],
            hashes,
            [a.credit for a in awards],
            [a.amount for a in awards],
            kind,
            clock.now(),
            expires_on,
            journal,
            [a.rule_version for a in awards],
            [a.event for a in awards],
        ],
    )
    return list(made or [])


def hold(movement: Movement, *, until: datetime | None = None) -> Moved:
    """Promise units to an account: they stay, but are not spent otherwise, until it ends."""
    answer, made = _call(
        "SELECT answer, hold FROM ledger_hold_units(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            movement.ledger,
            movement.key,
            movement.request_hash(),
            movement.debit,
            movement.credit,
            movement.amount,
            movement.kind,
            clock.now(),
            until,
            movement.event,
        ],
    )
    return Moved(made, answer == "again")


def release(hold: int, *, expired: bool = False) -> bool:
    """Give a hold's units back; True when it was done before. Raises Refused once it was posted."""
    how = "expired" if expired else "void"
    answer, *_ = _call("SELECT answer FROM ledger_release(%s, %s, %s)", [hold, how, clock.now()])
    return bool(answer == "again")
