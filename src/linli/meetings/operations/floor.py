"""Taking a meeting one command further; inside a transaction only, the meeting locked."""

from collections.abc import Mapping
from typing import Any

from linli.deliberation.floor.kinds import MeetingState
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.state import Floor
from linli.facts import meetings as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.meetings.hours import not_now
from linli.meetings.models import FloorCommand, Meeting, Seat
from linli.meetings.moments import moment
from linli.meetings.operations import dispositions, phone
from linli.meetings.procedures import State, parsed, procedure, state_of
from linli.meetings.queries import floor_of, names_on_floor, now_or
from linli.meetings.saying import facts_of
from linli.meetings.seating import PUBLIC
from linli.meetings.states import CANCELLED
from linli.meetings.told_floor import kept


def locked(meeting: int) -> Meeting:
    phone.alone(meeting)
    rows = Meeting.objects.across_communities(PUBLIC).filter(pk=meeting)
    return found_or_refused(rows.select_for_update(of=("self",)))


def step(
    actor: Actor, row: Meeting, command: Mapping[str, Any], *, by: str, pressed_at: str = ""
) -> State:
    """Take the machine of a locked meeting one command further, and write the command down.

    `by` is the key of the member in whose name it is given; `at` is now. A refusal of the machine
    is a `Refused` with its code, and nothing changed. No event: the action records its own.

    `pressed_at`: the moment (`moments.py`) at which it was pressed, when a page says so. Votes that
    were cast by phone meanwhile come first.
    """
    state = floor_of(row)
    if state is None or row.state == CANCELLED:
        raise Refused("meetings.not_noticed")
    runs = procedure(row.form)
    before = phone.take_in(row, state)
    try:
        given = parsed(row.form, {**command, "at": now_or(before.clock).isoformat(), "by": by})
    except ValueError as error:
        raise Refused("meetings.bad_command", field=str(error)) from error
    if pressed_at and moment(runs.passed(before, given.at), given.do) != pressed_at:
        raise Refused("meetings.moved_on")
    if given.do == "close":
        dispositions.before_closing(row, before)
    after = runs.apply(before, given)
    if isinstance(after, Refusal):
        raise Refused(after.code.value, **facts_of(after, names_on_floor(row.pk)))
    _at_its_hour(row, before, given)
    row.version += 1
    row.state = state_of(after).value
    if row.state == MeetingState.ADJOURNED and row.ended_at is None:
        row.ended_at = given.at
    row.put("floor", runs.pack(after))
    if isinstance(after, Floor) and isinstance(before, Floor):
        row.recent = kept(row.recent, before, after)
    row.save(update_fields=["version", "state", "floor", "lately", "ended_at"])
    line = FloorCommand(
        meeting=row,
        binding=row.binding,
        version=row.version,
        do=given.do,
        person_id=actor.person,
        helper_id=actor.helper,
        capacity=actor.capacity,
        at=given.at,
    )
    line.put("command", runs.pack_command(given))
    line.save(force_insert=True)
    if row.state == MeetingState.ADJOURNED and state_of(before) is not MeetingState.ADJOURNED:
        dispositions.settle(row, after)
    if given.do == "leave":
        gone = Seat.objects.filter(meeting=row, key=given.member or by)
        gone.update(left_at=given.at)
    return after  # type: ignore[no-any-return]  # either machine's state


def _at_its_hour(row: Meeting, before: State, given: Any) -> None:
    """Doors, opening and an early end wait for the time that people were told. Raises Refused."""
    found = not_now(given.do, state_of(before).value, row.starts_at, given.at)
    if found is not None:
        raise Refused(found.code, at=clock.minute_of(found.at))


def moved(actor: Actor, row: Meeting, do: str) -> None:
    """The event of a command that has no fact of its own."""
    fact = facts.FloorMoved(
        meeting=row.pk, community=row.community, version=row.version, do=do, state=row.state
    )
    record(actor, fact, place=row.community)


def presiding(row: Meeting) -> str:
    """The key of who presides now; empty before the notice."""
    state = floor_of(row)
    return state.presiding if state is not None else ""
