"""The queue of speakers in the order in which they would speak, if nobody else came. Pure."""

from dataclasses import dataclass, replace

from linli.deliberation.floor import next_speaker
from linli.deliberation.floor.kinds import Side
from linli.deliberation.floor.speaking import times
from linli.deliberation.floor.state import Floor


@dataclass(frozen=True, slots=True)
class Place:
    """`spoken`: has had the floor on this motion before. `goes_on`: was interrupted."""

    member: str
    side: Side
    spoken: bool
    goes_on: bool


def line_up(state: Floor) -> tuple[Place, ...]:
    """The machine says who is next; then as if that speech were over, and so on."""
    found: list[Place] = []
    while (asked := next_speaker(state)) is not None and state.pending is not None:
        motion = state.pending
        spoken = dict(motion.spoken)
        found.append(
            Place(
                asked.member, asked.side, bool(times(motion, asked.member)), asked.left is not None
            )
        )
        spoken[asked.member] = spoken.get(asked.member, 0) + 1
        motion = replace(
            motion,
            queue=tuple(each for each in motion.queue if each is not asked),
            spoken=tuple(spoken.items()),
            last_side=asked.side,
        )
        state = replace(state, stack=(*state.stack[:-1], motion))
    return tuple(found)
