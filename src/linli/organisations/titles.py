"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "organisations.office_ground_recorded": _("Ground of an office recorded"),
    "organisations.organisation_bound": _("Organisation bound to an estate"),
    "organisations.organisation_corrected": _("Entry of an organisation corrected"),
    "organisations.organisation_ended": _("Organisation ended"),
    "organisations.cover_named": _("Substitute named"),
    "organisations.cover_ended": _("Cover ended"),
}
