"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "duties.given": _("Duty given"),
    "duties.handed_on": _("Duty handed on"),
    "duties.accepted": _("Duty accepted"),
    "duties.refused": _("Duty refused"),
    "duties.progressed": _("Progress of a duty noted"),
    "duties.milestone_reached": _("Milestone of a duty reached"),
    "duties.reported": _("Duty reported as done"),
    "duties.confirmed": _("Duty confirmed as done"),
    "duties.reopened": _("Duty reopened"),
    "duties.withdrawn": _("Duty withdrawn"),
    "duties.escalated": _("Duty escalated"),
}
