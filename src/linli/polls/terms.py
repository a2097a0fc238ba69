"""By which rules residents decide: files of data with their sources, each from a day on. Pure.

Nothing has a default here: every file names every parameter and what it rests on.
"""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from linli.kernel.language import either
from linli.voting.profiles.model import Part, Share

HERE = Path(__file__).parent / "profiles"


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


class Rules(Part):
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

    def packed(self) -> dict[str, Any]:
        """As a poll keeps them; fractions as text."""
        return json.loads(json.dumps(self.model_dump(), default=str))  # type: ignore[no-any-return]


class Profile(Part):
    """`trust`: the text was read, or only known of and still to be checked."""

    key: str
    title_zh: str
    title_en: str
    since: date
    until: date | None = None
    source: str
    trust: Literal["read", "known"]
    note_zh: str
    note_en: str
    rules: Rules
    sources: Mapping[str, str]

    @model_validator(mode="after")
    def _cites(self) -> "Profile":
        missing = set(Rules.model_fields) ^ set(self.sources)
        if missing:
            raise ValueError(f"sources: {', '.join(sorted(missing))}")
        return self

    @property
    def title(self) -> str:
        return either(self.title_zh, self.title_en)

    @property
    def note(self) -> str:
        return either(self.note_zh, self.note_en)

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class ProfileError(ValueError):
    """A file that is no profile, or a day on which none holds."""


def read(text: str, name: str) -> Profile:
    try:
        return Profile.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ProfileError(f"{name}: {error}") from error


@cache
def profiles() -> dict[str, Profile]:
    """Key -> profile, the oldest first. A wrong file stops whatever asks."""
    found = [read(file.read_text("utf-8"), file.name) for file in HERE.glob("*.toml")]
    return {each.key: each for each in sorted(found, key=lambda each: each.since)}


def in_force(day: date) -> Profile:
    """The youngest that holds on a day. Raises ProfileError."""
    fitting = [each for each in profiles().values() if each.holds(day)]
    if not fitting:
        raise ProfileError(f"no profile holds on {day}")
    return max(fitting, key=lambda each: each.since)
