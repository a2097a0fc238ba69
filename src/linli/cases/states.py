"""The life of a joint case, and how an organisation belongs to it. Pure."""

from enum import StrEnum


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Belonging(StrEnum):
    """Of an organisation to a case."""

    INVITED = "invited"
    JOINED = "joined"
    DECLINED = "declined"
    LEFT = "left"


class Act(StrEnum):
    """What parties do; each is a line of the shared timeline."""

    OPEN = "open"
    INVITE = "invite"
    JOIN = "join"
    DECLINE = "decline"
    LEAVE = "leave"
    STEP = "step"
    ACCEPT = "accept"
    REFUSE = "refuse"
    HAND_ON = "hand_on"
    REPORT = "report"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    DROP = "drop"
    NOTE = "note"
    CLOSE = "close"


#: They see the case: those who belong, and those who are asked.
SEEING = frozenset({Belonging.INVITED, Belonging.JOINED})
#: What is done with a step, by whose side.
OWNERS = frozenset({Act.ACCEPT, Act.REFUSE, Act.REPORT})
CONFIRMERS = frozenset({Act.CONFIRM, Act.REOPEN})
LEADERS = frozenset({Act.HAND_ON, Act.DROP})
STEP_ACTS = OWNERS | CONFIRMERS | LEADERS
