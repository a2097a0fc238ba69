"""By which rules residents decide: files of data with their sources, each from a day on. Pure.

Nothing has a default here: every file names every parameter and what it rests on.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from linli.kernel import profiles
from linli.kernel.profiles import Profiles
from linli.kernel.shares import Share


class Mode(StrEnum):
    """Who is on the roll: everybody of age, a ballot per home, or the groups' representatives."""

    PERSONS = "persons"
    HOUSEHOLDS = "households"
    GROUPS = "groups"


class Kind(StrEnum):
    DECISION = "decision"
    ELECTION = "election"


Days = Annotated[int, Field(ge=0, le=366)]
Count = Annotated[int, Field(ge=1, le=100_000)]


class Rules(profiles.Rules):
    """The parameters of a profile.

    age                   from which on somebody votes; `age_unknown`: whether somebody whose age was
                          never proved stands on the posted roll, where others may object, or not
    homes                 a household roll holds all homes, or those in which somebody is known to live
    posted_days           for so long the roll hangs out before the vote opens
    objection_days        since the posting; each is answered within `answer_days`
    quorum, decision      of the roll takes part; of those agrees
    elected, runoff       of the ballots; in a run-off the most votes, and no fewer than this
    runoff_quorum         whether a run-off too needs the quorum; `runoff_extra`: candidates beyond seats
    convene_*             who may ask for a poll; signatures are gathered for `collect_days`
    representatives_*     of each group
    party_studies_first   the community's party organisation studies it before the roll is posted
    secret_only           kinds that are never open; `door_to_door`: kinds that may be asked at doors
    door_objection_days   after the close a home may still say that its answer was not so
    published_days        a result hangs out; figures of fewer than `turnout_least` stand with others
    """

    modes: Annotated[tuple[Mode, ...], Field(min_length=1)]
    age: Annotated[int, Field(ge=14, le=30)]
    age_unknown: Literal["listed", "left_out"]
    homes: Literal["all", "lived_in"]
    posted_days: Days
    objection_days: Days
    answer_days: Days
    vote_days_min: Annotated[int, Field(ge=1, le=366)]
    vote_days_max: Annotated[int, Field(ge=1, le=366)]
    quorum: Share
    decision: Share
    elected: Share
    runoff: Share
    runoff_quorum: bool
    runoff_extra: Annotated[int, Field(ge=0, le=9)]
    convene_persons: Share
    convene_households: Share
    convene_groups: Share
    collect_days: Annotated[int, Field(ge=1, le=366)]
    representatives_min: Count
    representatives_max: Count
    seats_min: Count
    seats_max: Count
    nominators_persons: Count
    nominators_households: Count
    party_studies_first: bool
    secret_only: tuple[Kind, ...]
    door_to_door: tuple[Kind, ...]
    door_objection_days: Days
    published_days: Days
    turnout_least: Count

    @model_validator(mode="after")
    def _fits(self) -> "Rules":
        """Objections and their answers end before the vote; least is no more than most."""
        if self.objection_days + self.answer_days > self.posted_days:
            raise ValueError("posted_days")
        for name in ("vote_days", "representatives", "seats"):
            if getattr(self, f"{name}_min") > getattr(self, f"{name}_max"):
                raise ValueError(name)
        return self


Profile = profiles.Profile[Rules]
PROFILES = Profiles(Path(__file__).parent / "profiles", Profile)
