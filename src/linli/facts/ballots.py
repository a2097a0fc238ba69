"""Facts on ballots. That somebody voted is logged with the day alone; what they chose is not here.

`digest` is the hexadecimal commitment that the receipt bears and that the bundle opens after the
count.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotCast(Fact):
    """An elector's ballot came in. `version` counts the elector's ballots; the last one counts."""

    type: ClassVar[str] = "ballots.cast"
    logged: ClassVar[bool] = True
    personal: ClassVar[bool] = True
    subject: ClassVar[str] = "ballot"

    ballot: int
    assembly: int
    channel: str
    version: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoothAdmitted(Fact):
    """An official saw somebody's papers and let them to the booth's screen."""

    type: ClassVar[str] = "ballots.booth_admitted"
    subject: ClassVar[str] = "booth_pass"

    booth_pass: int
    assembly: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyGiven(Fact):
    """A mandate to vote for an elector was given in the app, or a written one was entered."""

    type: ClassVar[str] = "ballots.proxy_given"
    logged: ClassVar[bool] = True
    personal: ClassVar[bool] = True
    subject: ClassVar[str] = "proxy"

    proxy: int
    assembly: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyRevoked(Fact):
    """The mandate to vote ended before a ballot was cast by it."""

    type: ClassVar[str] = "ballots.proxy_revoked"
    logged: ClassVar[bool] = True
    personal: ClassVar[bool] = True
    subject: ClassVar[str] = "proxy"

    proxy: int
    assembly: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsPrinted(Fact):
    """Paper ballots were printed, with fresh numbers; earlier ones of the same electors are void."""

    type: ClassVar[str] = "ballots.sheets_printed"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "assembly"

    assembly: int
    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetKeyed(Fact):
    """An operator keyed a sheet after the close. `outcome`: first, counted, quarantined."""

    type: ClassVar[str] = "ballots.sheet_keyed"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "ballot"

    ballot: int
    assembly: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMissing(Fact):
    """A teller could not find a sheet that came in. `outcome`: first, quarantined."""

    type: ClassVar[str] = "ballots.sheet_missing"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "ballot"

    ballot: int
    assembly: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingLookedAt(Fact):
    """A collector looked at who of a building has not voted. `building` None: of the whole roll."""

    type: ClassVar[str] = "ballots.missing_looked_at"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "assembly"

    assembly: int
    building: int | None
