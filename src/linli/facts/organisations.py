"""Facts on organisations and their offices. An office is a public matter: all of them are logged."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationFounded(Fact):
    """A body was entered into the register."""

    type: ClassVar[str] = "organisations.organisation_founded"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "organisation"

    organisation: int
    kind: str
    place: int
    sector: str = ""
    estate: int | None = None
    since: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeAppointed(Fact):
    """Somebody holds an office from a day on; `until` is its last day, if one was set.

    Days are ISO 8601 calendar days in Shanghai.
    """

    type: ClassVar[str] = "organisations.office_appointed"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "office"

    office: int
    organisation: int
    person: int
    capacity: str
    place: int
    since: str
    until: str | None
    seat: str = ""
    estate: int | None = None
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeEnded(Fact):
    """An office ends with `until` (its last day), or at once."""

    type: ClassVar[str] = "organisations.office_ended"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "office"

    office: int
    until: str
    at_once: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeGroundRecorded(Fact):
    """An office rests on one more ground: the election, or the street's appointment."""

    type: ClassVar[str] = "organisations.office_ground_recorded"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "office"

    office: int
    kind: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationBound(Fact):
    """A body belongs to an estate from a day on; None: to no estate any more."""

    type: ClassVar[str] = "organisations.organisation_bound"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "organisation"

    organisation: int
    estate: int | None
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCorrected(Fact):
    """Entries of the register were wrong; which ones."""

    type: ClassVar[str] = "organisations.organisation_corrected"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "organisation"

    organisation: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationEnded(Fact):
    """A body is no more after its last day."""

    type: ClassVar[str] = "organisations.organisation_ended"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "organisation"

    organisation: int
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverNamed(Fact):
    """Somebody does the work of an office for its holder, from a day to a day."""

    type: ClassVar[str] = "organisations.cover_named"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "office"

    cover: int
    office: int
    person: int
    since: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverEnded(Fact):
    """A cover was taken back before its last day."""

    type: ClassVar[str] = "organisations.cover_ended"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "office"

    cover: int
    office: int
