"""Facts on the tree of places."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEstablished(Fact):
    """A district, street or community was entered into the tree. `code`: GB/T 2260 and onwards."""

    type: ClassVar[str] = "places.place_established"
    subject: ClassVar[str] = "place"

    place: int
    kind: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EstateEntered(Fact):
    """A residential quarter was entered into the register of its community."""

    type: ClassVar[str] = "places.estate_entered"
    subject: ClassVar[str] = "estate"

    estate: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterUploaded(Fact):
    """An owner roster was put beside an estate; nothing of it counts yet."""

    type: ClassVar[str] = "places.roster_uploaded"
    subject: ClassVar[str] = "roster"

    roster: int
    estate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterAnswered(Fact):
    """Staff said which column is what; the answers are kept for the estate's next roster."""

    type: ClassVar[str] = "places.roster_answered"
    subject: ClassVar[str] = "estate"

    estate: int
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterWithdrawn(Fact):
    """An uploaded roster was thrown away without an effect."""

    type: ClassVar[str] = "places.roster_withdrawn"
    subject: ClassVar[str] = "roster"

    roster: int
    estate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterApplied(Fact):
    """A roster became the state of an estate. Counts of units; `version` is the estate's new one."""

    type: ClassVar[str] = "places.roster_applied"
    subject: ClassVar[str] = "estate"

    estate: int
    roster: int
    version: int
    added: int
    changed: int
    left_out: int
    disputed: int
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCorrectionProposed(Fact):
    """A member of staff proposed to change a unit by hand."""

    type: ClassVar[str] = "places.unit_correction_proposed"
    subject: ClassVar[str] = "unit"

    unit: int
    correction: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCorrectionDecided(Fact):
    """A second member of staff confirmed the change, which was made, or refused it."""

    type: ClassVar[str] = "places.unit_correction_decided"
    subject: ClassVar[str] = "unit"

    unit: int
    correction: int
    kind: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HomesSearched(Fact):
    """Staff searched units by their owners. `by` is the kind; what was typed is not kept."""

    type: ClassVar[str] = "places.homes_searched"

    by: str
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterHandedOver(Fact):
    """Whoever uploaded a roster asks another member of staff to look at it and apply it."""

    type: ClassVar[str] = "places.roster_handed_over"
    subject: ClassVar[str] = "roster"

    roster: int
    estate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaDrawn(Fact):
    """An area of a community begins, or has other parts now: all its estates and buildings."""

    type: ClassVar[str] = "places.area_drawn"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "area"

    area: int
    community: int
    estates: list[int]
    buildings: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaEnded(Fact):
    """An area is no more."""

    type: ClassVar[str] = "places.area_ended"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "area"

    area: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunitiesMerged(Fact):
    """Communities became one, `into`; those in `ended` are no more from the day `on` (ISO 8601).

    Their residents and estates belong to `into` now. `code` is that of `into`.
    """

    type: ClassVar[str] = "places.communities_merged"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "reform"

    reform: int
    on: str
    ended: list[int]
    into: int
    code: str
    estates: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunitySplit(Fact):
    """Parts of a community became communities of their own, `into`; `ended` holds it if it ended."""

    type: ClassVar[str] = "places.community_split"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "reform"

    reform: int
    on: str
    community: int
    ended: list[int]
    into: list[int]
    codes: list[str]
    estates: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EstateStageMoved(Fact):
    """An estate is in another stage of its life from the day `on` (ISO 8601); see places.states."""

    type: ClassVar[str] = "places.estate_stage_moved"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "estate"

    estate: int
    before: str
    after: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EstateLocated(Fact):
    """Staff said where an estate lies, in millionths of a degree."""

    type: ClassVar[str] = "places.estate_located"
    subject: ClassVar[str] = "estate"

    estate: int
    latitude_micro: int
    longitude_micro: int
