"""Facts on recognition: what people show, badges, honours. Reasons stand sealed in the tables."""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingChosen(Fact):
    """What somebody lets neighbours see from now on; nothing: they took it back."""

    type: ClassVar[str] = "recognition.sharing_chosen"
    subject: ClassVar[str] = "person"

    person: int
    community: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgesAdopted(Fact):
    """An edition of badges holds from a day on; 0: none. `digest`: SHA-256 of the edition."""

    type: ClassVar[str] = "recognition.badges_adopted"
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "community"

    community: int
    edition: int
    since: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeFact(Fact):
    subject: ClassVar[str] = "person"

    person: int
    community: int
    badge: str
    edition: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeGiven(BadgeFact):
    type: ClassVar[str] = "recognition.badge_given"


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeTaken(BadgeFact):
    """What it rested on was struck from the record."""

    type: ClassVar[str] = "recognition.badge_taken"


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourFact(Fact):
    subject: ClassVar[str] = "honour"

    honour: int
    community: int
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourProposed(HonourFact):
    """The person is asked first."""

    type: ClassVar[str] = "recognition.honour_proposed"

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourAnswered(HonourFact):
    """`agreed`: may be named; by that an offered honour becomes public until a day."""

    type: ClassVar[str] = "recognition.honour_answered"

    agreed: bool
    public_until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourObjected(HonourFact):
    """The words stand sealed beside it."""

    type: ClassVar[str] = "recognition.honour_objected"


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourSettled(HonourFact):
    """`verb`: confirm, drop or withdraw."""

    type: ClassVar[str] = "recognition.honour_settled"

    verb: str


# --- selections ---------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchFact(Fact):
    """On the switch of selections in a community."""

    subject: ClassVar[str] = "switch"

    switch: int
    community: int
    on: bool
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionsProposed(SwitchFact):
    """Staff wrote down a decision to begin or end selections; nothing holds by it."""

    type: ClassVar[str] = "recognition.selections_proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionsSettled(SwitchFact):
    """A second person put it in force, or rejected it. `decision`: SHA-256 of its number."""

    type: ClassVar[str] = "recognition.selections_settled"
    logged: ClassVar[bool] = True

    verb: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionFact(Fact):
    subject: ClassVar[str] = "selection"

    selection: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionAnnounced(SelectionFact):
    """What counts, until when, and which body selects; nobody is on its list by that."""

    type: ClassVar[str] = "recognition.selection_announced"
    logged: ClassVar[bool] = True

    purpose: str
    figures: tuple[str, ...]
    cutoff: str
    body: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionDecided(SelectionFact):
    """The body chose so many of so many rows. `decision`: SHA-256 of its number. No names."""

    type: ClassVar[str] = "recognition.selection_decided"
    logged: ClassVar[bool] = True

    chosen: int
    rows: int
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionChosen(Fact):
    """Somebody puts themself on the list, or takes themself off; after the cut-off it hides a row."""

    type: ClassVar[str] = "recognition.selection_chosen"
    subject: ClassVar[str] = "person"

    person: int
    selection: int
    community: int
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionFrozen(SelectionFact):
    """The list as of the cut-off; `digest`: SHA-256 of it in canonical JSON."""

    type: ClassVar[str] = "recognition.selection_frozen"
    logged: ClassVar[bool] = True

    count: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionEnded(SelectionFact):
    """Without a list: called off by staff, or selections were switched off before the cut-off."""

    type: ClassVar[str] = "recognition.selection_ended"
    logged: ClassVar[bool] = True

    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionLookedAt(SelectionFact):
    """Somebody opened rows of the frozen list."""

    type: ClassVar[str] = "recognition.selection_looked_at"

    rows: int
