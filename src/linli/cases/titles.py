"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "cases.opened": _("Joint case opened"),
    "cases.party_moved": _("Organisation asked to a joint case, joined, declined or left"),
    "cases.noted": _("Written in a joint case"),
    "cases.closed": _("Joint case closed"),
    "cases.erased": _("Words in joint cases erased with the account"),
}
