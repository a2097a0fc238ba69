"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "duties.owner_only": Text(
        _("Only the owner of this duty may do this."),
        _("If it belongs to your office, switch to that office under “Me”."),
        403,
    ),
    "duties.giver_only": Text(
        _("Only the side that gave this duty may do this."),
        _("If your office gave it, switch to that office under “Me”."),
        403,
    ),
    "duties.not_your_own": Text(
        _("Nobody confirms their own duty."), _("Ask somebody else who knows the matter."), 403
    ),
    "duties.another_organisation": Text(
        _("This duty is confirmed by another organisation than the owner's."),
        _("Ask an official of another organisation."),
        403,
    ),
    "duties.elsewhere": Text(
        _("The steps of this duty are taken on its own page."),
        _("Open the page that the duty names."),
        409,
    ),
    "duties.not_now": Text(
        _("This is not possible in the duty's present state."),
        _("Somebody may have been faster: look at the duty again."),
        409,
    ),
    "duties.words_first": Text(
        _("Some words are needed here."), _("Write the reason or what was done."), 422
    ),
    "duties.one_owner": Text(
        _("A duty has exactly one owner."), _("Choose an office or give a person's number."), 422
    ),
    "duties.nobody_there": Text(
        _("Nobody with this number is in this community."),
        _("Ask the person for the number under “Me”."),
        422,
    ),
    "duties.no_such_office": Text(
        _("This office is not held by anybody in your area today."),
        _("Choose another office."),
        422,
    ),
    "duties.no_such_kind": Text(
        _("There is no duty of this kind."), _("Choose one of the list."), 422
    ),
    "duties.not_a_workday": Text(
        _("Duties fall due on working days."),
        _("Holidays and days off in lieu are no working days. Choose another day."),
        422,
    ),
    "duties.past_day": Text(_("This day is over."), _("Choose today or a later day."), 422),
    "duties.too_far": Text(
        _("This day is too far ahead."), _("Choose one within %(most)s days."), 422
    ),
    "duties.milestone_late": Text(
        _("A milestone lies before the duty's last day."), _("Choose an earlier day."), 422
    ),
    "duties.reached_already": Text(
        _("This milestone was reached already."), _("Look at the duty again."), 409
    ),
}
