"""The lines that claims and slips run along. Pure tables."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ClaimState(TextChoices):
    OPEN = "open", pgettext_lazy("claim", "waits for a decision")
    CONTESTED = "contested", _("somebody else holds it: both sides may speak")
    PROPOSED = "proposed", _("a second member of staff decides")
    APPROVED = "approved", pgettext_lazy("claim", "approved")
    REFUSED = "refused", pgettext_lazy("claim", "refused")
    WITHDRAWN = "withdrawn", pgettext_lazy("claim", "withdrawn")


class DoubtState(TextChoices):
    OPEN = "open", _("a second member of staff decides")
    ENDED = "ended", _("the residence was ended")
    KEPT = "kept", _("the residence stays")
    OVER = "over", _("settled otherwise")


class SlipState(TextChoices):
    PRINTED = "printed", pgettext_lazy("slip", "printed, not handed over")
    HANDED = "handed", pgettext_lazy("slip", "handed over")
    USED = "used", pgettext_lazy("slip", "used")
    VOID = "void", pgettext_lazy("slip", "void")


_ENDS = frozenset({ClaimState.APPROVED, ClaimState.REFUSED, ClaimState.WITHDRAWN})

#: From which state to which; nothing leads out of the others.
CLAIM_TRANSITIONS: dict[ClaimState, frozenset[ClaimState]] = {
    ClaimState.OPEN: _ENDS | {ClaimState.CONTESTED},
    ClaimState.CONTESTED: _ENDS | {ClaimState.PROPOSED},
    ClaimState.PROPOSED: _ENDS | {ClaimState.CONTESTED},
}
SLIP_TRANSITIONS: dict[SlipState, frozenset[SlipState]] = {
    SlipState.PRINTED: frozenset({SlipState.HANDED, SlipState.VOID}),
    SlipState.HANDED: frozenset({SlipState.USED, SlipState.VOID}),
}

CLAIM_ENDS = tuple(sorted(state.value for state in _ENDS))
#: Claims that wait for somebody, and slips of which a unit has one at a time.
OPEN_CLAIMS = tuple(state.value for state in CLAIM_TRANSITIONS)
LIVE_SLIPS = tuple(state.value for state in SLIP_TRANSITIONS)


def may_follow(before: str, after: ClaimState | SlipState) -> bool:
    """Whether a claim or a slip may go from one state (as stored) to the other."""
    if isinstance(after, ClaimState):
        return after in CLAIM_TRANSITIONS.get(ClaimState(before), frozenset())
    return after in SLIP_TRANSITIONS.get(SlipState(before), frozenset())
