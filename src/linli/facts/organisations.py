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


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeEnded(Fact):
    """An office ends with `until` (its last day), or at once."""

    type: ClassVar[str] = "organisations.office_ended"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "office"

    office: int
    until: str
    at_once: bool
