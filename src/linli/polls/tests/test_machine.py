"""Any sequence of acts over the channels, against an oracle that knows law B2 and nothing of the code."""

from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.polls.actions import course, outside
from linli.polls.models import Counted, Slip, Turn
from linli.polls.tests.making import (
    MAY,
    fresh,
    home,
    line,
    open_,
    person,
    posted,
    town,
    vote,
)
from linli.voting.tests.conftest import undone

CHOICES = st.sampled_from(["agree", "oppose", "abstain"])
#: Two of one home, and one of each of two others; a third other stays silent.
WHO = st.sampled_from(["ann", "cai", "bob", "dan"])
HOME = {"ann": "101", "cai": "101", "bob": "102", "dan": "103"}
ROLL = 4


class Voting(RuleBasedStateMachine):
    """`said`: home -> (channel, choice); a sheet's choice is what will be read on it."""

    here = row = None

    def __init__(self):
        super().__init__()
        self.said, self.denied, self.closed = {}, 0, False

    @initialize()
    def begin(self):
        self.around = undone()
        self.around.__enter__()
        with clock.frozen(MAY):
            self.row = posted(self.here, mode="households")
        self.time = MAY + timedelta(days=20)
        with clock.frozen(self.time):
            course.freeze(self.here.clerk, poll=self.row.pk)
            self.row = open_(self.here, self.row)
            self.sheets = [
                each.code
                for each in outside.print_sheets(self.here.clerk, poll=self.row.pk, count=4)
            ]
            self.lines = {who: line(self.here, self.row, who) for who in HOME}

    def teardown(self):
        try:
            if self.row is not None:
                self.count()
        finally:
            if hasattr(self, "around"):
                self.around.__exit__(None, None, None)

    def expect(self, call, *codes):
        with clock.frozen(self.time):
            try:
                call()
            except Refused as refusal:
                if refusal.code not in codes:
                    raise
                return False
        assert not codes, f"was to be refused with {codes}"
        return True

    def refusal(self, who):
        if self.time >= self.row.closes_at:
            return ["polls.not_open"]
        return ["polls.voted_already"] if HOME[who] in self.said else []

    @rule(who=WHO, choice=CHOICES)
    def on_the_phone(self, who, choice):
        call = lambda: vote(self.here, self.row, who, choice, self.lines[who])  # noqa: E731
        if self.expect(call, *self.refusal(who)):
            self.said[HOME[who]] = ("phone", choice)

    @rule(who=WHO, choice=st.sampled_from(["agree", "oppose", "invalid"]))
    def on_paper(self, who, choice):
        call = lambda: outside.admit(  # noqa: E731
            self.here.clerk, poll=self.row.pk, number=self.lines[who]
        )
        if self.expect(call, *self.refusal(who)):
            self.said[HOME[who]] = ("paper", choice)

    @rule(who=WHO, choice=CHOICES)
    def at_the_door(self, who, choice):
        call = lambda: outside.answer_at_door(  # noqa: E731
            self.here.clerk, poll=self.row.pk, number=self.lines[who], choice=choice
        )
        if self.expect(call, *self.refusal(who)):
            self.said[HOME[who]] = ("door", choice)

    @rule(who=WHO)
    def deny(self, who):
        call = lambda: outside.deny(  # noqa: E731
            self.here.actors[who], poll=self.row.pk, number=self.lines[who]
        )
        last = clock.day_of(self.row.closes_at) + timedelta(days=3)
        late = clock.day_of(self.time) > last
        stands = self.said.get(HOME[who], ("", ""))[0] == "door"
        codes = ["polls.not_now"] if late else [] if stands else ["kernel.not_found"]
        if self.expect(call, *codes):
            del self.said[HOME[who]]
            self.denied += 1

    @rule(hours=st.integers(1, 60))
    def wait(self, hours):
        self.time += timedelta(hours=hours)

    @rule()
    def close(self):
        early = ["polls.still_open"] if self.time < self.row.closes_at else []
        codes = ["polls.not_now"] if self.closed else early
        if self.expect(lambda: course.close(self.here.clerk, poll=self.row.pk), *codes):
            self.closed = True

    @invariant()
    def turns_are_those_of_the_homes(self):
        if self.row is None:
            return
        rows = Turn.objects.within(self.row.community).filter(poll=self.row)
        live = rows.filter(void_at=None).values_list("entry__unit__room", "channel")
        assert sorted(live) == sorted((home, how) for home, (how, _said) in self.said.items())
        assert rows.filter(void_at__isnull=False).count() == self.denied
        phones = sum(1 for how, _choice in self.said.values() if how == "phone")
        assert Slip.objects.filter(poll=self.row).count() == phones

    def count(self):
        """Everything is read and counted; the oracle says what must come out."""
        self.time = max(self.time, self.row.closes_at)
        if not self.closed:
            self.close()
        for code, (_how, choice) in zip(
            self.sheets, [s for s in self.said.values() if s[0] == "paper"], strict=False
        ):
            for who in (self.here.clerk, self.here.clerk2):
                self.expect(
                    lambda who=who, code=code, choice=choice: outside.read_sheet(
                        who, poll=self.row.pk, code=code, choice=choice
                    )
                )
        self.time = max(self.time, self.row.closes_at + timedelta(days=4))
        self.expect(lambda: course.count(self.here.clerk, poll=self.row.pk))
        words = [choice for _how, choice in self.said.values()]
        yes, came = words.count("agree"), len(words)
        valid, carried = came * 2 > ROLL, yes * 2 > came
        outcome = ("passed" if carried else "rejected") if valid else "invalid"
        done = fresh(self.row)
        assert (done.outcome, done.figures["ballots"], done.figures["agree"]) == (
            outcome,
            came,
            yes,
        )
        said = Counted.objects.filter(poll=self.row).values_list("choice", flat=True)
        assert sorted(said) == sorted(words)


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        made = town()
        home(made, "cai", "101")
        home(made, "dan", "103")
        person(made, "eve", made.community)
        home(made, "eve", "104")
        return made


def run(here, examples: int) -> None:
    made = type("Machine", (Voting,), {"here": here})
    run_state_machine_as_test(
        made,
        settings=settings(max_examples=examples, stateful_step_count=12, derandomize=True),
    )


def test_any_sequence_over_the_channels_ends_as_the_law_says(here):
    run(here, 10)


@pytest.mark.long
def test_any_sequence_over_the_channels_ends_as_the_law_says_for_long(here):
    run(here, 200)
