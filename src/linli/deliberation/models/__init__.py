"""Tables of this module."""

from linli.deliberation.models.charter import Charter
from linli.deliberation.models.check import Check
from linli.deliberation.models.proposal import Amendment, Pledge, Proposal, Version
from linli.deliberation.models.topic import Step, Support, Topic

__all__ = [
    "Amendment",
    "Charter",
    "Check",
    "Pledge",
    "Proposal",
    "Step",
    "Support",
    "Topic",
    "Version",
]
