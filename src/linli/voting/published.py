"""What a published decision consists of, as plain values: what bundle, sheet and page are made of.

Pure. The ORM is read in `queries`; recounting programs read the bundle and never this.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: Matter -> a word, or in an election the numbers of the candidates that the ballot approves.
Choices = Mapping[int, str | tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Threshold:
    """As a profile writes it: ``of`` participating or roll, shares like ``>1/2``."""

    of: str
    area: str
    persons: str


@dataclass(frozen=True, slots=True)
class Counting:
    """The parameters of the profile that a count needs beside the thresholds."""

    silence: str
    silence_needs_delivery: bool
    invalid_participates: bool
    participation: Threshold


@dataclass(frozen=True, slots=True)
class Matter:
    """`electors`: those who decide, where they are not the whole roll (a use of a home, §279)."""

    number: int
    kind: str
    title_zh: str
    title_en: str
    threshold: Threshold
    text_hashes: Mapping[str, str] = field(default_factory=dict)
    seats: int | None = None
    candidates: tuple[int, ...] = ()
    electors: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Elector:
    """A row of the frozen roll. `salt` and `homes` stand in the owners' edition alone."""

    number: int
    area_centi: int
    persons: int
    developer: bool
    commit: str
    #: The notice demonstrably reached it.
    told: bool = False
    salt: bytes = b""
    homes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ballot:
    """The one ballot of an elector that counts. `choices` None: in quarantine, `reason` says why."""

    elector: int
    code: str
    version: int
    channel: str
    digest: str
    choices: Choices | None
    nonce: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Official:
    """The export of an official system that the ballots come from, and what was stated officially.

    `stated`, `rows`, `effects`: matter -> as `models.OfficialImport` keeps them.
    """

    sha256: str
    size: int
    ballots_root: str
    stated: Mapping[int, Mapping[str, Any]]
    rows: Mapping[int, Mapping[str, Any]]
    effects: Mapping[int, Any]


@dataclass(frozen=True, slots=True)
class Leaf:
    """An entry of the log with its opening. `role`: roll, result, publication, ballot or import."""

    role: str
    log: int
    index: int
    entry: bytes
    salt: bytes
    payload: bytes
    elector: int | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log's signed state, under which the leaves stand; `keys` as /log/keys gives them."""

    log: int
    size: int
    note: str
    vkey: str
    witnesses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """One assembly with everything that its count rests on."""

    assembly: str
    title_zh: str
    title_en: str
    estate_zh: str
    estate_en: str
    scope: str
    legal_mode: str
    #: Days in Shanghai, ``2026-05-01``.
    opened: str
    closed: str
    profile: str
    profile_hash: str
    roll_hash: str
    result_hash: str
    counting: Counting
    matters: tuple[Matter, ...]
    electors: tuple[Elector, ...]
    ballots: tuple[Ballot, ...]
    #: Matter -> the computation, as `tally.packed` gives it.
    results: Mapping[int, Mapping[str, Any]]
    #: Only where the vote was held in an official system.
    official: Official | None = None
