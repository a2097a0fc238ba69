"""Any sequence of acts over the channels keeps the rules: one elector, versions in a row, one end."""

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
from linli.kernel.actor import VISITOR
from linli.kernel.errors import Refused
from linli.voting.actions import ballots, course, paper
from linli.voting.entitlement import owners_of
from linli.voting.models import Ballot, Cast
from linli.voting.tests import casting, estates
from linli.voting.tests.conftest import undone
from linli.voting.tests.estates import CLOSES, OPENS, ROOMS, WHY, clerk

ROOM, COUPLE = ROOMS[0], ROOMS[-1]
CHOICES = st.sampled_from(["agree", "oppose", "abstain"])
VOTERS = st.sampled_from([ROOM, COUPLE, "second"])
PLACES = st.sampled_from([ROOM, COUPLE])


def room_of(who: str) -> str:
    return COUPLE if who == "second" else who


class Casting(RuleBasedStateMachine):
    """`model`: room -> (who cast the last ballot, its choice or None on paper, final, version)."""

    quarter = row = None

    def __init__(self):
        super().__init__()
        self.model, self.closed, self.sheets, self.time = {}, False, {}, OPENS

    @initialize()
    def begin(self):
        self.around = undone()
        self.around.__enter__()
        with clock.frozen(estates.MONDAY):
            self.row = casting.opened(self.quarter)

    def teardown(self):
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

    def _refusal(self, room, who):
        if self.closed or self.time >= CLOSES:
            return ["voting.not_open"]
        before = self.model.get(room)
        if before is None:
            return []
        if before[2]:
            return ["voting.voted_finally"]
        return [] if before[0] == who or who is None else ["voting.other_voted"]

    def _took(self, room, who, choice, *, final):
        version = self.model.get(room, (None, None, None, 0))[3] + 1
        self.model[room] = (who, choice, final, version)

    @rule(who=VOTERS, choice=CHOICES)
    def on_the_web(self, who, choice):
        room = room_of(who)
        call = lambda: casting.vote(self.quarter, self.row, room, choice, by=who)  # noqa: E731
        if self.expect(call, *self._refusal(room, who)):
            self._took(room, who, choice, final=False)

    @rule(who=VOTERS, choice=CHOICES)
    def at_the_booth(self, who, choice):
        room = room_of(who)
        owner = self._owner(room, who)

        def call():
            number = casting.admitted(self.quarter, self.row, room, owner=owner)
            self.row.refresh_from_db()
            ballots.cast_at_the_booth(
                VISITOR, assembly=self.row, number=number, choices={1: choice}
            )

        if self.expect(call, *self._refusal(room, who)):
            self._took(room, who, choice, final=True)

    def _owner(self, room, who):
        """Whom the roster means: the couple's second is the one who is not the first."""
        entry = estates.entry_of(self.quarter, self.row, room)
        person = self.quarter.owners[who].person
        from linli.residence.queries import owned_units

        owned = owned_units(person, self.row.estate_id)
        found = {each.roster_owner_id for each in owned}
        assert found <= owners_of(self.row, entry)
        return found.pop()

    @rule(room=PLACES)
    def print_a_sheet(self, room):
        before = self.model.get(room)
        codes = ["voting.no_sheets_now"] if self.closed else []
        if not codes and before and before[2]:
            codes = ["voting.voted_finally"]
        made = []
        if self.expect(lambda: made.append(casting.printed(self.quarter, self.row, room)), *codes):
            self.sheets.setdefault(room, []).append(made[0].code)

    @rule(room=PLACES, newest=st.booleans())
    def hand_a_sheet_in(self, room, newest):
        codes = self.sheets.get(room, [])
        if not codes:
            return
        code = codes[-1] if newest else codes[0]
        teller = self.quarter.owners["1栋 105"]  # the clerk printed it
        call = lambda: paper.register_sheet(teller, assembly=self.row.pk, code=code)  # noqa: E731
        before = self.model.get(room)
        if before and before[1] is None and before[0] == code:
            refused = ["voting.sheet_came_in"]
        elif code != codes[-1]:
            refused = ["voting.sheet_replaced"]
        else:
            refused = self._refusal(room, None)
        if self.expect(call, *refused):
            self._took(room, code, None, final=True)

    @rule(hours=st.integers(1, 150))
    def wait(self, hours):
        self.time += timedelta(hours=hours)

    @rule()
    def close(self):
        early = ["voting.still_running"] if self.time < CLOSES else []
        codes = ["voting.not_now"] if self.closed else early
        if self.expect(lambda: course.close(clerk(self.quarter), assembly=self.row.pk), *codes):
            self.closed = True

    @invariant()
    def rows_are_as_the_model_has_them(self):
        if self.row is None or not hasattr(self, "around"):
            return
        for room in (ROOM, COUPLE):
            entry = estates.entry_of(self.quarter, self.row, room)
            rows = list(
                Ballot.objects.across_communities(WHY).filter(entry=entry).order_by("version")
            )
            cast = Cast.objects.filter(entry=entry).first()
            if room not in self.model:
                assert (rows, cast) == ([], None)
                continue
            _, choice, final, version = self.model[room]
            assert [b.version for b in rows] == list(range(1, version + 1))
            assert [b.final for b in rows] == [False] * (version - 1) + [final]
            assert (cast.version, cast.final) == (version, final)
            said = casting.told(rows[-1])
            assert said == (None if choice is None else {1: choice})


def run(quarter, examples: int) -> None:
    made = type("Machine", (Casting,), {"quarter": quarter})
    run_state_machine_as_test(
        made,
        settings=settings(max_examples=examples, stateful_step_count=12, derandomize=True),
    )


def test_any_sequence_over_the_channels_keeps_the_rules(quarter):
    run(quarter, 12)


@pytest.mark.long
def test_any_sequence_over_the_channels_keeps_the_rules_for_long(quarter):
    run(quarter, 200)
