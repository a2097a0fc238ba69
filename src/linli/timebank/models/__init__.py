"""The tables of the time bank, a file per concern."""

from linli.timebank.models.clearing import Agreement, Passage
from linli.timebank.models.districts import Crossing, DistrictAgreement, DistrictMessage, Peer
from linli.timebank.models.giving import Gift, Grant, Kinship
from linli.timebank.models.leaving import Departure, DepartureWord
from linli.timebank.models.oversight import Call, Certificate, Objection, Sample
from linli.timebank.models.rulebook import Rulebook
from linli.timebank.models.session import Busy, Confirmation, Decision, Mark, Member, Session
from linli.timebank.models.settlement import Settlement
from linli.timebank.models.standing import Standing

__all__ = [
    "Agreement",
    "Busy",
    "Call",
    "Certificate",
    "Confirmation",
    "Crossing",
    "Decision",
    "Departure",
    "DepartureWord",
    "DistrictAgreement",
    "DistrictMessage",
    "Gift",
    "Grant",
    "Kinship",
    "Mark",
    "Member",
    "Objection",
    "Passage",
    "Peer",
    "Rulebook",
    "Sample",
    "Session",
    "Settlement",
    "Standing",
]
