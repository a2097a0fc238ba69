"""The tables of residence, a file per concern."""

from linli.residence.models.claim import Claim
from linli.residence.models.code import Invitation, Slip
from linli.residence.models.doubt import Doubt
from linli.residence.models.home import Ending, Ground, Household, Relation, Residence

__all__ = [
    "Claim",
    "Doubt",
    "Ending",
    "Ground",
    "Household",
    "Invitation",
    "Relation",
    "Residence",
    "Slip",
]
