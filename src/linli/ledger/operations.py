"""Moving units; inside a transaction only. Each movement is one call of a function in `sql/`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from linli.journal.outbox import require_district_transaction
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger.models import Account, Balance, Ledger
from linli.ledger.movements import Award, Movement

#: How many accounts an issuer is split into, so that awards do not wait for each other.
STRIPES = 32


@dataclass(frozen=True, slots=True)
class Moved:
    """`id` of the transfer or hold; `again` when the same request had been made before."""

    id: int
    again: bool


def open_ledger(*, community: int, unit: str) -> Ledger:
    """The ledger of a community in a unit; made with its issuer and its sinks when it is new."""
    require_district_transaction()
    ledger, made = Ledger.objects.within(community).get_or_create(community=community, unit=unit)
    if made:
        for stripe in range(STRIPES):
            open_account(ledger, Account.Kind.ISSUER, stripe=stripe)
        for kind in (Account.Kind.EXPIRED, Account.Kind.DONATED, Account.Kind.SETTLED):
            open_account(ledger, kind)
    return ledger


def open_account(  # noqa: PLR0913 (what tells an account from others)
    ledger: Ledger,
    kind: str,
    *,
    person: int | None = None,
    other: int | None = None,
    stripe: int = 0,
    cap: int | None = None,
) -> Account:
    """An account together with its balance; the one that is there when there is one.

    Points of residents stand in lots because they expire; hours and money never do.
    """
    require_district_transaction()
    account, made = Account.objects.get_or_create(
        ledger=ledger, kind=kind, person_id=person, other=other, stripe=stripe
    )
    if made:
        Balance.objects.create(
            account=account,
            floor=None if kind == Account.Kind.ISSUER else 0,
            cap=cap,
            lots=kind == Account.Kind.RESIDENT and ledger.unit == Ledger.Unit.POINTS,
        )
    return account


def _call(statement: str, values: Sequence[Any]) -> tuple[Any, ...]:
    require_district_transaction()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row: tuple[Any, ...] = cursor.fetchone()
    if row[0] not in {"done", "again"}:
        raise Refused(row[0])
    return row


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


def award_batch(  # noqa: PLR0913 (what the lines share)
    *,
    ledger: int,
    issuer: int,
    awards: Sequence[Award],
    kind: str = "award",
    expires_on: date | None = None,
    journal: int | None = None,
) -> int:
    """Credit many accounts from an issuer in one statement, all or none; answers how many moved.

    Lines whose key is known move nothing again.
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
    _answer, moved = _call(
        "SELECT answer, posted_count FROM ledger_post_batch("
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
    return int(moved)


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
