"""The rate on a community's front page: demands raised below the line."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.deliberation.board import rate
from linli.kernel.fronts import Rate


def demands(community: int) -> Rate | None:
    resolved, raised = rate(community)
    if not raised:
        return None
    return Rate(
        _("Resolved and confirmed, of all demands raised"),
        resolved,
        raised,
        reverse("board_of", args=[community]),
        _("See each demand, from the first voice to the last picture"),
    )
