"""Facts on who speaks for whom. Whom a building chose, by how many of its homes, is public; in ids.

`representation` is the number of the mandate; days are ISO 8601.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationFact(Fact):
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "representation"

    representation: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationEntered(RepresentationFact):
    """A choice was written down; it lies open to the homes until `open_until`."""

    type: ClassVar[str] = "representation.entered"

    kind: str
    how: str
    buildings: tuple[int, ...]
    organisation: int | None
    homes_chose: int
    homes_of: int
    since: str
    until: str
    open_until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationRecognised(RepresentationFact):
    """A second person of the residents' committee has looked at the evidence."""

    type: ClassVar[str] = "representation.recognised"

    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationRejected(RepresentationFact):
    type: ClassVar[str] = "representation.rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationEnded(RepresentationFact):
    """`how`: resigned, recalled, withdrawn, term, erased. From `on` it no longer counts."""

    type: ClassVar[str] = "representation.ended"

    how: str
    on: str
    counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationNearsEnd(RepresentationFact):
    """Its people are told, once."""

    type: ClassVar[str] = "representation.nears_end"
    logged: ClassVar[bool] = False

    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationObjected(RepresentationFact):
    """A home objects; whose home, the log does not tell."""

    type: ClassVar[str] = "representation.objected"

    objection: int
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionAnswered(RepresentationFact):
    """`upheld`: the mandate does not stand."""

    type: ClassVar[str] = "representation.objection_answered"

    objection: int
    upheld: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RepresentationsErased(Fact):
    """After the erasure of a person: how many mandates of theirs ended, how many words are gone."""

    type: ClassVar[str] = "representation.erased"
    subject: ClassVar[str] = "person"

    person: int
    mandates: int
    objections: int
