"""A certificate whose hours were taken back is revoked, in public."""

from linli.facts.timebank import CertificateRevoked
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.timebank.models import Certificate, Session
from linli.timebank.scope_oversight import has_fallen


def revoke_fallen(session: int) -> int:
    """Certificates that count this session and do not hold any more. Answers how many."""
    row = Session.objects.across_communities("what was found").get(pk=session)
    rows = Certificate.objects.within(row.community).filter(
        person__in=records_of(row.giver_id),
        state=Certificate.State.ISSUED,
        first__lte=row.day,
        last__gte=row.day,
    )
    done = 0
    for paper in rows.select_for_update().order_by("pk"):
        if not has_fallen(paper):
            continue
        paper.state, paper.revoked_at = Certificate.State.REVOKED, clock.now()
        fact = CertificateRevoked(
            certificate=paper.pk, community=paper.community, digest=paper.digest
        )
        paper.revoked_event = record(SYSTEM, fact, place=paper.community).pk
        paper.save(update_fields=["state", "revoked_at", "revoked_event"])
        done += 1
    return done
