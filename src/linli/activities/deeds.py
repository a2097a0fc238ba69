"""What people do at activities."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

ACTIVITIES = Deed(
    "activities",
    _("Go to activities"),
    _("Sign up for an activity, leave it, and say afterwards how it was."),
    by_helper=True,
    pages=frozenset(
        {
            "activities",
            "activity",
            "activity_sign_up",
            "activity_leave",
            "activity_rate",
            "activity_ics",
            "my_activities",
        }
    ),
    start="activities",
)
