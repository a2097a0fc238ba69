"""What a script may expect of a meeting of stages. An answer is what is wrong, or nothing."""

from collections.abc import Callable

from linli.deliberation.floor.kinds import MeetingState, named
from linli.deliberation.floor.play.saying import Unreadable
from linli.deliberation.floor.play.staged.numbers import NAMES
from linli.deliberation.floor.play.words import longest
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.staged.order import against, next_speaker
from linli.deliberation.floor.staged.state import Course, Why
from linli.deliberation.floor.staged.table import Act

WORDS: dict[str, tuple[str, ...]] = {
    "refused": ("refused", "拒绝", "被拒绝"),
    "accepted": ("accepted", "ok", "接受"),
    "meeting": ("meeting", "会议"),
    "stage": ("stage", "环节", "阶段"),
    "speaking": ("speaking", "发言者"),
    "next": ("next", "下一位"),
    "chair": ("chair", "presiding", "主持"),
    "task": ("task", "任务"),
    "question": ("question", "问题"),
    "in_order": ("in order", "合规"),
    "not_in_order": ("not in order", "不合规"),
}
NOBODY = ("nobody", "nothing", "none", "无", "没有")
FATES = {
    "已接受": "accepted",
    "待接受": "open",
    "没有": "gone",
    "已答复": "answered",
    "未答复": "open",
}
FATES |= {"成为任务": "task", "待答复": "open"}


def _same(have: object, want: object) -> str | None:
    return None if str(have) == str(want) else f"it is {have}, not {want}"


def _who(have: str | None, words: str) -> str | None:
    return _same(have or "nobody", "nobody" if words in NOBODY else words)


def _refused(words: str, _: Course, last: Refusal | None) -> str | None:
    if last is None:
        return "it was accepted"
    code = last.code.removeprefix("floor.")
    return _same(code, words.removeprefix("floor.").replace(" ", "_")) if words else None


def _accepted(_: str, __: Course, last: Refusal | None) -> str | None:
    return f"it was refused: {last.code}" if last else None


def _meeting(words: str, state: Course, _: Refusal | None) -> str | None:
    wanted = named(MeetingState, words)
    if wanted is None:
        raise Unreadable(f"no such state of a meeting: {words}")
    return _same(state.meeting, wanted)


def _stage(words: str, state: Course, _: Refusal | None) -> str | None:
    return _same(state.stage or "none", NAMES.get(words, words))


def _task(words: str, state: Course, _: Refusal | None) -> str | None:
    number, _sep, fate = words.partition(" ")
    found = next((task for task in state.tasks if task.id == number), None)
    have = "gone" if found is None else "accepted" if found.accepted else "open"
    return _same(have, FATES.get(fate.strip(), fate.strip()))


def _question(words: str, state: Course, _: Refusal | None) -> str | None:
    number, _sep, fate = words.partition(" ")
    found = next((asked for asked in state.questions if asked.id == number), None)
    have = Why(found.state).value if found else "gone"
    return _same(have, FATES.get(fate.strip(), fate.strip()))


def _acts(words: str) -> list[tuple[Act, str]]:
    found = []
    for part in words.replace("，", ",").replace("、", ",").split(","):
        act, _, code = part.strip().partition(" ")
        if act not in set(Act):
            raise Unreadable(f"no such act: {act}")
        found.append((Act(act), code.strip().removeprefix("floor.")))
    return found


def _in_order(words: str, state: Course, _: Refusal | None) -> str | None:
    answers = [(act, against(state, act)) for act, _code in _acts(words)]
    return next((f"{act}: {answer.code}" for act, answer in answers if answer), None)


def _not_in_order(words: str, state: Course, _: Refusal | None) -> str | None:
    for act, code in _acts(words):
        answer = against(state, act)
        if answer is None:
            return f"{act} is in order"
        if code and answer.code.removeprefix("floor.") != code:
            return f"{act}: {answer.code}"
    return None


CHECKS: dict[str, Callable[[str, Course, Refusal | None], str | None]] = {
    "refused": _refused,
    "accepted": _accepted,
    "meeting": _meeting,
    "stage": _stage,
    "speaking": lambda words, state, _: _who(state.speech.member if state.speech else None, words),
    "next": lambda words, state, _: _who(next_speaker(state), words),
    "chair": lambda words, state, _: _same(state.presiding, words),
    "task": _task,
    "question": _question,
    "in_order": _in_order,
    "not_in_order": _not_in_order,
}


def wrong(text: str, state: Course, last: Refusal | None) -> str | None:
    found = longest(text, WORDS)
    if found is None:
        raise Unreadable(f"nothing known to expect: {text}")
    return CHECKS[found[0]](found[1], state, last)
