"""A verb and its words as a command."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from linli.deliberation.floor import commands as given
from linli.deliberation.floor.kinds import Choice, Method, Outcome, Side, named
from linli.deliberation.floor.play.saying import DAY, Unreadable, day_of
from linli.deliberation.floor.play.words import Verb, begins, longest, names_of

UNITS = {"s": 1, "m": 60, "h": 3600, "秒": 1, "分": 60, "小": 3600, "时": 3600}
YES, NO = (
    ("upheld", "well taken", "granted", "yes", "成立", "准许"),
    ("denied", "not", "no", "不成立", "不准"),
)


def span(amount: str, unit: str) -> timedelta:
    seconds = UNITS.get(unit[:1])
    if seconds is None:
        raise Unreadable(f"no such unit of time: {unit}")
    return timedelta(seconds=int(amount) * seconds)


def waited(words: str, clock: datetime, at: datetime) -> datetime:
    """`2m`, `90s`, `2分钟` after the clock; without an amount: as the line says."""
    amount = re.search(r"(\d+)\s*([a-z分秒时钟小]+)", words)
    return clock + span(*amount.groups()) if amount else at


def _choice(words: str, of: type[Any]) -> Any:
    found = named(of, words)
    if found is None:
        raise Unreadable(f"which? {words}")
    return found


def _upheld(words: str) -> bool:
    if any(begins(words, word) for word in NO):
        return False
    if any(begins(words, word) for word in YES):
        return True
    raise Unreadable(f"upheld or denied? {words}")


def _ask(at: datetime, by: str, words: str) -> given.Ask:
    return given.Ask(at, by, side=named(Side, words) or Side.NEUTRAL)


def _put(at: datetime, by: str, words: str) -> given.Put:
    words = words.removeprefix("by ").removeprefix("用")
    return given.Put(at, by, method=_choice(words, Method) if words else None)


def _dispose(at: datetime, by: str, words: str) -> given.Dispose:
    """`roof deferred to 2026-12-12: the figures are missing`."""
    said, _, reason = words.replace("：", ":").partition(":")
    item, _, rest = said.partition(" ")
    found = longest(rest.strip(), names_of(Outcome))
    if found is None:
        raise Unreadable(f"what becomes of it? {words}")
    day = re.search(DAY, found[1])
    body = found[1].replace(day[0], "") if day else found[1]
    body = re.sub(r"^(to|给|至|到)\s*|(report|by|on|until|前报告|报告|至|到)\s*$", "", body.strip())
    return given.Dispose(
        at,
        by,
        item=item,
        outcome=Outcome(found[0]),
        reason=reason.strip(),
        on=day_of(day["day"], at.date()) if day else None,
        body=body.strip() or None,
    )


def _count(at: datetime, by: str, words: str) -> given.Count:
    yes, no, abstain, *_ = [*(int(n) for n in re.findall(r"\d+", words)), 0, 0, 0]
    return given.Count(at, by, yes=yes, no=no, abstain=abstain)


PLAIN: dict[Verb, Callable[[datetime, str], given.Command]] = {
    Verb.NOTICE: given.Notice,
    Verb.CALL: given.Call,
    Verb.ARRIVE: given.Arrive,
    Verb.LEAVE: given.Leave,
    Verb.OPEN: given.Open,
    Verb.RESUME: given.Resume,
    Verb.CLOSE: given.Close,
    Verb.APPROVE: given.ApproveMinutes,
    Verb.SET_ASIDE: given.SetAside,
    Verb.WAIT: given.Tick,
    Verb.SECOND: given.Second,
    Verb.OBJECT: given.Object,
    Verb.STEP_BACK: given.StepBack,
    Verb.END_SPEECH: given.EndSpeech,
    Verb.ANNOUNCE: given.Announce,
}
WORDED: dict[Verb, Callable[[datetime, str, str], given.Command]] = {
    Verb.HAND_OVER: lambda at, by, words: given.HandOver(at, by, to=words),
    Verb.RECUSE: lambda at, by, words: given.Recuse(at, by, item=words),
    Verb.RULE: lambda at, by, words: given.Rule(at, by, upheld=_upheld(words)),
    Verb.ASK: _ask,
    Verb.RECOGNISE: lambda at, by, words: given.Recognise(at, by, member=words or None),
    Verb.PUT: _put,
    Verb.VOTE: lambda at, by, words: given.Cast(at, by, choice=_choice(words, Choice)),
    Verb.COUNT: _count,
    Verb.DISPOSE: _dispose,
}


def built(verb: Verb, words: str, at: datetime, by: str) -> given.Command:
    if verb in PLAIN:
        return PLAIN[verb](at, by)
    if verb in WORDED:
        return WORDED[verb](at, by, words)
    raise Unreadable(f"not here: {verb}")
