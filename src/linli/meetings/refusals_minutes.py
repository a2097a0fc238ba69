"""Refusals on dispositions and minutes."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

MINUTES = {
    "meetings.not_the_chair": Text(
        _("Only the chair does this."), _("Ask whoever presides at the meeting."), 403
    ),
    "meetings.deferred_again": Text(
        _("“%(item)s” is put off for the %(times)sth time: it must be said why."),
        _("Say why on the page of dispositions, then close the meeting."),
    ),
    "meetings.disposed_already": Text(
        _("This item has its disposition."), _("Open the page of dispositions: it stands there.")
    ),
    "meetings.within_days": Text(
        _("The day lies ahead, until %(until)s at the latest."),
        _("Choose another day, or plan the next meeting."),
        422,
    ),
    "meetings.was_not_there": Text(
        _("Minutes are amended by whoever was there."), _("Tell the chair what is wrong."), 403
    ),
    "meetings.no_minutes_yet": Text(
        _("There are no minutes yet."), _("They are written when the meeting is over."), 404
    ),
    "meetings.no_minutes_to_write": Text(
        _("There are no minutes to write."), _("They are there, or the meeting is not over.")
    ),
    "meetings.no_such_paragraph": Text(
        _("There is no such paragraph."), _("Choose one of the minutes; headings stand."), 404
    ),
    "meetings.changes_nothing": Text(
        _("It reads as it did before."), _("Write how it should read."), 422
    ),
    "meetings.minutes_approved_already": Text(
        _("The minutes are approved: they are not changed any more."),
        _("Raise it at the next meeting."),
    ),
    "meetings.answered_already": Text(
        _("This amendment is answered."), _("The answer stands with it.")
    ),
    "meetings.not_your_own": Text(
        _("Nobody takes over their own amendment."),
        _("The chair, whoever keeps order or the desk does it."),
        403,
    ),
    "meetings.paragraph_changed": Text(
        _("The paragraph reads otherwise by now."),
        _("Do not take it over; whoever offered it may offer it anew."),
    ),
    "meetings.amendments_open": Text(
        _("An amendment has no answer yet."), _("Take it over, or say why not; then approve.")
    ),
    "meetings.not_approved_yet": Text(
        _("Only approved minutes are published, and once."), _("First the chair approves them.")
    ),
}
