"""The lines that corrections, transfers and reports run along. Pure tables, one place each."""

from enum import Enum

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


class ReportState(TextChoices):
    OPEN = "open", _("waits for staff")
    ACTED = "acted", _("acted on")
    DISMISSED = "dismissed", _("no breach found")
    WITHDRAWN = "withdrawn", _("withdrawn")


#: From each state the states that may follow; a state without followers is an end.
TRANSITIONS: dict[Enum, frozenset[Enum]] = {
    CorrectionState.ASKED: frozenset(
        {CorrectionState.PROPOSED, CorrectionState.REFUSED, CorrectionState.WITHDRAWN}
    ),
    CorrectionState.PROPOSED: frozenset(
        {CorrectionState.CONFIRMED, CorrectionState.REFUSED, CorrectionState.WITHDRAWN}
    ),
    CorrectionState.CONFIRMED: frozenset(),
    CorrectionState.REFUSED: frozenset(),
    CorrectionState.WITHDRAWN: frozenset(),
    TransferState.OPEN: frozenset(
        {TransferState.GRANTED, TransferState.REFUSED, TransferState.WITHDRAWN}
    ),
    TransferState.GRANTED: frozenset(),
    TransferState.REFUSED: frozenset(),
    TransferState.WITHDRAWN: frozenset(),
    ReportState.OPEN: frozenset({ReportState.ACTED, ReportState.DISMISSED, ReportState.WITHDRAWN}),
    ReportState.ACTED: frozenset(),
    ReportState.DISMISSED: frozenset(),
    ReportState.WITHDRAWN: frozenset(),
}


def may_follow(before: Enum, after: Enum) -> bool:
    """Whether a thing may go from one state to the other."""
    return after in TRANSITIONS[before]
