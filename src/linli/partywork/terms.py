"""By which rules a party organisation decides: files of data with their sources, each from a day on. Pure.

Nothing has a default here: every file names every parameter and what it rests on.
"""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from linli.kernel.language import either
from linli.voting.profiles.model import Part, Share

HERE = Path(__file__).parent / "profiles"
Days = Annotated[int, Field(ge=1, le=366)]


class Rules(Part):
    """The parameters of a profile.

    study_quorum      of those entitled come to the meeting that studies the matter
    consult_days      for so many whole days people are asked, the first day not counted
    opinions_most     of a person in a round of asking, and as many again while it hangs out
    show_days         for so many whole days the text that is to be decided hangs out
    decide_quorum     of those entitled come to the meeting that decides
    majority          agree, of those entitled or of those who came (`majority_of`)
    file_days         working days after the decision; by then it is filed
    """

    study_quorum: Share
    consult_days: Days
    opinions_most: Annotated[int, Field(ge=1, le=50)]
    show_days: Days
    decide_quorum: Share
    majority: Share
    majority_of: Literal["entitled", "present"]
    file_days: Days

    def packed(self) -> dict[str, Any]:
        """As a matter keeps them; fractions as text."""
        return json.loads(json.dumps(self.model_dump(), default=str))  # type: ignore[no-any-return]

    def adopts(self, *, entitled: int, present: int, agree: int) -> bool:
        of = entitled if self.majority_of == "entitled" else present
        return agree > 0 and bool(self.majority.met(agree, of))


class Profile(Part):
    """`trust`: the text was read, or only known of and still to be checked."""

    key: str
    title_zh: str
    title_en: str
    since: date
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
    fitting = [each for each in profiles().values() if each.since <= day]
    if not fitting:
        raise ProfileError(f"no profile holds on {day}")
    return fitting[-1]
