"""Refusals that belong to no module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "kernel.bad_cursor": Text(
        _("This page of the list cannot be opened."), _("Start again from the first page."), 400
    ),
    "kernel.sign_in_first": Text(_("Sign in first."), _("Your phone number is enough."), 401),
    "kernel.not_for_you": Text(
        _("This is not open to you in your present capacity."),
        _("If you hold an office, switch to it under “Me”."),
        403,
    ),
    "kernel.not_by_helper": Text(
        _("You may not do this for somebody else."),
        _(
            "The mandate does not name it, or it is something that everybody does for themselves."
            " To do it for yourself, end helping first."
        ),
        403,
    ),
    "kernel.mandate_over": Text(
        _("This mandate has ended."),
        _("You act for yourself again. Nothing was done in the other person's name."),
        403,
    ),
    "kernel.not_found": Text(_("There is nothing here."), _("Check the address."), 404),
    "kernel.second_factor": Text(
        _("Work in an office needs a second proof of who you are."),
        _("Set up a passkey or an authenticator app, then sign in with it."),
        403,
    ),
    "kernel.no_such_time": Text(
        _("No clock shows this time."), _("Set the device's clock, then try again."), 422
    ),
    "kernel.too_many": Text(_("Too many tries."), _("Wait a while, then try again."), 429),
    "adopting.back_dated": Text(
        _("It begins on %(day)s at the earliest."),
        _("What was done before stays by what held then. Choose another day."),
        422,
    ),
    "adopting.not_decided_yet": Text(
        _("The day of the decision lies ahead."), _("Enter the day on the document."), 422
    ),
    "adopting.no_decision": Text(
        _("Which decision it rests on is missing."), _("Enter its number on the document."), 422
    ),
    "adopting.settled_already": Text(
        _("This was adopted or rejected already."), _("Look at it again.")
    ),
    "adopting.own_proposal": Text(
        _("Nobody puts in force what they wrote down themselves."), _("Ask a colleague."), 403
    ),
    "kernel.stale": Text(
        _("Somebody changed this in the meantime."), _("Look at it again, then decide."), 409
    ),
}
