"""What people do at meetings themselves, and helpers for them."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

MEETINGS = Deed(
    "meetings",
    _("Take part in meetings"),
    _("Come in on my seat, ask to speak, move and vote, in my name and with my words."),
    by_helper=True,
    pages=frozenset(
        {
            "meetings",
            "meetings_of",
            "meeting",
            "my_seat",
            "come_to_meeting",
            "declare_interest",
            "floor",
            "floor_live",
            "floor_give",
            "floor_moves",
            "floor_move",
            "floor_step",
        }
    ),
    start="meetings",
)
