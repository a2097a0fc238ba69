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
    "activities.free_hours_said": _("Said when one is free"),
    "activities.group_founded": _("Group of an estate founded"),
    "activities.group_joined": _("Group of an estate joined"),
    "activities.group_left": _("Group of an estate left"),
    "activities.campaign_opened": _("Campaign opened"),
    "activities.campaign_entered": _("Takes part in a campaign"),
    "activities.board_chosen": _("Chose whether to stand on the board"),
    "activities.award_drafted": _("Award drafted"),
    "activities.criteria_frozen": _("Criteria of an award frozen"),
    "activities.shortlist_published": _("Shortlist of an award published"),
    "activities.award_objected": _("Objection to a shortlist"),
    "activities.award_objection_answered": _("Objection to a shortlist answered"),
    "activities.candidate_declined": _("Does not want to be honoured"),
    "activities.award_decided": _("Award decided"),
}
