"""What a charter says, as plain values. Every number is a parameter of it. Pure."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Self

from dateutil.rrule import rrulestr
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator


class Form(StrEnum):
    """After which procedure a meeting runs."""

    RULES = "rules"
    XHY = "xhy"
    EMERGENCY = "emergency"


class Track(StrEnum):
    """A community may have a charter for its everyday and another for emergencies."""

    ORDINARY = "ordinary"
    EMERGENCY = "emergency"


#: Kinds of bodies that may look topics over, and that may have seats.
DESKS = ("residents_committee", "service_station", "owners_committee", "party_committee")
SEATED = (
    "residents_committee",
    "party_committee",
    "service_station",
    "owners_committee",
    "property_company",
    "developer",
    "street",
    "social_work_agency",
    "social_organisation",
    "self_organised_group",
    "partner_unit",
)
#: By what topics come onto an agenda, the first counts most.
PICKING = ("urgent", "support", "waiting", "turn")
#: What is published of a meeting.
PUBLICATION = ("agenda", "floor", "minutes", "attendance", "votes", "resolutions")
SERIES = ("internal", "joint")
#: A rule is looked at from this day on; it must meet at least once within it.
_START = datetime(2024, 1, 1)  # noqa: DTZ001 (a rule without a zone, as calendars keep it)


def _known(known: tuple[str, ...]) -> Any:
    def check(value: Any) -> Any:
        unknown = sorted(set(value) - set(known))
        if unknown:
            message = f"unknown: {', '.join(unknown)}"
            raise ValueError(message)
        return value if isinstance(value, dict) else tuple(dict.fromkeys(value))

    return BeforeValidator(check)


def _recurs(value: str) -> str:
    """An RRULE (RFC 5545) without end that says at what time it meets."""
    if "BYHOUR=" not in value or "COUNT=" in value or "UNTIL=" in value or "\n" in value:
        raise ValueError("a rule without end that names its hour")
    try:
        first = next(iter(rrulestr(value, dtstart=_START)), None)
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError("no rule of recurrence") from error
    if first is None or first.year > _START.year + 1:
        raise ValueError("it does not meet within a year")
    return value


Days = Annotated[int, Field(ge=1, le=366)]
Rule = Annotated[str, Field(max_length=120), AfterValidator(_recurs)]
Seats = Annotated[int, Field(ge=0, le=50)]


class Terms(BaseModel):
    """The parameters of one charter. Days are working days where they are deadlines of staff.

    triage_by             the kind of body that looks topics over
    picking               by what topics come onto an agenda
    support_households    so many homes must support a topic before it comes to a meeting
    seats_building        seats for each building
    seats                 kind of body -> seats of each such organisation
    quorum_num, quorum_den  at least this part of the seats must be there
    form                  after which procedure meetings run
    speech_seconds, speeches  how long and how often somebody speaks to one motion
    special_num, special_den  the larger majority, where one is asked for
    triage_days, answer_days, check_days, proposal_days, confirm_days
                          to look a topic over; for its raiser to add what is asked; to find who has
                          the power; to make a proposal; to say whether it is done
    notice_days, minutes_days, publish_days
                          before a meeting its notice; after it the draft minutes and what is published
    call_hours, review_days  an emergency: called within these hours, looked back at after these days
    meetings              series -> RRULE (RFC 5545)
    publication           what is published of a meeting
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    triage_by: Annotated[tuple[str, ...], _known(DESKS), Field(min_length=1)]
    picking: Annotated[tuple[str, ...], _known(PICKING), Field(min_length=1)]
    support_households: Annotated[int, Field(ge=0, le=100_000)]
    seats_building: Seats
    seats: Annotated[dict[str, Annotated[int, Field(ge=1, le=50)]], _known(SEATED)]
    quorum_num: Annotated[int, Field(ge=1, le=100)]
    quorum_den: Annotated[int, Field(ge=1, le=100)]
    form: Form
    speech_seconds: Annotated[int, Field(ge=30, le=3600)]
    speeches: Annotated[int, Field(ge=1, le=20)]
    special_num: Annotated[int, Field(ge=1, le=100)]
    special_den: Annotated[int, Field(ge=1, le=100)]
    triage_days: Days
    answer_days: Days
    check_days: Days
    proposal_days: Days
    confirm_days: Days
    notice_days: Annotated[int, Field(ge=0, le=366)]
    minutes_days: Days
    publish_days: Days
    call_hours: Annotated[int, Field(ge=1, le=720)]
    review_days: Days
    meetings: Annotated[dict[str, Rule], _known(SERIES)]
    publication: Annotated[tuple[str, ...], _known(PUBLICATION), Field(min_length=1)]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """Fractions are fractions, somebody has a seat, ordinary meetings have a rhythm and a notice."""
        if self.quorum_num > self.quorum_den:
            raise ValueError("quorum_num")
        half_or_less = 2 * self.special_num <= self.special_den
        if half_or_less or self.special_num > self.special_den:
            raise ValueError("special_num")
        if not self.seats and not self.seats_building:
            raise ValueError("seats")
        if self.form is not Form.EMERGENCY:
            if not self.meetings:
                raise ValueError("meetings")
            if self.notice_days < 1:
                raise ValueError("notice_days")
        return self

    @property
    def track(self) -> Track:
        return Track.EMERGENCY if self.form is Form.EMERGENCY else Track.ORDINARY

    def plain(self) -> dict[str, Any]:
        """As it is stored."""
        return self.model_dump(mode="json")

    def seats_of(self, buildings: int, bodies: dict[str, int]) -> int:
        """All seats where there are so many buildings, and so many organisations of each kind."""
        held = sum(each * bodies.get(kind, 0) for kind, each in self.seats.items())
        return self.seats_building * buildings + held

    def quorate(self, present: int, seats: int) -> bool:
        """Whether enough are there; without any seat nothing is."""
        return seats > 0 and present * self.quorum_den >= seats * self.quorum_num


def upcoming(rule: str, after: datetime, count: int) -> list[datetime]:
    """The next meetings of a series, in the local time of `after`."""
    local = after.replace(tzinfo=None)
    found = rrulestr(rule, dtstart=local.replace(hour=0, minute=0, second=0, microsecond=0))
    return [each.replace(tzinfo=after.tzinfo) for each in found.xafter(local, count=count)]
