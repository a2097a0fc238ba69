"""Tables of this module."""

from linli.wishes.models.claim import Claim, Helper
from linli.wishes.models.rules import CommunityRules
from linli.wishes.models.wish import Step, Wish

__all__ = ["Claim", "CommunityRules", "Helper", "Step", "Wish"]
