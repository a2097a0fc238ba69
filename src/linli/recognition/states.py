"""The way of a record and of an honour. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Record(StrEnum):
    STANDS = "stands"
    #: Somebody looks at it, or it was appealed: it does not count meanwhile.
    DOUBTED = "doubted"
    #: It was not done, or is not to be counted.
    STRUCK = "struck"


class Honour(StrEnum):
    #: The person is asked first.
    OFFERED = "offered"
    DECLINED = "declined"
    #: Named to the community, which may object.
    PUBLIC = "public"
    STANDS = "stands"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    CONFIRM = "confirm"
    DROP = "drop"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Transition:
    sources: frozenset[Honour]
    target: Honour


TRANSITIONS: dict[Verb, Transition] = {
    Verb.ACCEPT: Transition(frozenset({Honour.OFFERED}), Honour.PUBLIC),
    Verb.DECLINE: Transition(frozenset({Honour.OFFERED, Honour.PUBLIC}), Honour.DECLINED),
    Verb.CONFIRM: Transition(frozenset({Honour.PUBLIC}), Honour.STANDS),
    Verb.DROP: Transition(frozenset({Honour.OFFERED, Honour.PUBLIC}), Honour.DROPPED),
    Verb.WITHDRAW: Transition(frozenset({Honour.STANDS}), Honour.WITHDRAWN),
}


class Selection(StrEnum):
    ANNOUNCED = "announced"
    #: The list of the cut-off moment stands for good.
    FROZEN = "frozen"
    #: Selections were switched off before the cut-off.
    STOPPED = "stopped"
    CALLED_OFF = "called_off"
