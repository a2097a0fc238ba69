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
}
