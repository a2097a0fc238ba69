"""The words of the notices that `consumers` issues."""

from django.utils.translation import gettext_lazy as _

from linli.notices.texts import Words

WORDS = {
    "activity_opened": Words(
        _("Your activity is approved"), _("Neighbours may sign up. Its page shows who comes.")
    ),
    "activity_refused": Words(
        _("Your activity was not approved"), _("The reason stands on its page.")
    ),
    "activity_cancelled": Words(
        _("An activity that you signed up for was cancelled"), _("The reason stands on its page.")
    ),
    "activity_place": Words(
        _("You have a place now"),
        _("Somebody left, you moved up from the waitlist. Cannot come? Then leave, please."),
    ),
    "activity_entered": Words(
        _("You were signed up for an activity"),
        _("By a neighbour's team or by whoever runs it. You may leave on its page."),
    ),
    "award_answered": Words(
        _("Your objection to a shortlist was answered"), _("The reason stands on the award's page.")
    ),
    "award_listed": Words(
        _("You are honoured"),
        _("The award is decided. Its page shows the criteria and the numbers."),
    ),
    "activity_hours": Words(
        _("Your hours were confirmed"), _("%(minutes)s minutes. Say how it was on its page.")
    ),
}
