"""Refusals because of the hour: people were told when a meeting is."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

HOURS = {
    "meetings.doors_too_early": Text(
        _("The doors open from %(at)s on."),
        _("Wait until then: people come at the time that they were told."),
    ),
    "meetings.doors_too_late": Text(
        _("Its time has passed: it could be opened until %(at)s."),
        _("Set another time, or call it off; whoever knew of it is told."),
    ),
    "meetings.doors_closed": Text(
        _("The doors are not open yet."), _("They can be opened from %(at)s on.")
    ),
    "meetings.opens_too_early": Text(
        _("The meeting opens from %(at)s on."),
        _("Wait until then: people come at the time that they were told."),
    ),
    "meetings.opens_too_late": Text(
        _("Its time has passed: it could be opened until %(at)s."),
        _("Close it: what stood on its agenda goes to the next meeting."),
    ),
    "meetings.closes_too_early": Text(
        _("It can be closed without being opened from %(at)s on."),
        _("The desk may call it off: whoever knew of it is told."),
    ),
}
