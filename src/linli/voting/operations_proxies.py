"""Mandates to vote; inside a transaction only."""

from linli.kernel import clock
from linli.voting.models import Assembly, Proxy, RollEntry
from linli.voting.sealing import Sealed

#: The kind of owner of a written mandate's scan.
PAPER = "voting.proxy"


def add_proxy(
    row: Assembly, entry: RollEntry, *, holder: int, given_by: int | None, opinion: Sealed | None
) -> Proxy:
    return Proxy.objects.create(
        community=row.community,
        assembly=row,
        entry=entry,
        holder_id=holder,
        given_by_id=given_by,
        opinion=opinion.box if opinion else None,
        opinion_commit=opinion.commit if opinion else None,
        at=clock.now(),
    )


def end_proxy(proxy: Proxy) -> None:
    proxy.revoked_at = clock.now()
    proxy.save(update_fields=["revoked_at"])
