"""The words of the floor: kinds of motions, states, choices, each with its Chinese and English name.

Values of the enumerations travel in JSON and never change. `NAMES` is what people read and write.
"""

from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)
Name = tuple[str, str, tuple[str, ...]]


class Kind(StrEnum):
    """What can be moved, from the highest rank to the lowest, then what has no rank."""

    FIX_TIME = "fix_time"
    ADJOURN = "adjourn"
    RECESS = "recess"
    PRIVILEGE = "privilege"
    CALL_AGENDA = "call_agenda"
    TABLE = "table"
    PREVIOUS_QUESTION = "previous_question"
    LIMIT_DEBATE = "limit_debate"
    POSTPONE = "postpone"
    REFER = "refer"
    AMEND = "amend"
    POSTPONE_INDEFINITELY = "postpone_indefinitely"
    MAIN = "main"
    # incidental: in order when there is an occasion
    POINT_OF_ORDER = "point_of_order"
    APPEAL = "appeal"
    SUSPEND_RULES = "suspend_rules"
    VOTE_METHOD = "vote_method"
    WITHDRAW = "withdraw"
    # bring a question back: in order when nothing is pending
    TAKE_FROM_TABLE = "take_from_table"
    RECONSIDER = "reconsider"


class MotionState(StrEnum):
    MADE = "made"
    STATED = "stated"
    DEBATE = "debate"
    PUT = "put"
    # the rest is final, in this meeting at least
    DIED = "died"
    ADOPTED = "adopted"
    LOST = "lost"
    KILLED = "killed"
    TABLED = "tabled"
    POSTPONED = "postponed"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"


PENDING = frozenset({MotionState.STATED, MotionState.DEBATE, MotionState.PUT})
FINAL = frozenset(MotionState) - PENDING - {MotionState.MADE}


class MeetingState(StrEnum):
    DRAFT = "draft"
    NOTICED = "noticed"
    CALLED = "called"
    IN_SESSION = "in_session"
    RECESS = "recess"
    ADJOURNED = "adjourned"
    MINUTES_APPROVED = "minutes_approved"


class Choice(StrEnum):
    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class Side(StrEnum):
    """For which side somebody asks to speak."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"


class Method(StrEnum):
    HANDS = "hands"
    ROLL_CALL = "roll_call"
    PHONE = "phone"


class Scope(StrEnum):
    """What the previous question or a limit applies to."""

    ONE = "one"
    ALL = "all"


class Outcome(StrEnum):
    """What becomes of an item of the agenda."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    REFERRED = "referred"
    WITHDRAWN = "withdrawn"


class HouseRule(StrEnum):
    """What somebody may want to suspend. Only `SUSPENDABLE` ever are."""

    SPEECH_TIME = "speech_time"
    SPEECH_COUNT = "speech_count"
    SPEAKING_ORDER = "speaking_order"
    AGENDA = "agenda"
    QUORUM = "quorum"
    LAW = "law"
    THRESHOLD = "threshold"
    RECUSAL = "recusal"
    ONE_AT_A_TIME = "one_at_a_time"


SUSPENDABLE = frozenset(
    {
        HouseRule.SPEECH_TIME,
        HouseRule.SPEECH_COUNT,
        HouseRule.SPEAKING_ORDER,
        HouseRule.AGENDA,
    }
)

