"""What every play of a script is: one line, one step, and the state after it."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, Protocol, TypeVar

from linli.deliberation.floor.commands import Tick
from linli.deliberation.floor.play.building import span
from linli.deliberation.floor.play.saying import Unreadable
from linli.deliberation.floor.play.setting import SETTING, Setting
from linli.deliberation.floor.play.showing import refused
from linli.deliberation.floor.play.words import Verb, begins, verb_of
from linli.deliberation.floor.refusals import Refusal

TIME = re.compile(
    r"(?:(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)|\+\s*(?P<more>\d+)\s*(?P<unit>[a-z分秒时钟小]+))\s+"
)
CHAIR = ("the chair", "chair", "主持人")
ALL = ("everybody", "everyone", "all", "全体")


class Meets(Protocol):
    """What the states of both procedures have."""

    @property
    def members(self) -> tuple[str, ...]: ...
    @property
    def present(self) -> tuple[str, ...]: ...
    @property
    def presiding(self) -> str: ...
    @property
    def keeper(self) -> str | None: ...
    @property
    def clock(self) -> datetime: ...


State = TypeVar("State", bound=Meets)


@dataclass
class Played(Generic[State]):
    lines: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    state: State | None = None
    #: accepted commands with the state that each began from, for replaying
    accepted: list[tuple[State, Any]] = field(default_factory=list)


class Play(ABC, Generic[State]):
    """One procedure says how a meeting begins, what a line does, what is shown and expected."""

    def __init__(self) -> None:
        self.setting = Setting()
        self.state: State | None = None
        self.out: Played[State] = Played()
        self.last: Refusal | None = None

    @abstractmethod
    def begun(self) -> State: ...
    @abstractmethod
    def applied(self, state: State, command: Any) -> State | Refusal: ...
    def brought_about(self, _: State) -> bool:
        """Whether time alone changed something that is shown on its own."""
        return False

    @abstractmethod
    def act(self, line: str, at: datetime, *, known: bool) -> None: ...
    @abstractmethod
    def shown(self, state: State) -> Sequence[str]: ...
    @abstractmethod
    def wrong(self, words: str, state: State) -> str | None:
        """What is not as expected, or nothing."""

    @abstractmethod
    def follow(self, words: str) -> None:
        """The next meeting."""

    @property
    def now(self) -> State:
        if self.state is None:
            self.state = self.begun()
        return self.state

    # --- lines --------------------------------------------------------------------------------
    def play(self, script: Iterable[str]) -> Played[State]:
        for number, raw in enumerate(script, 1):
            line = raw.split("#", 1)[0].strip().rstrip("。.")
            if not line:
                continue
            self.out.lines.append(f"[{number}] {line}")
            try:
                self.step(number, line)
            except (Unreadable, ValueError) as problem:
                self.out.unread.append(f"line {number}: {problem}")
                self.out.lines.append(f"  ? not understood 看不懂: {problem}")
            if self.out.failed:
                break
        self.out.state = self.state
        return self.out

    def step(self, number: int, line: str) -> None:
        when, line = self.timed(line)
        verb = None if self.people_at(line)[0] else verb_of(line)
        if verb and self.state is None and verb[0] in SETTING:
            self.setting.take(*verb)
            return
        if verb and verb[0] is Verb.EXPECT:
            self.expect(number, verb[1])
            return
        at = when or self.now.clock + timedelta(seconds=1)
        if verb and verb[0] is Verb.NEXT:
            self.follow(verb[1])
        else:
            self.act(line, at, known=when is not None)
        self.out.lines += self.shown(self.now)

    def timed(self, line: str) -> tuple[datetime | None, str]:
        found = TIME.match(line)
        if found is None:
            return None, line
        clock = self.state.clock if self.state else self.setting.at
        rest = line[found.end() :]
        if found["clock"]:
            parts = [int(part) for part in found["clock"].split(":")]
            day = clock.replace(hour=0, minute=0, second=0, microsecond=0)
            spans = zip((3600, 60, 1), parts, strict=False)
            return day + timedelta(seconds=sum(unit * part for unit, part in spans)), rest
        return clock + span(found["more"], found["unit"]), rest

    def expect(self, number: int, words: str) -> None:
        problem = self.wrong(words, self.now)
        if problem:
            self.out.failed.append(f"line {number}: expected {words}: {problem}")
            self.out.lines.append(f"  ✗✗ expectation failed 与预期不符: {problem}")
        else:
            self.out.lines.append("  ✓ as expected 符合预期")

    # --- who -----------------------------------------------------------------------------------
    def people_at(self, line: str) -> tuple[list[str], str]:
        """The people whom a line begins with, and what follows."""
        state = self.state or self.begun()
        names = sorted({*state.members, state.keeper or ""} - {""}, key=len, reverse=True)
        found: list[str] = []
        while True:
            name = next((n for n in names if _is_name(line, n)), None)
            if name is None:
                break
            found.append(name)
            line = line[len(name) :].lstrip(" \t,，、:：")
            line = re.sub(r"^(and|和)\s*", "", line)
        if found:
            return found, line
        for word in CHAIR:
            end = begins(line, word)
            rest = line[end:].lstrip(" ,，:：") if end else ""
            if rest and verb_of(rest):
                return [state.presiding], rest
        for word in ALL:
            end = begins(line, word)
            if end:
                return ["*"], line[end:].strip()
        return [], line

    def meant_by(self, who: list[str], *, arriving: bool) -> list[str]:
        """Nobody named: the chair. All: who is not there yet, or who is, but for the chair."""
        state = self.now
        if who != ["*"]:
            return who or [state.presiding]
        if arriving:
            return [member for member in state.members if member not in state.present]
        return [member for member in state.present if member != state.presiding]

    # --- steps ---------------------------------------------------------------------------------
    def give(self, command: Any) -> bool:
        """A step of the play. Time passes also where it is refused."""
        tick = Tick(at=max(command.at, self.now.clock), by="")
        ticked = self.applied(self.now, tick)
        if not isinstance(ticked, Refusal) and self.brought_about(ticked):
            self.taken(tick, ticked)
        answer = self.applied(self.now, command)
        if isinstance(answer, Refusal):
            if not isinstance(ticked, Refusal):
                self.taken(tick, ticked)
            self.last = answer
            self.out.lines += refused(answer)
            return False
        self.taken(command, answer)
        return True

    def taken(self, command: Any, state: State) -> None:
        self.last = None
        self.out.accepted.append((self.now, command))
        self.state = state


def _is_name(line: str, name: str) -> bool:
    if not line.startswith(name):
        return False
    rest = line[len(name) :]
    edge = not rest or not (name[-1].isascii() and rest[0].isascii() and rest[0].isalnum())
    separated = rest[:1] in ("", " ", "\t", ",", "，", "、", ":", "：")
    return edge and (separated or verb_of(rest) is not None)
