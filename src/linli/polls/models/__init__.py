"""The tables of residents' polls, a file per concern."""

from linli.polls.models.ballot import Counted, Slip, Turn
from linli.polls.models.nomination import Nomination, Support
from linli.polls.models.outside import DoorAnswer, Reading, Sheet
from linli.polls.models.poll import Candidate, Poll, Signature
from linli.polls.models.roll import Objection, RollEntry

__all__ = [
    "Candidate",
    "Counted",
    "DoorAnswer",
    "Nomination",
    "Objection",
    "Poll",
    "Reading",
    "RollEntry",
    "Sheet",
    "Signature",
    "Slip",
    "Support",
    "Turn",
]
