"""What the acts of this module are called in a history."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "grids.grid_drawn": _("Grid entered"),
    "grids.parts_moved": _("Buildings put into a grid"),
    "grids.grid_closed": _("Grid closed"),
    "grids.branch_bound": _("Party branch of an estate entered"),
    "grids.contact_homes_moved": _("Homes given to a party contact household"),
    "grids.post_given": _("Post in a grid or building given"),
    "grids.post_ended": _("Post in a grid or building ended"),
    "grids.visits_asked": _("Visits to a home asked for"),
    "grids.visits_ended": _("Visits to a home ended"),
    "grids.entries_noted": _("Work noted"),
    "grids.entry_handed_on": _("Noted matter handed on"),
}
