"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "stalling.opened": _("A ladder against stalling began"),
    "stalling.rung_told": _("Rung of a ladder reached"),
    "stalling.rung_fell": _("Rung of a ladder fell to the residents' committee"),
    "stalling.rung_woke": _("Promise broken: rung of a ladder goes on"),
    "stalling.rung_done": _("Rung of a ladder climbed"),
    "stalling.skip_proposed": _("Proposed to pass over a rung"),
    "stalling.skip_answered": _("Decided whether to pass over a rung"),
    "stalling.answered": _("The other side answered"),
    "stalling.climbed": _("Every rung of a ladder is climbed"),
    "stalling.ended": _("A ladder against stalling ended"),
    "stalling.erased": _("Words in ladders erased with the account"),
}
