"""Tables of this module."""

from linli.wishes.models.claim import Claim, Helper
from linli.wishes.models.pool import Asked, Skills
from linli.wishes.models.rules import CommunityRules
from linli.wishes.models.teams import Pair, Squad, SquadMember
from linli.wishes.models.wish import Step, Wish

__all__ = [
    "Asked",
    "Claim",
    "CommunityRules",
    "Helper",
    "Pair",
    "Skills",
    "Squad",
    "SquadMember",
    "Step",
    "Wish",
]
