"""Plays a meeting from its script: one line, one step, and the state after it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from linli.deliberation.floor import commands as given
from linli.deliberation.floor.kinds import Choice, MeetingState, Method, named
from linli.deliberation.floor.machine import apply
from linli.deliberation.floor.play import showing
from linli.deliberation.floor.play.building import built, span
from linli.deliberation.floor.play.expecting import Seen, wrong
from linli.deliberation.floor.play.saying import Unreadable, kind_of, said
from linli.deliberation.floor.play.setting import SETTING, Setting, items, moment, people
from linli.deliberation.floor.play.words import Verb, begins, verb_of
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.returning import carry_over
from linli.deliberation.floor.state import Floor

TIME = re.compile(
    r"(?:(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)|\+\s*(?P<more>\d+)\s*(?P<unit>[a-z分秒时钟小]+))\s+"
)
CHAIR = ("the chair", "chair", "主持人")
ALL = ("everybody", "everyone", "all", "全体")


@dataclass
class Played:
    lines: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    state: Floor | None = None
    #: accepted commands with the state that each began from, for replaying
    accepted: list[tuple[Floor, given.Command]] = field(default_factory=list)


class Player:
    def __init__(self) -> None:
        self.setting = Setting()
        self.floor: Floor | None = None
        self.seen = Seen()
        self.out = Played()

    # --- lines --------------------------------------------------------------------------------
    def play(self, script: Iterable[str]) -> Played:
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
        self.out.state = self.floor
        return self.out

    def step(self, number: int, line: str) -> None:
        when, line = self.timed(line)
        verb = None if self.people_at(line)[0] else verb_of(line)
        if verb and self.floor is None and verb[0] in SETTING:
            self.setting.take(*verb)
            return
        if verb and verb[0] is Verb.EXPECT:
            self.expect(number, verb[1])
            return
        self.floor = self.floor or self.setting.floor()
        at = when or self.floor.clock + timedelta(seconds=1)
        if verb and verb[0] is Verb.NEXT:
            self.next_meeting(verb[1])
        else:
            self.act(line, at, known=when is not None)
        self.show()

    def timed(self, line: str) -> tuple[datetime | None, str]:
        found = TIME.match(line)
        if found is None:
            return None, line
        clock = self.floor.clock if self.floor else self.setting.at
        rest = line[found.end() :]
        if found["clock"]:
            parts = [int(part) for part in found["clock"].split(":")]
            day = clock.replace(hour=0, minute=0, second=0, microsecond=0)
            spans = zip((3600, 60, 1), parts, strict=False)
            return day + timedelta(seconds=sum(unit * part for unit, part in spans)), rest
        return clock + span(found["more"], found["unit"]), rest

    def expect(self, number: int, words: str) -> None:
        if self.floor is None:
            self.floor = self.setting.floor()
        problem = wrong(words, self.floor, self.seen)
        if problem:
            self.out.failed.append(f"line {number}: expected {words}: {problem}")
            self.out.lines.append(f"  ✗✗ expectation failed 与预期不符: {problem}")
        else:
            self.out.lines.append("  ✓ as expected 符合预期")

    def show(self) -> None:
        if self.floor:
            self.out.lines += showing.state(self.floor)

    # --- who -----------------------------------------------------------------------------------
    def people_at(self, line: str) -> tuple[list[str], str]:
        """The people whom a line begins with, and what follows."""
        floor = self.floor or self.setting.floor()
        names = sorted({*floor.members, floor.keeper or ""} - {""}, key=len, reverse=True)
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
                return [floor.presiding], rest
        for word in ALL:
            end = begins(line, word)
            if end:
                return ["*"], line[end:].strip()
        return [], line

    def everybody(self, verb: Verb) -> list[str]:
        floor = self.the_floor
        if verb is Verb.ARRIVE:
            return [member for member in floor.members if member not in floor.present]
        return [member for member in floor.present if member != floor.presiding]

    @property
    def the_floor(self) -> Floor:
        if self.floor is None:
            raise Unreadable("no meeting yet")
        return self.floor

    # --- steps ---------------------------------------------------------------------------------
    def act(self, line: str, at: datetime, *, known: bool) -> None:
        who, rest = self.people_at(line)
        verb, words = self.meant(verb_of(rest), rest, line)
        floor = self.the_floor
        if verb is Verb.WAIT:
            amount = re.search(r"(\d+)\s*([a-z分秒时钟小]+)", words)
            at = floor.clock + span(*amount.groups()) if amount else at
        if verb is Verb.RESUME and not known and floor.recess_until:
            at = max(at, floor.recess_until)
        if verb is Verb.GATHER:
            self.gather(words, at)
        elif verb is Verb.POLL:
            self.poll(words, at, who)
        else:
            for member in self.everybody(verb) if who == ["*"] else who or [floor.presiding]:
                self.give(self.command(verb, words, at, member))

    def meant(self, found: tuple[Verb, str] | None, rest: str, line: str) -> tuple[Verb, str]:
        """A kind of motion without "moves" is a move; "vote 5 3" and "calls the question" as meant."""
        if found and found[0] is Verb.VOTE and re.match(r"\d", found[1]):
            return Verb.POLL, found[1]
        late = self.the_floor.meeting is not MeetingState.NOTICED
        if found and not (found[0] is Verb.CALL and found[1] and late):
            return found
        words = found[1] if found else rest
        try:
            kind_of(words)
        except Unreadable:
            if found:
                return found
            raise Unreadable(line) from None
        return Verb.MOVE, words

    def give(self, command: given.Command) -> bool:
        floor = self.the_floor
        ticked = apply(floor, given.Tick(at=max(command.at, floor.clock), by=""))
        if not isinstance(ticked, Refusal) and ticked.happened:
            self.taken(given.Tick(at=command.at, by=""), ticked)
        answer = apply(self.the_floor, command)
        if isinstance(answer, Refusal):
            if not isinstance(ticked, Refusal):  # time went by all the same
                self.taken(given.Tick(at=command.at, by=""), ticked)
            self.seen.last = answer
            self.out.lines += showing.refused(answer)
            return False
        self.taken(command, answer)
        return True

    def taken(self, command: given.Command, state: Floor) -> None:
        self.seen.last = None
        self.out.accepted.append((self.the_floor, command))
        self.floor = state
        self.seen.look(state)
        self.out.lines += [showing.happened(event) for event in state.happened]

    def gather(self, words: str, at: datetime) -> None:
        """From draft to in session, with these people or all."""
        floor = self.the_floor
        chair = floor.presiding
        whole = not words or any(begins(words, word) for word in ALL)
        present = floor.members if whole else people(words)
        steps: list[given.Command] = []
        if floor.meeting is MeetingState.DRAFT:
            steps.append(given.Notice(at, chair))
        if floor.meeting in (MeetingState.DRAFT, MeetingState.NOTICED):
            steps.append(given.Call(at, chair))
        steps += [given.Arrive(at, chair, member=member) for member in present]
        for command in [*steps, given.Open(at, chair)]:
            self.give(command)

    def poll(self, words: str, at: datetime, who: list[str]) -> None:
        """Put, vote and announce in one line: by numbers, or by names."""
        by = who[0] if who and who != ["*"] else self.the_floor.presiding
        numbers = [int(n) for n in re.findall(r"(?<![A-Za-z\d])\d+", words)]
        method = Method.HANDS if numbers else Method.PHONE
        if self.the_floor.vote is None and not self.give(given.Put(at, by, method=method)):
            return
        if self.the_floor.vote is None:
            return  # withdrawn without objection
        if numbers:
            yes, no, abstain, *_ = [*numbers, 0, 0, 0]
            done = self.give(given.Count(at, by, yes=yes, no=no, abstain=abstain))
        else:
            answers = [self.give(vote) for vote in self.votes(words, at)]
            done = all(answers)
        if done:
            self.give(given.Announce(at, by))

    def votes(self, words: str, at: datetime) -> list[given.Command]:
        """`yes li zhao, no wang`."""
        found: list[given.Command] = []
        choice: Choice | None = None
        for word in re.split(r"[\s,，、;；:：/]+", words):
            if named(Choice, word):
                choice = named(Choice, word)
            elif word and choice:
                found.append(given.Cast(at, word, choice=choice))
            elif word:
                raise Unreadable(f"yes or no? {words}")
        return found

    def next_meeting(self, words: str) -> None:
        floor = self.the_floor
        day, _, agenda = words.partition(" agenda ")
        at = moment(day, floor.day)
        answer = carry_over(floor, day=at.date(), at=at, agenda=items(agenda))
        if isinstance(answer, Refusal):
            self.seen.last = answer
            self.out.lines += showing.refused(answer)
        else:
            self.floor, self.seen.last = replace(answer), None

    def command(self, verb: Verb, words: str, at: datetime, by: str) -> given.Command:
        floor = self.the_floor
        if verb is Verb.MOVE:
            kind, text = kind_of(words)
            terms, item = said(kind, text, floor)
            if terms.motion:
                terms = replace(terms, motion=self.seen.number(terms.motion) or terms.motion)
            return given.Move(at, by, kind=kind, terms=terms, item=item)
        return built(verb, words, at, by)


def _is_name(line: str, name: str) -> bool:
    if not line.startswith(name):
        return False
    rest = line[len(name) :]
    edge = not rest or not (name[-1].isascii() and rest[0].isascii() and rest[0].isalnum())
    separated = rest[:1] in ("", " ", "\t", ",", "，", "、", ":", "：")
    return edge and (separated or verb_of(rest) is not None)


def play(script: str) -> Played:
    return Player().play(script.splitlines())
