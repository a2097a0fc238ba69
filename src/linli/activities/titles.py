"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "activities.proposed": _("Activity proposed"),
    "activities.opened": _("Activity opened for sign-up"),
    "activities.refused": _("Proposal of an activity refused"),
    "activities.occasions_cancelled": _("Dates of an activity cancelled"),
    "activities.signed_up": _("Signed up for an activity"),
    "activities.left": _("Left an activity"),
    "activities.marks_noted": _("Coming and going noted"),
    "activities.attendance_confirmed": _("Hours of an activity confirmed"),
    "activities.rated": _("Activity rated"),
}
