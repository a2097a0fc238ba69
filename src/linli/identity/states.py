"""The lines that corrections, transfers and reports run along. Pure tables, one place each."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CorrectionState(TextChoices):
    ASKED = "asked", _("asked for by the person")
    PROPOSED = "proposed", _("waits for a second member of staff")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class TransferState(TextChoices):
    OPEN = "open", _("both sides may speak")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ProposalState(TextChoices):
    OPEN = "open", _("waits for a second member of staff")
    CONFIRMED = "confirmed", _("confirmed")
    REFUSED = "refused", _("refused")


class ReportState(TextChoices):
    OPEN = "open", _("waits for staff")
    ACTED = "acted", _("acted on")
    DISMISSED = "dismissed", _("no breach found")
    WITHDRAWN = "withdrawn", _("withdrawn")


#: Per line: from each state the states that may follow; one without followers is an end. Kept apart
#: by line, because text choices of equal value are equal.
TRANSITIONS: dict[type[TextChoices], dict[str, frozenset[str]]] = {
    CorrectionState: {
        CorrectionState.ASKED: frozenset(
            {CorrectionState.PROPOSED, CorrectionState.REFUSED, CorrectionState.WITHDRAWN}
        ),
        CorrectionState.PROPOSED: frozenset(
            {CorrectionState.CONFIRMED, CorrectionState.REFUSED, CorrectionState.WITHDRAWN}
        ),
        CorrectionState.CONFIRMED: frozenset(),
        CorrectionState.REFUSED: frozenset(),
        CorrectionState.WITHDRAWN: frozenset(),
    },
    TransferState: {
        TransferState.OPEN: frozenset(
            {TransferState.GRANTED, TransferState.REFUSED, TransferState.WITHDRAWN}
        ),
        TransferState.GRANTED: frozenset(),
        TransferState.REFUSED: frozenset(),
        TransferState.WITHDRAWN: frozenset(),
    },
    ProposalState: {
        ProposalState.OPEN: frozenset({ProposalState.CONFIRMED, ProposalState.REFUSED}),
        ProposalState.CONFIRMED: frozenset(),
        ProposalState.REFUSED: frozenset(),
    },
    ReportState: {
        ReportState.OPEN: frozenset(
            {ReportState.ACTED, ReportState.DISMISSED, ReportState.WITHDRAWN}
        ),
        ReportState.ACTED: frozenset(),
        ReportState.DISMISSED: frozenset(),
        ReportState.WITHDRAWN: frozenset(),
    },
}


def may_follow(before: str, after: TextChoices) -> bool:
    """Whether a thing may go from one state (as stored) to the other."""
    return after in TRANSITIONS[type(after)][before]
