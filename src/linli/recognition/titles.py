"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "recognition.sharing_chosen": _("What neighbours may see of my record was chosen"),
    "recognition.badges_adopted": _("Badges were switched on, changed or ended"),
    "recognition.badge_given": _("A badge was given"),
    "recognition.badge_taken": _("A badge was taken back"),
    "recognition.honour_proposed": _("An honour was proposed"),
    "recognition.honour_answered": _("Whom an honour is for said yes or no to being named"),
    "recognition.honour_objected": _("Objection to an honour"),
    "recognition.honour_settled": _("An honour was decided"),
    "recognition.selections_proposed": _("A decision on selections was written down"),
    "recognition.selections_settled": _("A decision on selections was put in force or rejected"),
    "recognition.selection_announced": _("A selection was announced"),
    "recognition.selection_chosen": _("Somebody put themself on a list, or took themself off"),
    "recognition.selection_frozen": _("The list of a selection was frozen"),
    "recognition.selection_decided": _("What the body of a selection chose was entered"),
    "recognition.selection_ended": _("A selection ended without a list"),
    "recognition.selection_looked_at": _("The list of a selection was opened"),
}
