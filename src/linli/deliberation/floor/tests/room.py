"""A meeting for tests: members a (the chair) to j, a step a second, all by short names."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from linli.deliberation.floor import apply, carry_over, in_order, meeting
from linli.deliberation.floor import commands as given
from linli.deliberation.floor.charter import FloorRules
from linli.deliberation.floor.kinds import Choice, Kind, Side
from linli.deliberation.floor.refusals import Refusal
from linli.deliberation.floor.state import Item

START = datetime(2026, 12, 5, 6, tzinfo=UTC)
TODAY = date(2026, 12, 5)


class Room:
    def __init__(self, present="abcdefgh", agenda=(), keeper=None, **rules):
        self.state = meeting(
            FloorRules(**rules),
            number=1,
            day=TODAY,
            members=tuple("abcdefghij"),
            chair="a",
            at=START,
            agenda=tuple(Item(x) if isinstance(x, str) else x for x in agenda),
            keeper=keeper,
        )
        self.gather(present)

    def gather(self, present):
        self.ok(given.Notice, "a")
        self.ok(given.Call, "a")
        for member in present:
            self.ok(given.Arrive, member)
        self.ok(given.Open, "a")

    def next(self, day, present="abcdefgh", **how):
        at = datetime.combine(day, START.timetz())
        self.state = carry_over(self.state, day=day, at=at, **how)
        self.gather(present)

    # --- steps ------------------------------------------------------------------------------------
    def give(self, command, by, after=1, **fields):
        at = self.state.clock + timedelta(seconds=after)
        return apply(self.state, command(at=at, by=by, **fields))

    def ok(self, command, by, after=1, **fields):
        answer = self.give(command, by, after, **fields)
        assert not isinstance(answer, Refusal), answer
        self.state = answer
        return answer

    def no(self, command, by, after=1, **fields):
        """The refusal's code."""
        answer = self.give(command, by, after, **fields)
        assert isinstance(answer, Refusal), answer.stack
        for language in ("en", "zh"):
            assert "{" not in answer.text(language)
        return answer.code.removeprefix("floor.")

    @staticmethod
    def moving(kind, terms):
        item = terms.pop("item", None)
        return {"kind": kind, "terms": given.Terms(**terms), "item": item}

    def move(self, kind, by="b", *, second="c", **terms):
        """Moved, and seconded if it needs a second; its number."""
        self.ok(given.Move, by, **self.moving(kind, terms))
        if self.top and self.top.state == "made" and second:
            self.ok(given.Second, second)
        return f"m{self.state.next_number - 1}"

    def main(self, text="paint the gate", **how):
        return self.move(Kind.MAIN, text=text, **how)

    def cannot(self, kind, by="b", **terms):
        return self.no(given.Move, by, **self.moving(kind, terms))

    def vote(self, yes, no, abstain=0):
        self.ok(given.Put, "a" if self.state.presiding == "a" else self.state.presiding)
        if self.state.vote:
            self.ok(given.Count, self.state.presiding, yes=yes, no=no, abstain=abstain)
            self.ok(given.Announce, self.state.presiding)

    def ballots(self, yes="", no="", abstain=""):
        self.ok(given.Put, self.state.presiding)
        for members, choice in ((yes, Choice.YES), (no, Choice.NO), (abstain, Choice.ABSTAIN)):
            for member in members:
                self.ok(given.Cast, member, choice=choice)
        self.ok(given.Announce, self.state.presiding)

    def adopt(self, kind, **terms):
        self.move(kind, **terms)
        self.vote(7, 0)

    def speak(self, member, side=Side.FOR, seconds=10):
        self.ok(given.Ask, member, side=side)
        self.ok(given.Recognise, self.state.presiding)
        self.ok(given.EndSpeech, member, after=seconds)

    # --- looking ----------------------------------------------------------------------------------
    @property
    def top(self):
        return self.state.pending

    @property
    def kinds(self):
        return [motion.kind.value for motion in self.state.stack]

    def fate(self, number):
        """The state that the last vote or step brought it into, on the floor or off it."""
        for settled in reversed(self.state.settled):
            if settled.main.id == number:
                return settled.main.state.value
        return next((m.state.value for m in self.state.stack if m.id == number), None)

    def text(self, number):
        everything = (*self.state.stack, *(s.main for s in self.state.settled))
        return next(m.terms.text for m in everything if m.id == number)

    def order(self):
        """kind -> nothing, or the code that speaks against it."""
        found = in_order(self.state)
        return {
            kind.value: answer and answer.code.removeprefix("floor.")
            for kind, answer in found.items()
        }

    def allowed(self):
        return {kind for kind, answer in self.order().items() if answer is None}

    def with_state(self, **fields):
        self.state = replace(self.state, **fields)
