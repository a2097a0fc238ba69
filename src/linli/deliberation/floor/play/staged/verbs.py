"""What is done in a meeting of stages alone, and its words as a step."""

import re
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any

from linli.deliberation.floor.play.saying import DAY, Unreadable, day_of
from linli.deliberation.floor.play.words import longest
from linli.deliberation.floor.staged import steps


class StageVerb(StrEnum):
    NEXT_STAGE = "next_stage"
    EXTEND = "extend"
    EXCUSE = "excuse"
    QUESTION = "question"
    ANSWER = "answer"
    TASK = "task"
    ACCEPT = "accept"
    DROP = "drop"


WORDS: dict[str, tuple[str, ...]] = {
    StageVerb.NEXT_STAGE: ("goes on", "next stage", "下一环节", "下一阶段"),
    StageVerb.EXTEND: ("extends", "extend", "延长"),
    StageVerb.EXCUSE: ("excuses", "excuse", "免报"),
    StageVerb.QUESTION: ("questions", "question to", "question", "提问"),
    StageVerb.ANSWER: ("answered", "answers", "answer", "已答复", "答复"),
    StageVerb.TASK: ("adds a task", "task for", "task", "任务"),
    StageVerb.ACCEPT: ("accepts", "accept", "takes on", "接受"),
    StageVerb.DROP: ("drops", "drop", "declines", "撤下", "不接受"),
}
BEHIND = re.compile(r"(?:for|of|来自|回应)\s*(q\d+)")
ITEM = re.compile(r"(?:item|议题)\s*=?\s*(\S+)")


def stage_verb_of(text: str) -> tuple[StageVerb, str] | None:
    found = longest(text, WORDS)
    return (StageVerb(found[0]), found[1]) if found else None


def _said(words: str) -> tuple[str, str]:
    """What stands before the colon, and the words after it."""
    before, colon, text = words.replace("：", ":").partition(":")
    if not colon:
        raise Unreadable(f"a colon before what is said: {words}")
    return before.strip(), text.strip()


def _extend(at: datetime, by: str, words: str) -> steps.Step:
    amount = re.search(r"\d+", words)
    if amount is None:
        raise Unreadable(f"how many minutes? {words}")
    return steps.Extend(at, by, minutes=int(amount[0]))


def _question(at: datetime, by: str, words: str) -> steps.Step:
    to, text = _said(words)
    return steps.Question(at, by, text=text, to=to)


def _task(at: datetime, by: str, words: str) -> steps.Step:
    """`task Li by 2026-12-20 for q1 item roof: asks three firms`."""
    about, text = _said(words)
    day, behind, item = re.search(DAY, about), BEHIND.search(about), ITEM.search(about)
    if day is None:
        raise Unreadable(f"by when? {words}")
    who = re.split(r"[\s,，]", about)[0]
    return steps.AddTask(
        at,
        by,
        text=text,
        who=who,
        due=day_of(day["day"], at.date()),
        question=behind[1] if behind else None,
        item=item[1] if item else None,
    )


BUILT: dict[StageVerb, Callable[[datetime, str, str], Any]] = {
    StageVerb.NEXT_STAGE: lambda at, by, _: steps.NextStage(at, by),
    StageVerb.EXTEND: _extend,
    StageVerb.EXCUSE: lambda at, by, words: steps.Excuse(at, by, member=words),
    StageVerb.QUESTION: _question,
    StageVerb.ANSWER: lambda at, by, words: steps.Answer(at, by, question=words),
    StageVerb.TASK: _task,
    StageVerb.ACCEPT: lambda at, by, words: steps.AcceptTask(at, by, task=words),
    StageVerb.DROP: lambda at, by, words: steps.DropTask(at, by, task=words),
}
