"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "resolutions.made": _("Resolution made of a decision"),
    "resolutions.moved": _("Resolution moved on"),
    "resolutions.given": _("Somebody asked to carry a resolution out"),
    "resolutions.confirmed": _("Resolution confirmed as carried out"),
    "resolutions.marked": _("Effect of a resolution signed off or sent back"),
    "resolutions.overdue": _("Resolution overdue"),
    "resolutions.linked": _("Resolution joined to the demand that it answers"),
    "resolutions.erased": _("Words on resolutions erased with the account"),
}
