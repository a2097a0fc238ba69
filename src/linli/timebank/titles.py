"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "timebank.rulebook_proposed": _("Rulebook of the time bank written down"),
    "timebank.rulebook_adopted": _("Rulebook of the time bank adopted"),
    "timebank.rulebook_rejected": _("Rulebook of the time bank rejected"),
    "timebank.session_arranged": _("Service arranged"),
    "timebank.session_answered": _("Answer about a service"),
    "timebank.session_marked": _("Signed in or out of a service"),
    "timebank.session_confirmed": _("Service confirmed"),
    "timebank.session_decided": _("A service in doubt: dispute, decision or appeal"),
    "timebank.standing_noted": _("Noted who receives free of minutes or is insured"),
    "timebank.standing_ended": _("A note about a person in the time bank ended"),
}
