"""What stands elsewhere: the rate on a community's front page, what is late on every agenda."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.deliberation.board import rate
from linli.kernel import clock
from linli.kernel.fronts import Rate
from linli.meetings.standing import Overdue
from linli.resolutions.models import Resolution
from linli.resolutions.states import OWED, State


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


#: Whose day asks somebody to carry it out, to give it, or to say that it is done.
LATE = [state.value for state in (*OWED, State.TO_GIVE, State.REPORTED)]


def late(community: int) -> Overdue:
    """Resolutions past their day. One query."""
    rows = Resolution.objects.within(community).filter(state__in=LATE, due_on__lt=clock.today())
    board = reverse("board_of", args=[community])
    return Overdue(_("Resolutions past their day"), rows.count(), board)
