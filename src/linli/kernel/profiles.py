"""Rules as files of data: each from a day on, with what every parameter of it rests on. Pure.

A module says what its rules are; this reads the files, finds the one in force on a day and refuses
one that leaves a parameter without its source. Profiles of places that inherit from one another are
the owners' and the time bank's own.
"""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from pydantic import ValidationError, model_validator

from linli.kernel.language import either
from linli.kernel.shares import Part


class ProfileError(ValueError):
    """A file that is no profile, files that do not fit together, or a day on which none holds."""


class Rules(Part):
    """The parameters of a profile; none has a default, so every file names them all."""

    def packed(self) -> dict[str, Any]:
        """As JSON keeps it; fractions as text."""
        return json.loads(json.dumps(self.model_dump(), default=str))  # type: ignore[no-any-return]


R = TypeVar("R", bound=Rules)


class Profile(Part, Generic[R]):
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
    rules: R
    sources: Mapping[str, str]

    @model_validator(mode="after")
    def _cites(self) -> "Profile[R]":
        missing = set(type(self.rules).model_fields) ^ set(self.sources)
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


class Profiles(Generic[R]):
    """The profiles of a folder; read once, when they are first asked for."""

    def __init__(self, folder: Path, model: type[Profile[R]]) -> None:
        self.folder, self.model = folder, model

    def read(self, text: str, name: str) -> Profile[R]:
        """One file's text. Raises ProfileError."""
        try:
            return self.model.model_validate(tomllib.loads(text))
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise ProfileError(f"{name}: {error}") from error

    @cached_property
    def by_key(self) -> dict[str, Profile[R]]:
        """The oldest first. A wrong file stops whatever asks."""
        found = [self.read(f.read_text("utf-8"), f.name) for f in self.folder.glob("*.toml")]
        return {each.key: each for each in sorted(found, key=lambda each: each.since)}

    def in_force(self, day: date) -> Profile[R]:
        """The youngest that holds on a day. Raises ProfileError."""
        fitting = [each for each in self.by_key.values() if each.holds(day)]
        if not fitting:
            raise ProfileError(f"no profile holds on {day}")
        return fitting[-1]
