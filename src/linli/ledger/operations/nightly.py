"""What the nightly jobs write: lots that end, holds that nobody took, the digest of a day."""

from datetime import date

from django.db.models import Sum

from linli.journal.outbox import require_district_transaction
from linli.kernel import clock
from linli.ledger.digests import day_of
from linli.ledger.models import Account, Digest, Ledger, Lot
from linli.ledger.movements import Movement
from linli.ledger.operations.moving import locked, transfer


def expire_account(account: Account, sink: int, today: date) -> int:
    """Move what ended before today out of an account; how many units. Frozen ones wait.

    What is promised to an order stays until the order ends: its lots are the first to be spent.
    """
    require_district_transaction()
    balance = locked(account.pk, sink)[account.pk]
    over = Lot.objects.filter(account=account, left__gt=0, expires_on__lt=today)
    ended = over.aggregate(units=Sum("left"))["units"] or 0
    units = min(ended, balance.available)
    if balance.frozen or units <= 0:
        return 0
    transfer(
        Movement(
            ledger=account.ledger_id,
            key=f"expire:{account.pk}:{balance.seq}",
            debit=account.pk,
            credit=sink,
            amount=units,
            kind="expire",
        )
    )
    return int(units)


def digest_day(ledger: Ledger, day: date) -> Digest | None:
    """Write the digest of a day that is over; None when it is there already or nothing moved."""
    require_district_transaction()
    locked = Ledger.objects.within(ledger.community).select_for_update().get(pk=ledger.pk)
    before = Digest.objects.within(ledger.community).filter(ledger=locked).order_by("-day").first()
    if before is not None and before.day >= day:
        return None
    number, moved, digest = day_of(locked.pk, day, bytes(before.digest) if before else b"")
    if not number:
        return None
    return Digest.objects.create(
        ledger=locked,
        community=locked.community,
        day=day,
        transfers=number,
        moved=moved,
        digest=digest,
        at=clock.now(),
    )
