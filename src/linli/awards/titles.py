"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "awards.rules_proposed": _("Award rules written down"),
    "awards.rules_adopted": _("Award rules adopted"),
    "awards.rules_rejected": _("Award rules rejected"),
    "awards.deed_reckoned": _("A deed was reckoned by the award rules"),
    "awards.deed_held": _("A deed is in doubt"),
    "awards.deed_decided": _("A deed in doubt was decided"),
    "awards.deed_appealed": _("Appeal about a deed"),
    "awards.deed_asked": _("A check was asked of what earned nothing"),
    "awards.rules_scanned": _("A scan was put beside award rules"),
    "awards.award_taken_back": _("An award was taken back"),
    "awards.sanction_proposed": _("Sanction proposed"),
    "awards.sanction_answered": _("Sanction answered"),
    "awards.sanction_decided": _("Sanction decided"),
    "awards.sanction_appealed": _("Appeal against a sanction"),
    "awards.sanction_settled": _("Appeal against a sanction decided"),
}
