"""The tables of owners' decisions, a file per concern."""

from linli.voting.models.assembly import Assembly, Step, Teller
from linli.voting.models.audit import AuditReading, PaperAudit
from linli.voting.models.ballot import Ballot, Cast, OpenedChoice, Proxy, Quarantine
from linli.voting.models.booth import BoothPass
from linli.voting.models.edition import Edition
from linli.voting.models.estate import EmergencyUse, TransitionStep
from linli.voting.models.export import ExportDraft, ExportFinding, OfficialImport
from linli.voting.models.keys import HandedHalf, KeyHolder, KeyShare, OpenedBallot
from linli.voting.models.matter import Candidate, Matter, MatterText
from linli.voting.models.paper import HandedIn, Keying, Sheet, SheetMissed
from linli.voting.models.result import Result, ResultObjection, Signature
from linli.voting.models.roll import HandDelivery, RollEntry, RollObjection, RollUnit, Told

__all__ = [
    "Assembly",
    "AuditReading",
    "Ballot",
    "BoothPass",
    "Candidate",
    "Cast",
    "Edition",
    "EmergencyUse",
    "ExportDraft",
    "ExportFinding",
    "HandDelivery",
    "HandedHalf",
    "HandedIn",
    "KeyHolder",
    "KeyShare",
    "Keying",
    "Matter",
    "MatterText",
    "OfficialImport",
    "OpenedBallot",
    "OpenedChoice",
    "PaperAudit",
    "Proxy",
    "Quarantine",
    "Result",
    "ResultObjection",
    "RollEntry",
    "RollObjection",
    "RollUnit",
    "Sheet",
    "SheetMissed",
    "Signature",
    "Step",
    "Teller",
    "Told",
    "TransitionStep",
]
