"""Facts about people: ids and codes, never names or numbers."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFact(Fact):
    """Something that happened to a person's record."""

    subject: ClassVar[str] = "person"
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled(PersonFact):
    type: ClassVar[str] = "identity.enrolled"
    level: int
    community: int | None
