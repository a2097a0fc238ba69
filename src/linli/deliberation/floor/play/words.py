"""Which words people write for what, in either language, and how they are found in a line."""

import re
from enum import StrEnum
from functools import cache

from linli.deliberation.floor.kinds import names


class Verb(StrEnum):
    NOTICE = "notice"
    CALL = "call"
    ARRIVE = "arrive"
    LEAVE = "leave"
    OPEN = "open"
    RESUME = "resume"
    CLOSE = "close"
    APPROVE = "approve"
    HAND_OVER = "hand_over"
    RECUSE = "recuse"
    SET_ASIDE = "set_aside"
    DISPOSE = "dispose"
    WAIT = "wait"
    MOVE = "move"
    SECOND = "second"
    OBJECT = "object"
    RULE = "rule"
    ASK = "ask"
    STEP_BACK = "step_back"
    RECOGNISE = "recognise"
    END_SPEECH = "end_speech"
    PUT = "put"
    VOTE = "vote"
    COUNT = "count"
    ANNOUNCE = "announce"
    POLL = "poll"
    GATHER = "gather"
    NEXT = "next"
    EXPECT = "expect"
    MEETING = "meeting"
    MEMBERS = "members"
    CHAIR = "chair"
    KEEPER = "keeper"
    AGENDA = "agenda"
    RULES = "rules"
    PROCEDURE = "procedure"
    REPORTERS = "reporters"


VERBS: dict[Verb, tuple[str, ...]] = {
    Verb.NOTICE: ("notices", "notice", "通知"),
    Verb.CALL: ("calls the meeting", "calls", "call", "召集"),
    Verb.ARRIVE: ("arrives", "arrive", "present", "到场", "报到"),
    Verb.LEAVE: ("leaves", "leave", "离场", "离开"),
    Verb.OPEN: ("opens the meeting", "opens", "open", "宣布开会", "开会"),
    Verb.RESUME: ("resumes", "resume", "复会"),
    Verb.CLOSE: ("closes the meeting", "closes", "close", "宣布散会", "闭会"),
    Verb.APPROVE: ("approves the minutes", "approves minutes", "approve minutes", "通过记录"),
    Verb.HAND_OVER: (
        "hands over the chair to",
        "hands over to",
        "hand over to",
        "hand over",
        "hands over",
        "移交主持给",
        "移交主持",
    ),
    Verb.RECUSE: (
        "recuses from",
        "recused from",
        "recuse from",
        "recuses",
        "recuse",
        "回避",
    ),
    Verb.SET_ASIDE: ("sets it aside", "sets aside", "set aside", "留待下次"),
    Verb.DISPOSE: ("disposes of", "dispose of", "disposes", "dispose", "处置"),
    Verb.WAIT: ("waits", "wait", "tick", "等待", "等"),
    Verb.MOVE: ("moves", "move", "raises a", "raises", "raise", "动议", "提出"),
    Verb.SECOND: ("seconds", "second", "附议"),
    Verb.OBJECT: ("objects", "object", "异议", "反对撤回"),
    Verb.RULE: ("rules", "rule", "裁定"),
    Verb.ASK: ("asks to speak", "asks", "ask", "申请发言", "要求发言"),
    Verb.STEP_BACK: ("steps back", "step back", "放弃发言"),
    Verb.RECOGNISE: (
        "recognises",
        "recognise",
        "recognizes",
        "recognize",
        "gives the floor to",
        "gives the floor",
        "请发言",
        "准许发言",
    ),
    Verb.END_SPEECH: (
        "ends the speech",
        "end speech",
        "ends speech",
        "finishes",
        "done",
        "发言完毕",
        "结束发言",
    ),
    Verb.PUT: ("puts the question", "puts", "put", "付诸表决", "付表决"),
    Verb.VOTE: ("votes", "vote", "投票", "投"),
    Verb.COUNT: ("counts", "count", "计票", "清点"),
    Verb.ANNOUNCE: ("announces", "announce", "宣布结果"),
    Verb.POLL: ("takes the vote", "polls", "poll", "表决结果", "表决"),
    Verb.GATHER: ("gather", "到会"),
    Verb.NEXT: ("next meeting", "下次会议"),
    Verb.EXPECT: ("expects", "expect", "应为", "期望"),
    Verb.MEETING: ("meeting", "会议"),
    Verb.MEMBERS: ("members", "成员"),
    Verb.CHAIR: ("chair is", "chair", "主持人是", "主持人"),
    Verb.KEEPER: ("keeper", "秩序维护者"),
    Verb.AGENDA: ("agenda", "议程表", "议题表"),
    Verb.RULES: ("charter", "章程"),
    Verb.PROCEDURE: ("procedure", "程序"),
    Verb.REPORTERS: ("reporters", "汇报人"),
}

#: fields of what a motion says
FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "substitute", "by substituting", "全文", "文本"),
    "strike": ("strike out", "strike", "by striking", "striking", "striking out", "删除", "删去"),
    "insert": (
        "insert",
        "and insert",
        "add",
        "by inserting",
        "inserting",
        "by adding",
        "adding",
        "插入",
        "加入",
        "改为",
    ),
    "after": ("after", "之后", "在"),
    "minutes": ("minutes", "分钟"),
    "until": ("until", "续会时间", "至"),
    "on": ("on", "to", "日期", "延至"),
    "body": ("body", "机构", "交给", "交", "给"),
    "report_on": ("report_on", "report on", "report by", "report", "报告日期", "报告"),
    "seconds": ("seconds", "秒数"),
    "speeches": ("speeches", "次数"),
    "scope": ("scope", "范围"),
    "method": ("method", "by", "方式"),
    "rule": ("rule", "规则"),
    "motion": ("motion", "动议"),
    "decorum": ("decorum", "礼节"),
    "item": ("item", "议题"),
}


@cache
def _pattern(words: str) -> re.Pattern[str]:
    inner = r"[\s_-]+".join(re.escape(part) for part in re.split(r"[\s_-]+", words))
    edge = r"(?![A-Za-z0-9_])" if words[-1].isascii() else ""
    return re.compile(inner + edge, re.IGNORECASE)


def begins(text: str, words: str) -> int | None:
    """How much of the text these words take, when it begins with them."""
    found = _pattern(words).match(text)
    return found.end() if found else None


def _longest(text: str, choices: dict[str, tuple[str, ...]]) -> tuple[str, int] | None:
    """(choice, where its name ends) for the choice whose longest name the text begins with."""
    best: tuple[int, str] | None = None
    for choice, called in choices.items():
        for name in called:
            end = begins(text, name)
            if end is not None and (best is None or end > best[0]):
                best = end, choice
    return None if best is None else (best[1], best[0])


def longest(text: str, choices: dict[str, tuple[str, ...]]) -> tuple[str, str] | None:
    """(choice, what follows), without the colon or the like between them."""
    found = _longest(text, choices)
    return None if found is None else (found[0], text[found[1] :].strip(" \t:：,，="))


def names_of(enumeration: type[StrEnum]) -> dict[str, tuple[str, ...]]:
    return {each.value: (each.value, *names(each)[:2], *names(each)[2]) for each in enumeration}


def verb_of(text: str) -> tuple[Verb, str] | None:
    """(verb, what follows). "moves: …" keeps its colon: it is a main motion."""
    found = _longest(text, {verb.value: words for verb, words in VERBS.items()})
    if found is None:
        return None
    verb, rest = Verb(found[0]), text[found[1] :].strip()
    return verb, rest if verb is Verb.MOVE else rest.strip(" \t:：,，=")
