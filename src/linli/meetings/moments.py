"""At which moment of a meeting something was pressed. Pure.

Versions move with every raised hand, so a button does not carry its page's version: it carries what
it is about. Whoever presses “yes” on a motion that is not the pending one any more is told so.
"""

from linli.deliberation.floor.kinds import MotionState
from linli.deliberation.floor.staged.state import Course
from linli.deliberation.floor.state import Floor

#: Steps that mean the same whatever is pending.
ALWAYS = frozenset({"arrive", "leave", "recuse", "tick"})


def moment(state: Floor | Course, do: str) -> str:
    """What this step would be about now; nothing, when it means the same at any time."""
    if do in ALWAYS:
        return ""
    if do == "end_speech":
        speech = state.speech
        return f"{speech.member}@{speech.since.timestamp():.0f}" if speech else "-"
    if isinstance(state, Course):
        return f"{state.meeting}.{state.stage or '-'}"
    return f"{state.meeting}.{_pending(state)}"


def _pending(state: Floor) -> str:
    top = state.pending
    if top is None:
        return "-"
    phases = {MotionState.MADE: "made", MotionState.PUT: "vote"}
    phase = phases.get(top.state, "open")
    return f"{top.id}.{phase}.{top.reconsidered}{'o' if top.objected else ''}"
