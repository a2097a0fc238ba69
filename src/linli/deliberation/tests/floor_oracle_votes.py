"""Votes, speakers and what a decision brings about, told a second time from the rules."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction


# --- results ----------------------------------------------------------------------------------------
def majority(yes: int, no: int) -> bool:
    """Yes > no among votes cast, at least one yes: a tie loses, and so does 0–0."""
    return yes >= 1 and yes > no


def two_thirds(yes: int, no: int) -> bool:
    return yes >= 1 and Fraction(yes, yes + no) >= Fraction(2, 3)


def reaches(yes: int, of: int, num: int, den: int, *, strict: bool) -> bool:
    """A threshold of charter or law, as a share of whatever it is a share of."""
    if yes < 1 or of < 1:
        return False
    share = Fraction(yes, of)
    return share > Fraction(num, den) if strict else share >= Fraction(num, den)


def vote_needed(kind: str) -> str:
    """Who decides: everything is a majority except what cuts off somebody's right to speak."""
    if kind in ("previous_question", "limit_debate", "suspend_rules"):
        return "two thirds"
    if kind in ("point_of_order", "privilege"):
        return "chair"
    if kind == "call_agenda":
        return "on demand"
    return "majority"


def adopted(kind: str, yes: int, no: int) -> bool:
    """Abstentions are not votes cast. Of an appeal: whether the ruling is changed; a tie sustains it."""
    return {"two thirds": two_thirds, "majority": majority}[vote_needed(kind)](yes, no)


def needs_a_second(kind: str) -> bool:
    return kind not in ("privilege", "call_agenda", "point_of_order", "withdraw")


def smallest_quorum(members: int, num: int, den: int, *, strict: bool, least: int) -> int:
    for have in range(members + 2):
        share = Fraction(have, members) if members else Fraction(0)
        enough = share > Fraction(num, den) if strict else share >= Fraction(num, den)
        if enough:
            return max(have, least)
    return max(members, least)


# --- speakers ---------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Waits:
    """Somebody in the queue, in which they stand in the order of asking."""

    member: str
    side: str
    interrupted: bool = False


def speaks_next(
    queue: Sequence[Waits],
    times: dict[str, int],
    last_side: str | None,
    *,
    order_suspended: bool = False,
) -> str | None:
    """Whose speech was interrupted; who has not spoken; the other side; who asked first."""
    for waits in queue:
        if waits.interrupted:
            return waits.member
    left = list(queue)
    if not order_suspended:
        left = [one for one in left if not times.get(one.member)] or left
        if last_side in ("for", "against"):
            left = [one for one in left if one.side != last_side] or left
    return left[0].member if left else None


# --- what a decision brings about -------------------------------------------------------------------
@dataclass(slots=True)
class Outcome:
    """What becomes of the pile. Motions that are neither here nor there stay as they are."""

    stays: list[str]
    #: motions that left the floor for good or for a time, with their new state
    fates: dict[str, str] = field(default_factory=dict)
    #: the matter that rests, from its main motion to what is pending on it, and as what
    rests: tuple[str, list[str]] | None = None
    meeting: str = "in_session"
    #: on which motions debate is now ended, or limited
    ended: list[str] = field(default_factory=list)
    limited: list[str] = field(default_factory=list)


RESTS = {"table": "tabled", "postpone": "postponed", "refer": "referred"}


def goes_to_the_next_meeting(under: Sequence[tuple[str, str]], made: Sequence[str]) -> list[str]:
    """The main motion and what is proposed for it, as long as it is about that and not the evening."""
    kept: list[str] = []
    for number, kind in under:
        opens = kind == "main" if not kept else kind in ("amend", *ABOUT_THE_MATTER)
        if not opens or number in made:  # nobody has seconded it: it is not before the meeting
            break
        kept.append(number)
    return kept


ABOUT_THE_MATTER = ("postpone_indefinitely", "refer", "postpone")


def outcome(
    pile: Sequence[tuple[str, str]],
    *,
    carried: bool,
    scope: str = "one",
    debatable: Sequence[str] = (),
    made: Sequence[str] = (),
) -> Outcome:
    """`pile`: number and kind of every motion, the decided one last. `debatable`: the numbers of such.
    `made`: of those that nobody has seconded."""
    *under, (decided, kind) = pile
    below = [number for number, _ in under]
    result = Outcome(stays=below, fates={decided: "adopted" if carried else "lost"})
    if not carried:
        return result
    reached = below if scope == "all" else below[-1:]
    if kind == "adjourn":
        result.meeting, result.stays = "adjourned", []
        kept = goes_to_the_next_meeting(under, made)
        result.rests = ("pending", kept) if kept else None
    elif kind == "recess":
        result.meeting = "recess"
    elif kind in RESTS:
        rest = [number for number, of in under if (kind, of) != ("refer", "postpone_indefinitely")]
        result.stays, result.rests = [], (RESTS[kind], rest)
        result.fates[below[0]] = RESTS[kind]
    elif kind == "postpone_indefinitely":
        result.stays = []
        result.fates[below[0]] = "killed"
    elif kind == "previous_question":
        result.ended = list(reached)
    elif kind == "limit_debate":
        result.limited = [number for number in reached if number in debatable]
    return result


def withdrawn(pile: Sequence[str], number: str) -> list[str]:
    """What stays when a motion is withdrawn: it goes, and everything that was put on it."""
    return list(pile[: pile.index(number)])


def amended(text: str, *, strike: str | None, insert: str | None, after: str | None) -> str:
    """Words struck, inserted, or put in the place of others."""
    if strike is not None:
        head, tail = text.split(strike)
        return head + (insert or "") + tail
    if after is not None:
        head, tail = text.split(after)
        return head + after + (insert or "") + tail
    return text + (insert or "")
