"""Refusals of this module."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text

REFUSALS = {
    "organisations.capacity_not_given_here": Text(
        _("This organisation does not give this kind of office."),
        _("Auditors come from an independent auditor, administrators from the district."),
        422,
    ),
    "organisations.place_outside": Text(
        _("The place lies outside the organisation's own area."),
        _("Choose a place inside it, or another organisation."),
        422,
    ),
    "organisations.nobody": Text(
        _("Nobody with this number is here."), _("Ask the person for the number under “Me”."), 422
    ),
    "organisations.not_yourself": Text(
        _("Nobody appoints themselves."), _("Ask another administrator."), 403
    ),
    "organisations.real_name_first": Text(
        _("An office needs a proven real name."),
        _("The person proves it at the residents' committee first."),
        409,
    ),
    "organisations.auditor_apart": Text(
        _("An auditor holds no other office at the same time."),
        _("End the other office first."),
        409,
    ),
    "organisations.holds_already": Text(
        _("The person holds this office already."), _("Look at the list of offices."), 409
    ),
    "organisations.dates": Text(
        _("The last day lies before the first."), _("Correct the days."), 422
    ),
    "organisations.over_already": Text(_("This office has ended already."), "", 409),
    "organisations.last_administrator": Text(
        _("The district would be left without an administrator."),
        _("Appoint a successor first."),
        409,
    ),
}
