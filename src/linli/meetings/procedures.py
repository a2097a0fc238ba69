"""One shape over both machines: the floor of motions, and the course of stages. Pure.

`procedure(form)` answers what a meeting of that form runs on; `start` its state in draft. Commands
are dicts as JSON has them: `do`, its fields, `at` and `by`.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from linli.deliberation import floor
from linli.deliberation.floor import staged
from linli.deliberation.floor.charter import FloorRules, Threshold
from linli.deliberation.floor.kinds import MeetingState
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.returning import carry_over
from linli.deliberation.floor.staged.state import Course, CourseRules, Stage, StageRules
from linli.deliberation.floor.state import Floor, Item
from linli.deliberation.terms import Form, Terms

State = Floor | Course
Command = Mapping[str, Any]

#: Fewer than two do not make a meeting, whatever a charter says.
PRESENT_LEAST = 2


@dataclass(frozen=True, slots=True)
class Procedure:
    """`apply` answers the next state or why not; `in_order` for each act nothing or why not."""

    apply: Callable[[Any, Any], Any]
    #: the state when it has become later and nobody did anything
    passed: Callable[[Any, datetime], Any]
    in_order: Callable[[Any], Mapping[Any, Refusal | None]]
    pack: Callable[[Any], str]
    unpack: Callable[[str], Any]
    pack_command: Callable[[Any], str]
    unpack_command: Callable[[str], Any]


MOTIONS = Procedure(
    floor.apply,
    floor.passed,
    floor.in_order,
    floor.pack,
    floor.unpack,
    floor.pack_command,
    floor.unpack_command,
)
STAGES = Procedure(
    staged.apply,
    staged.passed,
    staged.in_order,
    staged.pack,
    staged.unpack,
    staged.pack_step,
    staged.unpack_step,
)


def procedure(form: str) -> Procedure:
    return STAGES if form == Form.XHY else MOTIONS


# --- a charter's numbers ------------------------------------------------------------------------
def special(terms: Terms) -> Threshold:
    """The charter's larger majority."""
    return Threshold(terms.special_num, terms.special_den, strict=False)


def floor_rules(terms: Terms) -> FloorRules:
    return FloorRules(
        quorum_num=terms.quorum_num,
        quorum_den=terms.quorum_den,
        quorum_strict=False,
        speech_seconds=terms.speech_seconds,
        speeches_each=terms.speeches,
        two_thirds=special(terms),
    )


def course_rules(terms: Terms, seats: int) -> CourseRules:
    """How long and how often somebody speaks; each gives one report. Minutes of stages are usual."""
    usual = CourseRules()

    def stage(known: StageRules, times: int) -> StageRules:
        return StageRules(known.minutes, terms.speech_seconds, times)

    need = -(-terms.quorum_num * seats // terms.quorum_den)
    return CourseRules(
        share=stage(usual.share, terms.speeches),
        report=stage(usual.report, 1),
        answer=stage(usual.answer, terms.speeches),
        plan=stage(usual.plan, terms.speeches),
        present_least=max(need, PRESENT_LEAST),
    )


# --- a meeting's first state ------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Who:
    """Keys of seats: the members in their order, and some of them."""

    members: tuple[str, ...]
    chair: str
    keeper: str | None = None
    reporters: tuple[str, ...] = ()


def start(  # noqa: PLR0913 (a meeting is made of these)
    terms: Terms,
    who: Who,
    *,
    number: int,
    day: date,
    at: datetime,
    agenda: Iterable[Item] = (),
    before: State | None = None,
) -> State:
    """In draft. `before`: the meeting that ended last; what waits there comes back by itself."""
    if terms.form is Form.XHY:
        return staged.meeting(
            course_rules(terms, len(who.members)),
            number=number,
            day=day,
            members=who.members,
            chair=who.chair,
            at=at,
            reporters=who.reporters,
            keeper=who.keeper,
            agenda=tuple(item.id for item in agenda),
        )
    items, rules = tuple(agenda), floor_rules(terms)
    made = floor.meeting(
        rules,
        number=number,
        day=day,
        members=who.members,
        chair=who.chair,
        at=at,
        agenda=items,
        keeper=who.keeper,
    )
    if not isinstance(before, Floor):
        return made
    over = carry_over(
        before, day=day, at=at, agenda=items, members=who.members, chair=who.chair, rules=rules
    )
    return made if isinstance(over, Refusal) else _as_planned(over, made)


def _as_planned(over: Floor, made: Floor) -> Floor:
    """What waits, with this meeting's own number and keeper."""
    return replace(over, number=made.number, keeper=made.keeper)


# --- what can be asked of either ----------------------------------------------------------------
def state_of(state: State) -> MeetingState:
    return state.meeting


def reasons(form: str, state: State) -> dict[str, Refusal | None]:
    """Motion or act -> nothing when it is in order now, else why not."""
    return {kind.value: answer for kind, answer in procedure(form).in_order(state).items()}


def stage_of(state: State) -> Stage | None:
    return state.stage if isinstance(state, Course) else None


def parsed(form: str, command: Command) -> Any:
    """The command as its machine knows it. Raises ValueError when it is none."""
    try:
        return procedure(form).unpack_command(json.dumps(dict(command), default=str))
    except ValidationError as error:
        first = error.errors()[0]
        where = next((str(part) for part in reversed(first["loc"])), "do")
        raise ValueError(where) from error


def replay(form: str, first: State, packed: Iterable[str]) -> State:
    """The state after the recorded commands."""
    runs, state = procedure(form), first
    for each in packed:
        state = runs.apply(state, runs.unpack_command(each))
        if isinstance(state, Refusal):
            message = f"a recorded command is refused: {state.code}"
            raise TypeError(message)
    return state
