"""Residents whose community was merged or split: they go along, with what is open about them."""

from collections.abc import Collection

from linli.identity.models import Correction, Person, Proposal, Report, Transfer
from linli.identity.operations.locking import require_transaction
from linli.identity.states import CorrectionState, ProposalState, ReportState, TransferState

OPEN_CORRECTION = [CorrectionState.ASKED, CorrectionState.PROPOSED]


def rehome(*, before: int, after: int, people: Collection[int] | None = None) -> int:
    """Move the residents of a community, or those of them in `people`; answers how many.

    Cases that are over, and looks at their data, stay where they happened.
    """
    require_transaction()
    rows = Person.objects.filter(community=before)
    if people is not None:
        rows = rows.filter(pk__in=people)
    # locked in the order of their ids, as everywhere
    ids = list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    corrections = Correction.objects.within(before).filter(state__in=OPEN_CORRECTION)
    corrections.filter(person__in=rows).update(community=after)
    proposals = Proposal.objects.within(before).filter(state=ProposalState.OPEN)
    proposals.filter(person__in=rows).update(community=after)
    open_ones = Transfer.objects.across_communities("both sides move, each with its community")
    open_ones = open_ones.filter(state=TransferState.OPEN)
    open_ones.filter(community=before, claimant__in=rows).update(community=after)
    open_ones.filter(holder_community=before, holder__in=rows).update(holder_community=after)
    reports = Report.objects.within(before).filter(state=ReportState.OPEN)
    reports.filter(reported__in=rows).update(community=after)
    Person.objects.filter(pk__in=ids).update(community=after)
    return len(ids)
