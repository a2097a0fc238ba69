"""Passes to the booth; inside a transaction only."""

import secrets
from datetime import datetime

from django.db import connection

from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.voting.ballot_queries import hash_of
from linli.voting.models import Assembly, BoothPass, Proxy, RollEntry

#: As many digits as somebody types without a mistake. The screen itself counts wrong ones.
DIGITS = 8


def add_pass(  # noqa: PLR0913 (a pass is these)
    row: Assembly,
    entry: RollEntry,
    *,
    owner: int | None,
    proxy: Proxy | None,
    by: int,
    expires_at: datetime,
) -> tuple[BoothPass, str]:
    """A fresh pass and its number, which stands nowhere afterwards.

    Numbers that were given before for the elector open nothing from now on: nobody else comes to
    the screen with one while this voter is on the way.
    """
    _one_by_one(entry)
    earlier = BoothPass.objects.within(row.community).filter(entry=entry, used_at=None)
    earlier.filter(expires_at__gt=clock.now()).update(expires_at=clock.now())
    number = str(secrets.randbelow(10**DIGITS)).zfill(DIGITS)
    made = BoothPass.objects.create(
        community=row.community,
        assembly=row,
        entry=entry,
        owner_id=owner,
        proxy=proxy,
        number_hash=hash_of(row.pk, number),
        by_id=by,
        at=clock.now(),
        expires_at=expires_at,
    )
    return made, number


def _one_by_one(entry: RollEntry) -> None:
    """Until the commit: of two officials at once the later one's number is the good one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('voting.booth_pass', %s))", [entry.pk]
        )


def take_pass(row: Assembly, number: str) -> BoothPass:
    """The living pass with this number, used up. Raises Refused("voting.no_such_pass")."""
    rows = BoothPass.objects.within(row.community).filter(
        assembly=row, number_hash=hash_of(row.pk, number), used_at=None, expires_at__gt=clock.now()
    )
    found = (
        rows.select_related("entry__cast", "proxy__entry").select_for_update(of=("self",)).first()
    )
    if found is None:
        raise Refused("voting.no_such_pass", field="number")
    found.used_at = clock.now()
    found.save(update_fields=["used_at"])
    return found
