"""What people do in the time bank."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

TIME = Deed(
    "time",
    _("Arrange and confirm service hours"),
    _(
        "Arrange service with a neighbour in my name, sign in and out, confirm the hours, appeal."
        " Never for somebody with whom the helper lives."
    ),
    by_helper=True,
    pages=frozenset(
        {
            "time_bank",
            "time_rules",
            "arrange_session",
            "enter_session",
            "time_session",
            "session_step",
            "sign_session",
            "session_words",
        }
    ),
    start="time_bank",
)
