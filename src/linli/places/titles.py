"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "places.place_established": _("Place entered"),
    "places.estate_stage_moved": _("Stage of an estate moved"),
    "places.estate_located": _("Estate located"),
    "places.area_drawn": _("Area drawn"),
    "places.area_ended": _("Area ended"),
    "places.communities_merged": _("Communities merged"),
    "places.community_split": _("Community split"),
    "places.estate_entered": _("Estate entered"),
    "places.roster_uploaded": _("Roster uploaded"),
    "places.roster_answered": _("Questions on a roster answered"),
    "places.homes_searched": _("Units searched"),
    "places.roster_handed_over": _("Roster handed to another person to apply"),
    "places.roster_withdrawn": _("Roster withdrawn"),
    "places.roster_applied": _("Roster applied"),
    "places.unit_correction_proposed": _("Correction of a unit proposed"),
    "places.unit_correction_decided": _("Correction of a unit decided"),
}
