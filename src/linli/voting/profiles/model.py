"""What a rule profile holds. Pure; integers and fractions only.

Nothing has a default here: the national file names every parameter, a local one what differs.
"""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from linli.kernel import profiles
from linli.kernel.shares import Part, Share

Basis = Literal["area", "persons"]
BASES: tuple[Basis, ...] = ("area", "persons")


class Threshold(Part):
    """`of`: those who took part, or the whole roll (before 2021; §279)."""

    of: Literal["participating", "roll"]
    area: Share
    persons: Share


class Notice(Part):
    """Days before the vote opens, and what proves that a home was told."""

    days: int = Field(ge=0)
    days_special: int = Field(ge=0)
    #: channel:outcome as notices write them, or hand:door, hand:box, hand:post, posted.
    counts_as_delivered: tuple[str, ...]
    inform_residents_committee: bool


class Voting(Part):
    days_min: int = Field(ge=0)
    #: 0: no limit.
    days_max: int = Field(ge=0)
    paper_on_request: bool
    web_ballot_replaceable: bool
    #: Who votes for a home that was sold after the roll was frozen.
    sale_during_vote: Literal["cast_stands", "roll_stands"]
    tellers_min: int = Field(ge=0)
    scrutineers_min: int = Field(ge=0)
    # The next two were added later: assemblies announced before keep profiles without them.
    #: So many days before the close homes of which no ballot came in are reminded; 0: never.
    remind_days: int = Field(ge=0, default=0)
    #: Figures of fewer electors than these are shown with others alone.
    turnout_least: int = Field(ge=1, default=10)


class Counting(Part):
    count_parking: bool
    silence: Literal["ACTUAL", "FOLLOW_MAJORITY"]
    #: FOLLOW_MAJORITY counts only who was told; and needs the clause of the estate's rules.
    silence_needs_delivery: bool
    silence_needs_rule_text: bool
    invalid_participates: bool
    #: Whether owner sets that share an owner are several electors or one.
    overlapping_sets: Literal["distinct", "one"]
    #: Whether several units of one owner set are one person, or as many as units.
    several_units: Literal["one_person", "person_per_unit"]
    #: Unsold and not handed over homes: one person together, or as many as homes.
    developer: Literal["one_person", "person_per_unit"]
    #: Which of the co-owners casts the one ballot.
    co_owners: Literal["any_one", "by_mandate"]


class Proxies(Part):
    allowed: bool
    written: bool
    #: 0: no limit.
    principals_max: int = Field(ge=0)
    opinion_bound: bool
    #: Who may not be one.
    barred: tuple[str, ...]
    #: Who may not give one.
    may_not_delegate: tuple[str, ...]


class Publication(Part):
    #: After the count.
    days: int = Field(ge=0)
    #: How long it stays posted.
    posted_days: int = Field(ge=0)
    shows: Literal["room_area_choice", "room_only", "figures_only"]
    objection_days: int = Field(ge=0)
    #: A court may rescind a decision for so long after the owner knew of it.
    challenge_years: int = Field(ge=0)


class Convening(Part):
    grounds: tuple[str, ...]
    #: An assembly must be called when so many owners propose it.
    owners_share: Share
    #: Kinds of organisations that may convene, by ground.
    bodies: dict[str, tuple[str, ...]]


class FirstMeeting(Part):
    """When the first assembly can be prepared. A year or share of 0 is no path of its own."""

    delivered_area: Share
    years_since_delivery: int = Field(ge=0)
    applicants: Share
    preparatory_members_min: int = Field(ge=0)
    preparatory_odd: bool
    preparatory_owners: Share
    hold_within_days: int = Field(ge=0)


class Committee(Part):
    """The owners' committee (业主委员会), and the body that stands in for it (物业管理委员会)."""

    members_min: int = Field(ge=0)
    members_min_small: int = Field(ge=0)
    small_estate_units: int = Field(ge=0)
    odd: bool
    term_years_max: int = Field(ge=0)
    file_within_days: int = Field(ge=0)
    #: Conditions on candidates, by code; the page asks each.
    candidate_conditions: tuple[str, ...]
    interim_allowed: bool
    interim_members_min: int = Field(ge=0)
    interim_owners: Share
    interim_years_max: int = Field(ge=0)


class Rules(profiles.Rules):
    """All parameters of one place on one day."""

    legal_modes: tuple[str, ...]
    participation: Threshold
    thresholds: dict[str, Threshold]
    #: Kind of matter -> name of its threshold.
    kinds: dict[str, str]
    notice: Notice
    voting: Voting
    counting: Counting
    proxies: Proxies
    publication: Publication
    roll_objection_days: int = Field(ge=0)
    convening: Convening
    first_meeting: FirstMeeting
    committee: Committee
    #: Parameters that an estate's rules of procedure may set: ``counting.silence``.
    estate_may_set: tuple[str, ...]

    @model_validator(mode="after")
    def kinds_have_thresholds(self) -> "Rules":
        missing = {name for name in self.kinds.values() if name not in self.thresholds}
        if missing:
            message = f"kinds name thresholds that are not there: {sorted(missing)}"
            raise ValueError(message)
        return self

    def threshold(self, kind: str) -> Threshold:
        return self.thresholds[self.kinds[kind]]


class Profile(Part):
    """`source`: the regulation; `articles`: parameter -> article, inherited ones with theirs."""

    key: str
    title_zh: str
    title_en: str
    parent: str = ""
    #: Codes of places begin with one of them; an empty one is everywhere.
    places: tuple[str, ...]
    since: date
    until: date | None = None
    source: str
    #: ``checked``: the text was read; ``reported``: by others; ``known``: from memory, to be read.
    trust: Literal["checked", "reported", "known"]
    notes_zh: str = ""
    notes_en: str = ""
    articles: dict[str, str]
    rules: Rules

    def covers(self, code: str, day: date) -> bool:
        inside = any(code.startswith(prefix) for prefix in self.places)
        return inside and self.since <= day and (self.until is None or day <= self.until)

    def article(self, parameter: str) -> str:
        """Where it stands: the parameter's own article, that of its part, or the regulation."""
        part = parameter.rpartition(".")[0]
        for name in (parameter, part):
            if name and name in self.articles:
                return self.articles[name]
        return self.source
