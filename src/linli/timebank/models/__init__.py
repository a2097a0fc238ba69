"""The tables of the time bank, a file per concern."""

from linli.timebank.models.rulebook import Rulebook
from linli.timebank.models.session import Busy, Confirmation, Decision, Mark, Member, Session
from linli.timebank.models.standing import Standing

__all__ = [
    "Busy",
    "Confirmation",
    "Decision",
    "Mark",
    "Member",
    "Rulebook",
    "Session",
    "Standing",
]
