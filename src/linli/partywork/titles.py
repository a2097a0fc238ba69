"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "partywork.opened": _("Matter of the party organisation begun"),
    "partywork.studied": _("Studied by the party organisation"),
    "partywork.consulted": _("People asked about a matter of the party organisation"),
    "partywork.said": _("Opinion said on a matter of the party organisation"),
    "partywork.answered": _("Opinion answered by the party organisation"),
    "partywork.shown": _("Text hung out before the party organisation decides"),
    "partywork.decided": _("Decided by the party organisation"),
    "partywork.filed": _("Decision of the party organisation filed"),
    "partywork.withdrawn": _("Matter of the party organisation withdrawn"),
    "partywork.erased": _("Opinions erased with the account"),
}
