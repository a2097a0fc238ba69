"""The tables of identity, a file per concern."""

from linli.identity.models.consent import Consent, Guardianship
from linli.identity.models.factor import FactorWindow
from linli.identity.models.neighbours import Block, Report
from linli.identity.models.person import Person
from linli.identity.models.private import PrivateRecord
from linli.identity.models.proof import Correction, Merge, Proposal, Transfer
from linli.identity.models.signin import Kept, Tries
from linli.identity.models.token import ApiToken, TokenUse
from linli.identity.models.watch import LookAlert, PrivateAccess

__all__ = [
    "ApiToken",
    "Block",
    "Consent",
    "Correction",
    "FactorWindow",
    "Guardianship",
    "Kept",
    "LookAlert",
    "Merge",
    "Person",
    "PrivateAccess",
    "PrivateRecord",
    "Proposal",
    "Report",
    "TokenUse",
    "Transfer",
    "Tries",
]
