"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "web.demo_person_gone": Text(
        _("This demo person has left."), _("Somebody tried out erasure. Choose another."), 409
    ),
    "web.bad_request": Text(_("This request could not be read."), _("Correct it."), 400),
    "web.method": Text(
        _("This address does not answer that method."),
        _("The header Allow names those it does."),
        405,
    ),
    "web.invalid": Text(_("What was sent has faults."), _("Each is named with its place."), 422),
    "web.broken": Text(
        _("Something went wrong on our side."), _("Nothing was half done. Try again later."), 500
    ),
    "web.office_not_held": Text(
        _("You do not hold this office today."), _("Choose from the list."), 403
    ),
}
