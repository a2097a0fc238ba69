"""Facts on deliberation. How a community agreed on its rules and what became of each demand is public.

Hashes are hexadecimal SHA-256, days ISO 8601.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterFact(Fact):
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "charter"

    charter: int
    community: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterDrafted(CharterFact):
    """A draft lies before everybody; `digest` of what it says."""

    type: ClassVar[str] = "deliberation.charter_drafted"

    estate: int | None
    template: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterRatified(CharterFact):
    """Those whom it binds decided so; `decision` is the hash of the decision's number."""

    type: ClassVar[str] = "deliberation.charter_ratified"

    since: str
    body: str
    decision: str
    entitled: int
    votes_for: int
    votes_against: int
    votes_abstain: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterRejected(CharterFact):
    type: ClassVar[str] = "deliberation.charter_rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterWithdrawn(CharterFact):
    type: ClassVar[str] = "deliberation.charter_withdrawn"