#: (Chinese, English, other words that people use for it). By class: equal values of two classes
#: would be one key.
NAMES: dict[type[StrEnum], dict[str, Name]] = {
    Kind: {
        Kind.FIX_TIME: ("指定续会时间", "fix the time to adjourn", ("续会", "fix time to adjourn")),
        Kind.ADJOURN: ("散会", "adjourn", ("休会散会",)),
        Kind.RECESS: ("休息", "recess", ("休会",)),
        Kind.PRIVILEGE: (
            "权宜问题",
            "question of privilege",
            ("权宜", "raise a question of privilege"),
        ),
        Kind.CALL_AGENDA: (
            "议程",
            "call for the agenda",
            ("要求按议程进行", "orders of the day", "agenda"),
        ),
        Kind.TABLE: ("搁置", "lay on the table", ("暂时搁置", "lay")),
        Kind.PREVIOUS_QUESTION: (
            "结束辩论",
            "previous question",
            ("立即表决", "close debate", "call the question"),
        ),
        Kind.LIMIT_DEBATE: (
            "限制辩论",
            "limit or extend debate",
            ("延长辩论", "限制/延长辩论", "limit", "extend debate"),
        ),
        Kind.POSTPONE: ("延期到定时", "postpone to a time", ("延期", "postpone definitely")),
        Kind.REFER: ("委托", "refer", ("委托审议", "commit", "refer to a committee")),
        Kind.AMEND: ("修正", "amend", ("修正案", "amendment")),
        Kind.POSTPONE_INDEFINITELY: ("无限期搁延", "postpone indefinitely", ("搁延", "kill")),
        Kind.MAIN: ("主动议", "main motion", ("动议",)),
        Kind.POINT_OF_ORDER: ("秩序问题", "point of order", ("秩序",)),
        Kind.APPEAL: ("申诉", "appeal", ("上诉",)),
        Kind.SUSPEND_RULES: ("暂停规则", "suspend the rules", ("suspend", "暂缓规则")),
        Kind.VOTE_METHOD: ("表决方式", "method of voting", ("method", "voting method")),
        Kind.WITHDRAW: ("撤回", "withdraw", ("收回动议",)),
        Kind.TAKE_FROM_TABLE: ("从桌上取回", "take from the table", ("取回", "take")),
        Kind.RECONSIDER: ("复议", "reconsider", ()),
    },
    MotionState: {
        MotionState.MADE: ("已提出，等附议", "made, waits for a second", ()),
        MotionState.STATED: ("已陈述", "stated", ()),
        MotionState.DEBATE: ("辩论中", "in debate", ()),
        MotionState.PUT: ("表决中", "being voted on", ()),
        MotionState.DIED: ("无人附议，终止", "died", ("终止",)),
        MotionState.ADOPTED: ("通过", "adopted", ("已通过", "carried", "passed")),
        MotionState.LOST: ("否决", "lost", ("未通过", "defeated", "rejected")),
        MotionState.KILLED: ("搁延，本次会议不再议", "killed for this meeting", ("killed", "搁延")),
        MotionState.TABLED: ("已搁置", "on the table", ("搁置",)),
        MotionState.POSTPONED: ("已延期", "postponed", ("延期",)),
        MotionState.REFERRED: ("已委托", "referred", ("委托",)),
        MotionState.WITHDRAWN: ("已撤回", "withdrawn", ("撤回",)),
    },
    MeetingState: {
        MeetingState.DRAFT: ("草稿", "draft", ()),
        MeetingState.NOTICED: ("已通知", "noticed", ()),
        MeetingState.CALLED: ("签到中", "called", ("已召集",)),
        MeetingState.IN_SESSION: ("开会中", "in session", ()),
        MeetingState.RECESS: ("休息中", "in recess", ()),
        MeetingState.ADJOURNED: ("已散会", "adjourned", ()),
        MeetingState.MINUTES_APPROVED: ("记录已通过", "minutes approved", ()),
    },
    Choice: {
        Choice.YES: ("赞成", "yes", ("同意", "aye")),
        Choice.NO: ("反对", "no", ("不同意", "nay")),
        Choice.ABSTAIN: ("弃权", "abstain", ("abstention",)),
    },
    Side: {
        Side.FOR: ("正方", "for", ("赞成", "支持", "pro")),
        Side.AGAINST: ("反方", "against", ("反对", "con")),
        Side.NEUTRAL: ("中立", "neutral", ("无", "none")),
    },
    Method: {
        Method.HANDS: ("举手", "show of hands", ("举手表决", "show")),
        Method.ROLL_CALL: ("点名", "roll call", ("点名表决", "roll")),
        Method.PHONE: ("手机", "phone", ("手机表决", "phones")),
    },
    Scope: {
        Scope.ONE: ("当前动议", "this motion", ("当前", "this")),
        Scope.ALL: ("全部待决动议", "all pending motions", ("全部", "stack")),
    },
    Outcome: {
        Outcome.ADOPTED: ("通过", "adopted", ("采纳",)),
        Outcome.REJECTED: ("不采纳", "rejected", ("否决",)),
        Outcome.DEFERRED: ("延期", "deferred", ("改期",)),
        Outcome.REFERRED: ("转交", "referred", ("委托",)),
        Outcome.WITHDRAWN: ("撤回", "withdrawn", ()),
    },
    HouseRule: {
        HouseRule.SPEECH_TIME: ("发言时间", "speaking time", ()),
        HouseRule.SPEECH_COUNT: ("发言次数", "number of speeches", ("speeches",)),
        HouseRule.SPEAKING_ORDER: ("发言顺序", "speaking order", ()),
        HouseRule.AGENDA: ("议程顺序", "order of the agenda", ("议程",)),
        HouseRule.QUORUM: ("法定人数", "quorum", ("法定到会人数",)),
        HouseRule.LAW: ("法律", "law", ("法律法规",)),
        HouseRule.THRESHOLD: ("表决比例", "threshold", ("表决门槛", "vote threshold")),
        HouseRule.RECUSAL: ("回避", "recusal", ()),
        HouseRule.ONE_AT_A_TIME: (
            "一次一议",
            "one thing at a time",
            ("一时一件", "one question at a time"),
        ),
    },
}


def names(member: StrEnum) -> Name:
    return NAMES[type(member)][member]


def plain(words: str) -> str:
    """Letters, case, spaces and hyphens of a name do not matter when people write it."""
    return "".join(letter for letter in words.casefold() if letter not in " _-/·、“”\"'")


def named(enumeration: type[E], words: str) -> E | None:
    """The member of `enumeration` that these words name, in either language, or none."""
    wanted = plain(words)
    for member in enumeration:
        chinese, english, others = names(member)
        if wanted in {plain(name) for name in (member.value, chinese, english, *others)}:
            return member
    return None
