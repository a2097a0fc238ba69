"""Votes by phone: kept one by one, then taken into the floor in their order. In a transaction only."""

from typing import Any

from linli.deliberation.floor import apply, pack_command, passed
from linli.deliberation.floor.commands import Cast
from linli.deliberation.floor.kinds import Choice, Method
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.state import Floor
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.prepared import ask
from linli.meetings.models import FloorCommand, Meeting, PhoneVote, Seat
from linli.meetings.moments import moment
from linli.meetings.queries import names_on_floor
from linli.meetings.queries_live import seen, vote_key
from linli.meetings.saying import facts_of

_SHARED = "SELECT pg_advisory_xact_lock_shared(hashtextextended('meetings.vote', $1))"
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended('meetings.vote', $1))"


def shared(meeting: int) -> tuple[Meeting, Any]:
    """The meeting and its state, which no command moves until this transaction ends."""
    ask(_SHARED, [meeting])
    whole = seen(meeting)
    return whole.row, whole.state


def alone(meeting: int) -> None:
    """Waits for those who are voting; they are few milliseconds each."""
    ask(_ALONE, [meeting])


def require_open(state: Any, pressed_at: str) -> None:
    """A vote by phone is under way, and it is the one that the button was about."""
    at = max(clock.now(), state.clock)
    by_phone = isinstance(state, Floor) and state.vote and state.vote.method is Method.PHONE
    if not by_phone or (pressed_at and moment(passed(state, at), "cast") != pressed_at):
        raise Refused("meetings.moved_on")


def keep(actor: Actor, row: Meeting, state: Floor, seat: Seat, choice: str) -> PhoneVote:
    """The machine says whether this seat may vote; it is asked, and its answer thrown away."""
    at = max(clock.now(), state.clock)
    after = apply(state, Cast(at, seat.key, Choice(choice)))
    if isinstance(after, Refusal):
        raise Refused(after.code.value, **facts_of(after, names_on_floor(row.pk)))
    vote = PhoneVote(
        meeting=row,
        seat=seat,
        binding=row.binding,
        vote=vote_key(state),
        person_id=actor.person,
        helper_id=actor.helper,
        capacity=actor.capacity,
        at=at,
    )
    vote.choice = choice
    vote.save(force_insert=True)
    return vote


def take_in(row: Meeting, state: Any) -> Any:
    """The state with every vote that waits, each written down as the command that it is.

    The meeting is locked, and so are the voters. A vote whose seat has left or was recused meanwhile
    is none any more, as on the floor itself: the machine refuses it, and it is marked as seen.
    """
    waiting = list(
        PhoneVote.objects.filter(meeting=row, taken=None).select_related("seat").order_by("pk")
    )
    lines = []
    for vote in waiting:
        command = Cast(max(vote.at, state.clock), vote.seat.key, Choice(vote.choice))
        after = apply(state, command) if vote.vote == vote_key(state) else None
        if isinstance(after, Floor):
            state = after
            row.version += 1
            lines.append(_line(row, vote, command))
        vote.taken = row.version
    FloorCommand.objects.bulk_create(lines)
    PhoneVote.objects.bulk_update(waiting, ["taken"])
    return state


def _line(row: Meeting, vote: PhoneVote, command: Cast) -> FloorCommand:
    line = FloorCommand(
        meeting=row,
        binding=row.binding,
        version=row.version,
        do=command.do,
        person_id=vote.person_id,
        helper_id=vote.helper_id,
        capacity=vote.capacity,
        at=command.at,
    )
    line.put("command", pack_command(command))
    return line
