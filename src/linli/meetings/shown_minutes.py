"""Minutes and dispositions as their pages show them."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from linli.deliberation.diffs import Run, runs
from linli.deliberation.floor.kinds import MeetingState, Outcome
from linli.deliberation.matters import body_title
from linli.kernel.actor import Actor
from linli.meetings import rules_minutes
from linli.meetings.minutes.rendering import Paragraph
from linli.meetings.models import Item, Meeting, Minutes, MinutesAmendment
from linli.meetings.operations.dispositions import OTHER, code_of, deferrals
from linli.meetings.outcomes import Ending, Source, endings
from linli.meetings.parameters import DEFERRALS_FREE
from linli.meetings.procedures import State
from linli.meetings.queries import floor_of, items_of, title_of
from linli.meetings.queries_minutes import amendments_of
from linli.meetings.rules import sits_or_arranges
from linli.meetings.rules_live import may_follow
from linli.meetings.seating import seat_of
from linli.meetings.states import HELD

TONES = {"adopted": "ok", "rejected": "stop", "deferred": "wait", "referred": "wait"}
OUTCOMES = dict(Item.OUTCOMES)


@dataclass(frozen=True, slots=True)
class Disposed:
    """How an item stands now. `must`: what the chair still owes: dispose, explain, day."""

    item: Item
    number: int
    outcome: str
    word: Any
    tone: str
    source: Any
    on: date | None
    body: str
    reason: str
    decision: str
    figures: tuple[int, int, int] | None
    times: int
    must: str
    may_change: bool = False
    #: whoever presides is recused from it
    recused: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    meeting: Meeting
    rows: list[Disposed]
    presides: bool
    in_session: bool
    left: int = 0


def closing(actor: Actor, row: Meeting) -> Closing:
    """Every item with its disposition; before the end as the floor would leave it now."""
    items, state = items_of(row.pk), floor_of(row)
    before = deferrals(items)
    over = row.state in HELD
    # before its end it is the floor's: for those who follow it
    ends = endings(state) if state is not None and not over and _follows(actor, row) else {}
    votes = over and _sees_votes(actor, row)
    presides = rules_minutes.presides(actor, row, state)
    out = _chair_is_out(state) if presides else frozenset()
    rows = [
        _of_item(item, number, votes=votes)
        if over
        else _on_floor(item, number, ends.get(item.key), before[item.pk])
        for number, item in enumerate(items, 1)
    ]
    return Closing(
        row,
        [replace(each, recused=each.item.key in out) for each in rows],
        presides,
        row.state == MeetingState.IN_SESSION,
        len([each for each in rows if each.must]),
    )


def _follows(actor: Actor, row: Meeting) -> bool:
    seat = seat_of(actor.person, row.pk)
    published = "floor" in row.charter.plain.publication
    return bool(may_follow(actor, row, seat, published=published))


def _sees_votes(actor: Actor, row: Meeting) -> bool:
    return "votes" in row.charter.plain.publication or sits_or_arranges(actor, row)


def _chair_is_out(state: State | None) -> frozenset[str]:
    """Items of which whoever presides does not dispose: another presides for them."""
    if state is None:
        return frozenset()
    return frozenset(item for member, item in state.recused if member == state.presiding)


def _of_item(item: Item, number: int, *, votes: bool) -> Disposed:
    figures = None
    if votes and item.yes is not None:
        figures = (item.yes, item.no or 0, item.abstain or 0)
    return Disposed(
        item,
        number,
        item.outcome,
        item.get_outcome_display(),
        TONES.get(item.outcome, "plain"),
        item.get_source_display(),
        item.on,
        _body(item.body),
        item.why,
        item.decided,
        figures,
        item.deferrals,
        "day" if item.to_name else "",
    )


def _body(code: str, words: str = "") -> str:
    return words if code == OTHER or not code else str(body_title(code))


def _on_floor(item: Item, number: int, ending: Ending | None, before: int) -> Disposed:
    deferred = ending is not None and ending.outcome is Outcome.DEFERRED
    times = before + 1 if deferred else before
    if ending is None:
        return Disposed(
            item, number, "", "", "plain", "", None, "", item.why, "", None, times, "dispose"
        )
    unsaid = deferred and times >= DEFERRALS_FREE and not (ending.reason or item.why)
    counted = ending.counted
    return Disposed(
        item,
        number,
        ending.outcome.value,
        OUTCOMES[ending.outcome.value],
        TONES.get(ending.outcome.value, "plain"),
        dict(Item.SOURCES)[ending.source.value],
        ending.on,
        _body(code_of(ending.body), ending.body),
        ending.reason or item.why,
        ending.decision,
        (counted.yes, counted.no, counted.abstain) if counted else None,
        times,
        "explain" if unsaid else "",
        may_change=ending.source is Source.CHAIR,
    )


# --- minutes ------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Offered:
    """An amendment with what differs; `seat`: whose, never a name."""

    row: MinutesAmendment
    seat: str
    runs: list[Run]


@dataclass(frozen=True, slots=True)
class Line:
    row: Paragraph
    offered: list[Offered] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shown:
    minutes: Minutes
    lines: list[Line]
    answered: list[Offered]
    open: int
    may_amend: bool
    may_keep: bool
    may_approve: bool


def shown(actor: Actor, row: Minutes, language: str) -> Shown:
    """The draft as it reads now, with what is offered beside each paragraph."""
    meeting = row.meeting_id
    offered = [
        Offered(each, title_of(each.seat), runs(each.was, each.chinese))
        for each in amendments_of(row)
    ]
    still = [each for each in offered if each.row.state == MinutesAmendment.State.OPEN]
    drafted = row.state == Minutes.State.DRAFT
    lines = [
        Line(each, [one for one in still if one.row.paragraph == each.key])
        for each in row.rows[language]
    ]
    return Shown(
        row,
        lines,
        [each for each in offered if each not in still],
        len(still),
        drafted and bool(rules_minutes.may_amend(actor, meeting=meeting)),
        bool(rules_minutes.may_keep(actor, meeting=meeting)),
        drafted and bool(rules_minutes.may_approve(actor, meeting=meeting)),
    )
