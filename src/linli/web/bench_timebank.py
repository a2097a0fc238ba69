"""A confirmed session, whole path, beside bare SQL that writes the same rows; durable, one after the other."""

import time

from django.db import transaction

from linli.kernel.actor import Actor, Capacity
from linli.ledger.models import Account, Ledger
from linli.timebank.actions import attending
from linli.timebank.models import Session
from linli.timebank.operations import bench as crowd

COMMUNITY = 999_999_997
COUNT = 300


def _confirm(rows: list[Session]) -> None:
    for row in rows:
        actor = Actor(row.receiver_id, Capacity.RESIDENT, row.community, frozenset({row.community}))
        attending.confirm(actor, session=row.pk)


def run() -> list[tuple[str, str]]:
    """Rows of name and figure; the two in turn, so that the machine is the same for both."""
    with transaction.atomic():
        rows = crowd.sessions(COMMUNITY, 4 * COUNT)
    found = Account.objects.within(COMMUNITY).filter(
        ledger__unit=Ledger.Unit.MINUTES, kind=Account.Kind.RESIDENT, person__isnull=False
    )
    accounts = {row.person_id or 0: row.pk for row in found}
    took = {"whole": 0.0, "bare": 0.0}
    for turn in range(4):
        part = rows[turn * COUNT : (turn + 1) * COUNT]
        start = time.perf_counter()
        if turn % 2:
            _confirm(part)
        else:
            crowd.confirm_bare(part, accounts)
        took["whole" if turn % 2 else "bare"] += time.perf_counter() - start
    whole, bare = 2 * COUNT / took["whole"], 2 * COUNT / took["bare"]
    return [
        ("the same rows by bare SQL, one connection (the measure)", f"{bare:,.0f}/s"),
        ("second confirmation, whole path", f"{whole / bare:.2f}× ({whole:,.0f}/s)"),
    ]
