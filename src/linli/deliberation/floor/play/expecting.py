"""Lines that say what must be so now: `expect …`. An answer is what is wrong, or nothing."""

from collections.abc import Callable

from linli.deliberation.floor.kinds import Kind, MeetingState, MotionState, named, names
from linli.deliberation.floor.order import against
from linli.deliberation.floor.people import quorum
from linli.deliberation.floor.play.saying import Unreadable, kind_of
from linli.deliberation.floor.play.words import longest, names_of
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.speaking import next_speaker
from linli.deliberation.floor.state import Floor, Motion

WORDS: dict[str, tuple[str, ...]] = {
    "refused": ("refused", "拒绝", "被拒绝"),
    "accepted": ("accepted", "ok", "接受"),
    "pending": ("pending", "待决"),
    "stack": ("stack", "待决序列"),
    "meeting": ("meeting", "会议"),
    "text": ("text", "文本"),
    "in_order": ("in order", "合规"),
    "not_in_order": ("not in order", "out of order", "不合规"),
    "next": ("next", "下一位"),
    "chair": ("chair", "presiding", "主持"),
    "waiting": ("waiting", "待议"),
    "quorum": ("quorum", "法定人数"),
    "suspended": ("suspended", "已暂停"),
    "speaking": ("speaking", "发言者"),
}


class Seen:
    """What the play remembers beside the state."""

    def __init__(self) -> None:
        self.last: Refusal | None = None
        self.motions: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.kinds: dict[str, Kind] = {}

    def look(self, state: Floor) -> None:
        for event in state.happened:
            if event.motion and event.state and event.what.value == "motion":
                self.motions[event.motion] = event.state
        known: list[Motion] = [*state.stack]
        for waits in state.waiting:
            known += waits.stack
        known += [settled.main for settled in state.settled]
        for motion in known:
            self.kinds[motion.id] = motion.kind
            self.texts[motion.id] = motion.terms.text or ""
        for motion in state.stack:
            self.motions[motion.id] = motion.state.value

    def number(self, words: str) -> str | None:
        """A motion by its number, or the last one of a kind."""
        if words in self.motions:
            return words
        kind = named(Kind, words)
        numbers = [number for number, of in self.kinds.items() if of is kind]
        return max(numbers, key=lambda number: int(number[1:]), default=None)


def wrong(text: str, state: Floor, seen: Seen) -> str | None:
    found = longest(text, WORDS)
    if found:
        return CHECKS[found[0]](found[1], state, seen)
    number, rest = _reference(text, seen)
    into = named(MotionState, rest)
    if number is None or into is None:
        raise Unreadable(f"nothing known to expect: {text}")
    return _same(seen.motions[number], into.value)


def _reference(text: str, seen: Seen) -> tuple[str | None, str]:
    """A motion's number, or the name of a kind in however many words; and what follows."""
    found = longest(text, names_of(Kind))
    words, _, rest = (found[0], "", found[1]) if found else text.partition(" ")
    return seen.number(words), rest.strip()


def _same(have: object, want: object) -> str | None:
    return None if str(have) == str(want) else f"it is {have}, not {want}"


def _refused(words: str, _: Floor, seen: Seen) -> str | None:
    if seen.last is None:
        return "it was accepted"
    code = seen.last.code.removeprefix("floor.")
    return _same(code, words.removeprefix("floor.").replace(" ", "_")) if words else None


def _accepted(_: str, __: Floor, seen: Seen) -> str | None:
    return f"it was refused: {seen.last.code}" if seen.last else None


def _kind_or_number(motion: Motion, words: str) -> bool:
    return motion.id == words or named(Kind, words) is motion.kind


def _nothing(words: str) -> bool:
    return words.casefold() in ("", "nothing", "none", "无", "没有")


def _pending(words: str, state: Floor, _: Seen) -> str | None:
    top = state.pending
    if top is None or _nothing(words):
        return _same(top.id if top else "nothing", "nothing" if _nothing(words) else words)
    return None if _kind_or_number(top, words) else f"{top.id} {top.kind} is pending"


def _stack(words: str, state: Floor, _: Seen) -> str | None:
    wanted = [] if _nothing(words) else [w.strip() for w in words.replace("，", ",").split(",")]
    have = [f"{motion.id} {motion.kind}" for motion in state.stack]
    if len(wanted) == len(state.stack) and all(map(_kind_or_number, state.stack, wanted)):
        return None
    return f"the stack is {', '.join(have) or 'empty'}"


def _meeting(words: str, state: Floor, _: Seen) -> str | None:
    wanted = named(MeetingState, words)
    if wanted is None:
        raise Unreadable(f"no such state of a meeting: {words}")
    return _same(state.meeting, wanted)


def _text(words: str, _: Floor, seen: Seen) -> str | None:
    reference, _sep, want = words.partition(" ")
    number = seen.number(reference)
    if number is None:
        raise Unreadable(f"no such motion: {reference}")
    return _same(seen.texts[number], want.strip(' :："“”'))


def _kinds(words: str) -> list[tuple[Kind, str]]:
    return [
        kind_of(part.strip()) for part in words.replace("、", ",").replace("，", ",").split(",")
    ]


def _in_order(words: str, state: Floor, _: Seen) -> str | None:
    for kind, _rest in _kinds(words):
        answer = against(state, kind)
        if answer:
            return f"{names(kind)[1]}: {answer.code}"
    return None


def _not_in_order(words: str, state: Floor, _: Seen) -> str | None:
    for kind, code in _kinds(words):
        answer = against(state, kind)
        if answer is None:
            return f"{names(kind)[1]} is in order"
        if code and answer.code.removeprefix("floor.") != code.removeprefix("floor."):
            return f"{names(kind)[1]}: {answer.code}"
    return None


def _next(words: str, state: Floor, _: Seen) -> str | None:
    first = next_speaker(state)
    return _same(first.member if first else "nobody", "nobody" if _nothing(words) else words)


def _chair(words: str, state: Floor, _: Seen) -> str | None:
    return _same(state.presiding, words)


def _waiting(words: str, state: Floor, seen: Seen) -> str | None:
    have = {each.main.id for each in state.waiting}
    if _nothing(words):
        return f"waiting: {' '.join(sorted(have))}" if have else None
    missing = {seen.number(word) or word for word in words.replace(",", " ").split()} - have
    return f"not waiting: {' '.join(sorted(missing))}" if missing else None


def _quorum(words: str, state: Floor, _: Seen) -> str | None:
    have, need = quorum(state)
    if words.casefold() in ("lost", "no", "不足"):
        return None if have < need else f"there is one: {have}/{need}"
    if words.casefold() in ("yes", "there", "足够"):
        return None if have >= need else f"there is none: {have}/{need}"
    return _same(f"{have}/{need}", words.replace(" of ", "/"))


def _suspended(words: str, state: Floor, _: Seen) -> str | None:
    have = " ".join(state.suspended) or "nothing"
    return _same(have, "nothing" if _nothing(words) else words)


def _speaking(words: str, state: Floor, _: Seen) -> str | None:
    have = state.speech.member if state.speech else "nobody"
    return _same(have, "nobody" if _nothing(words) or words == "nobody" else words)


CHECKS: dict[str, Callable[[str, Floor, Seen], str | None]] = {
    "refused": _refused,
    "accepted": _accepted,
    "pending": _pending,
    "stack": _stack,
    "meeting": _meeting,
    "text": _text,
    "in_order": _in_order,
    "not_in_order": _not_in_order,
    "next": _next,
    "chair": _chair,
    "waiting": _waiting,
    "quorum": _quorum,
    "suspended": _suspended,
    "speaking": _speaking,
}
