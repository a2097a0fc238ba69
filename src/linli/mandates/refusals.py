"""Why this module refuses, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "mandates.as_resident": Text(
        _("Mandates are given and taken as a resident, not in an office."),
        _("Switch to yourself under “Me”."),
        403,
    ),
    "mandates.no_such_person": Text(
        _("There is nobody with this number who can be named here."),
        _("It stands under “Me” as “My number”. Check it together."),
        422,
    ),
    "mandates.not_yourself": Text(
        _("You need no mandate for yourself."), _("Enter the number of somebody else."), 422
    ),
    "mandates.no_such_deed": Text(
        _("Choose what may be done, from the list."),
        _("What is not in the list, everybody does for themselves."),
        422,
    ),
    "mandates.no_such_bond": Text(
        _("Say what the helper is to you."), _("Choose one of the list."), 422
    ),
    "mandates.past_day": Text(_("The last day is over."), _("Choose a day that comes."), 422),
    "mandates.too_long": Text(
        _("A mandate does not last so long."),
        _("Choose an earlier last day; it can be given again."),
        422,
    ),
    "mandates.child": Text(
        _("Under 14, a guardian decides."), _("Guardians act under “My children”."), 422
    ),
    "mandates.helper_unproved": Text(
        _("Who helps must have proved their real name."),
        _("They do it under “Me”, or at the desk with their papers."),
        422,
    ),
    "mandates.helper_too_young": Text(
        _("Who helps must be of age."), _("Choose somebody who is 18 or older."), 422
    ),
    "mandates.office_family_only": Text(
        _("Who holds an office may help only their own family."),
        _("Choose somebody else, so that no office acts for residents."),
        422,
    ),
    "mandates.already": Text(
        _("There is a mandate between you two already."),
        _("End it first to give another one."),
    ),
    "mandates.too_many": Text(
        _("This helper already acts for as many people as one may."),
        _("Choose somebody else, or ask them to end another mandate."),
    ),
    "mandates.too_many_offers": Text(
        _("Several of your offers are still open."), _("Take one back first.")
    ),
    "mandates.no_such_code": Text(
        _("This code is used up, too old or mistyped."), _("Ask for a new one."), 422
    ),
    "mandates.over": Text(_("This mandate has ended already."), _("Nothing is left to do."), 409),
    "mandates.not_your_own": Text(
        _("You have a part in this mandate yourself."), _("A colleague does it."), 403
    ),
    "mandates.second_person": Text(
        _("You entered this paper; another person confirms it."), _("Ask a colleague."), 403
    ),
    "mandates.both_first": Text(
        _("Both must be here, with their papers seen."),
        _("Otherwise take the way on paper."),
        422,
    ),
    "mandates.takes_two": Text(
        _("A mandate to vote is not given at the desk by one member of staff."),
        _("The person gives it in the app, or signs a sheet that two of you look at."),
        422,
    ),
    "mandates.no_such_sheet": Text(
        _("This is not the number of a sheet."), _("It stands below its code."), 422
    ),
    "mandates.sheet_used": Text(
        _("This sheet was entered before."), _("Every sheet counts once; print a new one."), 422
    ),
    "mandates.scan_first": Text(
        _("Add the scan of the signed sheet."), _("Take a picture of it, or scan it."), 422
    ),
}
