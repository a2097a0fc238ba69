"""Facts for tests."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted(Fact):
    """A public act."""

    type: ClassVar[str] = "facts.planted"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "tree"
    tree: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished(Fact):
    """A personal act."""

    type: ClassVar[str] = "facts.wished"
    logged: ClassVar[bool] = True
    personal: ClassVar[bool] = True
    subject: ClassVar[str] = "wish"
    wish: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Fact):
    """An act that is not logged."""

    type: ClassVar[str] = "facts.noted"
    subject: ClassVar[str] = "note"
    note: int
