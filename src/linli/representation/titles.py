"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "representation.entered": _("Representative written down"),
    "representation.recognised": _("Representative recognised"),
    "representation.rejected": _("Representative not recognised"),
    "representation.ended": _("Mandate of a representative ended"),
    "representation.nears_end": _("Mandate of a representative ends soon"),
    "representation.objected": _("Home objects to a representative"),
    "representation.objection_answered": _("Objection to a representative answered"),
    "representation.erased": _("Mandates ended with the account"),
}
