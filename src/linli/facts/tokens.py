"""Facts on keys that people give to software."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenMade(Fact):
    """`scopes` are codes; `days` until it ends by itself."""

    type: ClassVar[str] = "tokens.made"
    subject: ClassVar[str] = "token"
    token: int
    person: int
    scopes: list[str]
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenEnded(Fact):
    type: ClassVar[str] = "tokens.ended"
    subject: ClassVar[str] = "token"
    token: int
    person: int
