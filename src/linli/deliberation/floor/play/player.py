"""Plays a meeting by motions from its script."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from linli.deliberation.floor import commands as given
from linli.deliberation.floor.kinds import Choice, MeetingState, Method, named
from linli.deliberation.floor.machine import apply
from linli.deliberation.floor.play import showing
from linli.deliberation.floor.play.base import ALL, Play, Played
from linli.deliberation.floor.play.building import built, waited
from linli.deliberation.floor.play.expecting import Seen, wrong
from linli.deliberation.floor.play.saying import Unreadable, kind_of, said
from linli.deliberation.floor.play.setting import items, moment, people
from linli.deliberation.floor.play.words import Verb, begins, verb_of
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.returning import carry_over
from linli.deliberation.floor.state import Floor

__all__ = ["Played", "Player", "play"]


class Player(Play[Floor]):
    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()

    def begun(self) -> Floor:
        return self.setting.floor()

    def applied(self, state: Floor, command: given.Command) -> Floor | Refusal:
        return apply(state, command)

    def brought_about(self, state: Floor) -> bool:
        return bool(state.happened)

    def shown(self, state: Floor) -> Sequence[str]:
        return showing.state(state)

    def wrong(self, words: str, state: Floor) -> str | None:
        self.seen.last = self.last
        return wrong(words, state, self.seen)

    def taken(self, command: given.Command, state: Floor) -> None:
        super().taken(command, state)
        self.seen.look(state)
        self.out.lines += [showing.happened(event) for event in state.happened]

    def follow(self, words: str) -> None:
        day, _, agenda = words.partition(" agenda ")
        at = moment(day, self.now.day)
        answer = carry_over(self.now, day=at.date(), at=at, agenda=items(agenda))
        if isinstance(answer, Refusal):
            self.last = answer
            self.out.lines += showing.refused(answer)
        else:
            self.state, self.last = replace(answer), None

    # --- steps ---------------------------------------------------------------------------------
    def act(self, line: str, at: datetime, *, known: bool) -> None:
        who, rest = self.people_at(line)
        verb, words = self.meant(verb_of(rest), rest, line)
        floor = self.now
        at = waited(words, floor.clock, at) if verb is Verb.WAIT else at
        if verb is Verb.RESUME and not known and floor.recess_until:
            at = max(at, floor.recess_until)
        if verb is Verb.GATHER:
            self.gather(words, at)
        elif verb is Verb.POLL:
            self.poll(words, at, who)
        else:
            for member in self.meant_by(who, arriving=verb is Verb.ARRIVE):
                self.give(self.command(verb, words, at, member))

    def meant(self, found: tuple[Verb, str] | None, rest: str, line: str) -> tuple[Verb, str]:
        """A kind of motion without "moves" is a move; "vote 5 3" and "calls the question" as meant."""
        if found and found[0] is Verb.VOTE and re.match(r"\d", found[1]):
            return Verb.POLL, found[1]
        late = self.now.meeting is not MeetingState.NOTICED
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

    def gather(self, words: str, at: datetime) -> None:
        """From draft to in session, with these people or all."""
        floor = self.now
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
        by = who[0] if who and who != ["*"] else self.now.presiding
        numbers = [int(n) for n in re.findall(r"(?<![A-Za-z\d])\d+", words)]
        method = Method.HANDS if numbers else Method.PHONE
        if self.now.vote is None and not self.give(given.Put(at, by, method=method)):
            return
        if self.now.vote is None:
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

    def command(self, verb: Verb, words: str, at: datetime, by: str) -> given.Command:
        if verb is Verb.MOVE:
            kind, text = kind_of(words)
            terms, item = said(kind, text, self.now)
            if terms.motion:
                terms = replace(terms, motion=self.seen.number(terms.motion) or terms.motion)
            return given.Move(at, by, kind=kind, terms=terms, item=item)
        return built(verb, words, at, by)


def play(script: str) -> Played[Floor]:
    return Player().play(script.splitlines())
