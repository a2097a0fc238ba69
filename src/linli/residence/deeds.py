"""What a helper may do about the homes of whom they help.

Words about other people (who lives there, who is sent away, invitations, transfers) and sealed
papers stay in one's own hands: they give or take somebody's rights.
"""

from django.utils.translation import gettext_lazy as _

from linli.kernel.deeds import Deed

HOMES = Deed(
    "homes",
    _("Claim my home, and move in and out"),
    _("Say where I own, rent or live, use a code that I was given, and see where a claim stands."),
    by_helper=True,
    pages=frozenset(
        {
            "my_homes",
            "my_home",
            "my_claim",
            "claim_estate",
            "claim_building",
            "claim_room",
            "claim_home",
            "claim_withdraw",
            "home_code",
            "home_by_code",
            "home_leave",
            "home_come",
        }
    ),
    start="my_homes",
)
