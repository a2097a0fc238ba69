"""Opening ledgers and accounts, freezing and unfreezing."""

from collections.abc import Iterable
from typing import Any

from linli.journal.outbox import require_district_transaction
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger.models import Account, Balance, Freeze, Ledger
from linli.places.operations.estates import seal_text

#: How many accounts an issuer is split into, so that awards do not wait for each other.
STRIPES = 32


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
    owner: dict[str, Any] = {"person_id": person, "other": other}
    account, made = Account.objects.within(ledger.community).get_or_create(
        ledger=ledger, community=ledger.community, kind=kind, stripe=stripe, **owner
    )
    if made:
        Balance.objects.create(
            account=account,
            floor=None if kind == Account.Kind.ISSUER else 0,
            cap=cap,
            lots=kind == Account.Kind.RESIDENT and ledger.unit == Ledger.Unit.POINTS,
        )
    return account


def resident_account(*, community: int, unit: str, person: int, cap: int | None = None) -> Account:
    """A person's account in a community, opened when it is the first time."""
    return open_account(
        open_ledger(community=community, unit=unit), Account.Kind.RESIDENT, person=person, cap=cap
    )


def open_residents(ledger: Ledger, people: Iterable[int]) -> dict[int, int]:
    """Accounts of people who have none yet, person -> account; in two statements for all of them.

    Nobody else opens accounts of this ledger until the commit.
    """
    require_district_transaction()
    list(Ledger.objects.within(ledger.community).select_for_update().filter(pk=ledger.pk))
    wanted, known = set(people), Account.objects.within(ledger.community)
    rows = known.filter(ledger=ledger, kind=Account.Kind.RESIDENT, person__in=wanted)
    found = dict(rows.values_list("person", "pk"))
    made = Account.objects.bulk_create(
        [
            Account(
                ledger=ledger,
                community=ledger.community,
                kind=Account.Kind.RESIDENT,
                person_id=person,
            )
            for person in sorted(wanted - set(found))
        ]
    )
    lots = ledger.unit == Ledger.Unit.POINTS
    Balance.objects.bulk_create([Balance(account=row, lots=lots) for row in made])
    return found | {row.person_id or 0: row.pk for row in made}


def issuer_of(ledger: Ledger, number: int) -> int:
    """One of the issuer's stripes; the same number takes the same one."""
    rows = Account.objects.within(ledger.community)
    found = rows.get(ledger=ledger, kind=Account.Kind.ISSUER, stripe=number % STRIPES)
    return int(found.pk)


def freeze(account: Account, *, reason: str, words: str, by: int | None) -> Freeze:
    """Raises Refused("ledger.frozen_already"). The account's balance is locked."""
    balance = Balance.objects.select_for_update().get(pk=account.pk)
    if balance.frozen:
        raise Refused("ledger.frozen_already")
    balance.frozen = True
    balance.save(update_fields=["frozen"])
    return Freeze.objects.create(
        account=account,
        community=account.community,
        reason=reason,
        words=seal_text(words),
        by_id=by,
        at=clock.now(),
    )


def unfreeze(account: Account, *, words: str, by: int | None) -> Freeze:
    """Raises Refused("ledger.not_frozen")."""
    balance = Balance.objects.select_for_update().get(pk=account.pk)
    row = Freeze.objects.within(account.community).filter(account=account, ended_at=None).first()
    if row is None or not balance.frozen:
        raise Refused("ledger.not_frozen")
    balance.frozen = False
    balance.save(update_fields=["frozen"])
    row.end_words = seal_text(words)
    row.ended_by_id = by
    row.ended_at = clock.now()
    row.save(update_fields=["end_words", "ended_by", "ended_at"])
    return row
