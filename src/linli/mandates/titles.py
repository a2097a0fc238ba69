"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "mandates.offered": _("Mandate offered"),
    "mandates.entered": _("Mandate on paper entered"),
    "mandates.given": _("Mandate given"),
    "mandates.ended": _("Mandate ended"),
    "mandates.persons_mandates_ended": _("Mandates ended with an account"),
}
