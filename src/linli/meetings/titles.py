"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "meetings.planned": _("Meeting planned"),
    "meetings.noticed": _("Notice of a meeting given, with its agenda"),
    "meetings.changed": _("Meeting moved"),
    "meetings.cancelled": _("Meeting called off"),
    "meetings.agenda_changed": _("Agenda of a meeting changed"),
    "meetings.seat_filled": _("Seat of a meeting filled"),
    "meetings.seat_accredited": _("Came to a meeting, or left it"),
    "meetings.interest_declared": _("Interest of one's own in an item declared"),
    "meetings.floor_moved": _("Step on the floor of a meeting"),
    "meetings.vote_cast": _("Voted by phone in a meeting"),
    "meetings.item_disposed": _("Item of an agenda disposed of"),
    "meetings.item_explained": _("Why an item is put off again"),
    "meetings.minutes_drafted": _("Minutes written"),
    "meetings.minutes_amended": _("Amendment of minutes offered or answered"),
    "meetings.minutes_approved": _("Minutes approved"),
    "meetings.minutes_published": _("Minutes published"),
}
