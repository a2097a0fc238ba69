"""Plays a meeting of stages (分享–汇报–答疑–规划) from its script."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from linli.deliberation.floor import commands as given
from linli.deliberation.floor.kinds import MeetingState
from linli.deliberation.floor.play.base import ALL, Play, Played
from linli.deliberation.floor.play.building import built, waited
from linli.deliberation.floor.play.saying import Unreadable
from linli.deliberation.floor.play.setting import people
from linli.deliberation.floor.play.staged import showing
from linli.deliberation.floor.play.staged.expecting import wrong
from linli.deliberation.floor.play.staged.verbs import BUILT, stage_verb_of
from linli.deliberation.floor.play.words import Verb, begins, verb_of
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.staged import apply
from linli.deliberation.floor.staged.state import Course
from linli.deliberation.floor.staged.steps import Step

#: Steps of the other procedure.
FOREIGN = frozenset(
    {
        Verb.MOVE,
        Verb.SECOND,
        Verb.OBJECT,
        Verb.RULE,
        Verb.PUT,
        Verb.VOTE,
        Verb.COUNT,
        Verb.ANNOUNCE,
        Verb.POLL,
        Verb.RESUME,
        Verb.SET_ASIDE,
    }
)


class StagePlayer(Play[Course]):
    def begun(self) -> Course:
        return self.setting.stages()

    def applied(self, state: Course, command: Any) -> Course | Refusal:
        return apply(state, command)

    def shown(self, state: Course) -> Sequence[str]:
        return showing.state(state)

    def wrong(self, words: str, state: Course) -> str | None:
        return wrong(words, state, self.last)

    def follow(self, words: str) -> None:
        raise Unreadable(f"a meeting of stages has no business that waits: {words}")

    def act(self, line: str, at: datetime, *, known: bool) -> None:  # noqa: ARG002 (no recess here)
        who, rest = self.people_at(line)
        alone = stage_verb_of(rest)
        if alone:
            for member in self.meant_by(who, arriving=False):
                self.give(BUILT[alone[0]](at, member, alone[1]))
            return
        found = verb_of(rest)
        if found is None or found[0] in FOREIGN:
            raise Unreadable(line)
        verb, words = found
        if verb is Verb.GATHER:
            self.gather(words, at)
            return
        at = waited(words, self.now.clock, at) if verb is Verb.WAIT else at
        for member in self.meant_by(who, arriving=verb is Verb.ARRIVE):
            self.give(built(verb, words, at, member))

    def gather(self, words: str, at: datetime) -> None:
        """From draft to in session, with these people or all."""
        state = self.now
        whole = not words or any(begins(words, word) for word in ALL)
        steps: list[Step] = []
        if state.meeting is MeetingState.DRAFT:
            steps.append(given.Notice(at, state.presiding))
        if state.meeting in (MeetingState.DRAFT, MeetingState.NOTICED):
            steps.append(given.Call(at, state.presiding))
        present = state.members if whole else people(words)
        steps += [given.Arrive(at, state.presiding, member=member) for member in present]
        for step in [*steps, given.Open(at, state.presiding)]:
            self.give(step)


def play_stages(script: str) -> Played[Course]:
    return StagePlayer().play(script.splitlines())
