"""Facts on residents' polls. The course and the figures are public; who chose what is in none.

Hashes are hexadecimal SHA-256, days and moments ISO 8601.
"""

from dataclasses import dataclass
from typing import ClassVar

from linli.facts.base import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PollFact(Fact):
    logged: ClassVar[bool] = True
    subject: ClassVar[str] = "poll"

    poll: int
    community: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PollProposed(PollFact):
    """`origin`: committee, topic, signatures, again (a run-off of `before`)."""

    type: ClassVar[str] = "polls.proposed"

    kind: str
    mode: str
    secret: bool
    origin: str
    topic: int | None
    before: int | None
    profile: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PollSigned(PollFact):
    """A resident asks for it. `reached`: enough have, by the program's own count."""

    type: ClassVar[str] = "polls.signed"
    personal: ClassVar[bool] = True

    reached: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PollMoved(PollFact):
    """A step of its course that has no numbers: studied, closed, archived, withdrawn."""

    type: ClassVar[str] = "polls.moved"

    verb: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollPosted(PollFact):
    """The roll hangs out; objections until `until`."""

    type: ClassVar[str] = "polls.roll_posted"

    lines: int
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollObjected(PollFact):
    type: ClassVar[str] = "polls.roll_objected"
    personal: ClassVar[bool] = True

    objection: int
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollAnswered(PollFact):
    type: ClassVar[str] = "polls.roll_answered"

    objection: int
    ruling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRollFrozen(PollFact):
    """`root` over the lines of the roll, which changes no more."""

    type: ClassVar[str] = "polls.roll_frozen"

    root: str
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationFact(PollFact):
    subject: ClassVar[str] = "nomination"
    personal: ClassVar[bool] = True

    nomination: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PollNominated(NominationFact):
    """An elector names somebody for an election. Whom, the event does not say."""

    type: ClassVar[str] = "polls.nominated"


@dataclass(frozen=True, slots=True, kw_only=True)
class PollNominationSupported(NominationFact):
    """Another elector nominates them too. `enough`: by the program's own count."""

    type: ClassVar[str] = "polls.nomination_supported"

    enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PollNominationAnswered(NominationFact):
    """Whoever is named says whether they stand."""

    type: ClassVar[str] = "polls.nomination_answered"

    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PollNominationChecked(NominationFact):
    type: ClassVar[str] = "polls.nomination_checked"
    personal: ClassVar[bool] = False

    qualified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PollCandidatesListed(PollFact):
    """The list of candidates is published. `order`: drawn, strokes."""

    type: ClassVar[str] = "polls.candidates_listed"

    candidates: int
    order: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PollOpened(PollFact):
    type: ClassVar[str] = "polls.opened"

    closes_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PollVoted(PollFact):
    """Somebody of a line took part. What they chose, and on which slip, stands nowhere near."""

    type: ClassVar[str] = "polls.voted"
    personal: ClassVar[bool] = True
    subject: ClassVar[str] = "turn"

    turn: int
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PollSheetsPrinted(PollFact):
    """Ballots on paper, each with a number that names nobody."""

    type: ClassVar[str] = "polls.sheets_printed"

    sheets: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PollSheetRead(PollFact):
    """Somebody read a sheet after the close. `outcome`: first, settled, differs."""

    type: ClassVar[str] = "polls.sheet_read"
    subject: ClassVar[str] = "sheet"

    sheet: int
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PollAnswerDenied(PollFact):
    """What was written down at a door was not said there, says whoever lives behind it."""

    type: ClassVar[str] = "polls.answer_denied"
    personal: ClassVar[bool] = True
    subject: ClassVar[str] = "turn"

    turn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PollCounted(PollFact):
    """The urn was opened. `root` over all ballots with their numbers, as they will be published."""

    type: ClassVar[str] = "polls.counted"

    root: str
    ballots: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PollDecided(PollFact):
    """The result is published. `valid`: enough took part; `passed`: and it was decided so.

    Of an election `passed` says that every seat is filled. Figures are None where so few took part
    that they would tell who chose what.
    """

    type: ClassVar[str] = "polls.decided"

    kind: str
    topic: int | None
    valid: bool
    passed: bool
    outcome: str
    roll: int
    ballots: int
    agree: int | None
    oppose: int | None
    abstain: int | None
    invalid: int | None
