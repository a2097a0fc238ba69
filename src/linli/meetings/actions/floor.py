"""What members do on the floor. Lock: the meeting."""

from collections.abc import Mapping
from typing import Any

from linli.deliberation.operations.topics import good_text
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.meetings import rules
from linli.meetings.deeds import MEETINGS
from linli.meetings.models import Meeting
from linli.meetings.operations import floor
from linli.meetings.operations import notice as notices
from linli.meetings.operations.planning import charter_or_refused
from linli.meetings.parameters import WORDS_MAX
from linli.meetings.seating import seat_of

#: Steps with an action of their own: they need more than the machine knows.
ELSEWHERE = frozenset({"notice", "arrive", "approve_minutes"})


#: What hands that help whoever presides may do: presiding is an office.
BY_HELPERS_OF_THE_CHAIR = frozenset({"leave", "cast", "recuse", "accept_task"})


def _cleaned(command: Mapping[str, Any]) -> dict[str, Any]:
    """What is said on the floor is cleaned as every text, is not endless, and holds no ID number."""
    return {
        name: good_text(value, field=name, most=WORDS_MAX)
        if isinstance(value, str)
        else _cleaned(value)
        if isinstance(value, Mapping)
        else value
        for name, value in command.items()
    }


@action(allow=rules.may_take_part, deed=MEETINGS.key)
def give(actor: Actor, *, meeting: int, command: Mapping[str, Any], moment: str = "") -> Meeting:
    """One command of the actor's member: `do` and its fields, as docs/floor.md tells them.

    The floor says whether it is in order; a refusal bears its code, and nothing has changed. `moment`
    is what the button was about when it was shown (`moments.py`): about nothing else it is given.
    """
    command = _cleaned(command)
    row = floor.locked(meeting)
    do = str(command.get("do", ""))
    if do in ELSEWHERE:
        raise Refused("meetings.by_its_own_step")
    seat = seat_of(actor.person, row.pk)
    if seat is None:  # it was given to somebody else meanwhile
        raise Refused("meetings.no_seat")
    if do == "leave" and command.get("member") not in (None, "", seat.key):
        raise Refused("meetings.by_its_own_step")  # of others it is said with a reason
    presides = seat.key == floor.presiding(row)
    if actor.helper is not None and presides and do not in BY_HELPERS_OF_THE_CHAIR:
        raise Refused("meetings.by_own_hands")
    if do == "call":
        notices.anew(row)
    if do == "open":
        charter_or_refused(row.community, row.estate_id, row.series, row.starts_at)
    floor.step(actor, row, command, by=seat.key, pressed_at=moment)
    floor.moved(actor, row, do)
    return row
