"""Random people take random steps; an oracle written by hand says what must come of each."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from linli.duties import actions
from linli.duties.models import Duty, Entry
from linli.duties.states import TRANSITIONS, Side, State, Verb, allowed_verbs
from linli.duties.tests.factories import build, given
from linli.journal.models import Event
from linli.kernel import clock, workdays
from linli.kernel.errors import Refused

#: The oracle: state and verb -> next state. Not derived from the table under test.
NEXT = {
    ("given", "accept"): "accepted",
    ("given", "refuse"): "refused",
    ("given", "withdraw"): "withdrawn",
    ("accepted", "refuse"): "refused",
    ("accepted", "note"): "accepted",
    ("accepted", "report"): "done",
    ("accepted", "withdraw"): "withdrawn",
    ("refused", "hand_on"): "given",
    ("refused", "withdraw"): "withdrawn",
    ("done", "confirm"): "confirmed",
    ("done", "reopen"): "accepted",
    ("done", "withdraw"): "withdrawn",
    ("confirmed", "reopen"): "accepted",
}
OWNER_VERBS = {"accept", "refuse", "note", "report"}
GIVER_VERBS = {"hand_on", "withdraw"}
CONFIRM_VERBS = {"confirm", "reopen"}
#: Ann owes it, the clerk gave it; grid is the clerk's colleague.
BLIND = {"bob", "eve", "far"}
GIVERS = {"clerk", "grid"}
CONFIRMERS = {"clerk", "grid", "street", "district"}
PEOPLE = ["ann", "bob", "eve", "clerk", "grid", "street", "district", "far", "auditor"]
VERBS = sorted(OWNER_VERBS | GIVER_VERBS | CONFIRM_VERBS)


def expected(state: str, verb: str, who: str) -> str:
    """The next state, or the refusal's code."""
    if who in BLIND:
        return "kernel.not_found"
    if verb in OWNER_VERBS and who != "ann":
        return "duties.owner_only"
    if verb in GIVER_VERBS and who not in GIVERS:
        return "duties.giver_only"
    if verb in CONFIRM_VERBS and who not in CONFIRMERS:
        return "duties.giver_only"
    return NEXT.get((state, verb), "duties.not_now")


def test_the_oracle_and_the_table_know_the_same_steps():
    table = {
        (state.value, verb.value): t.target.value
        for verb, t in TRANSITIONS.items()
        for state in t.sources
        if verb != Verb.REACH
    }
    assert table == NEXT
    assert allowed_verbs(State.WITHDRAWN) == []
    assert {v.value for v, t in TRANSITIONS.items() if t.side == Side.CONFIRMER} == CONFIRM_VERBS


@pytest.fixture
def town(committed):
    return build()


def test_any_steps_by_anybody(town):
    class Machine(RuleBasedStateMachine):
        @initialize()
        def begin(self):
            self.duty = given(town).pk
            self.state, self.round, self.entries = "given", 1, 1

        @rule(verb=st.sampled_from(VERBS), who=st.sampled_from(PEOPLE))
        def step(self, verb, who):
            self._try(verb, who)

        @rule(verb=st.sampled_from(VERBS))
        def step_that_fits(self, verb):
            self._try(verb, "ann" if verb in OWNER_VERBS else "clerk")

        def _try(self, verb, who):
            more = {}
            if verb not in {"accept", "hand_on"}:
                more["words"] = "因为如此"
            if verb in {"hand_on", "reopen"}:
                more["due_on"] = workdays.shifted(clock.today(), 3)
            if verb == "hand_on":
                more["person"] = town.people["ann"].public_id
            wanted = expected(self.state, verb, who)
            events = Event.objects.count()
            try:
                getattr(actions, verb)(town.actors[who], duty=self.duty, **more)
                answer = Duty.objects.across_communities("test").get(pk=self.duty).state
            except Refused as refusal:
                answer = refusal.code
            assert answer == wanted, (self.state, verb, who)
            if "." not in wanted:
                self.state = wanted
                self.entries += 1
                self.round += verb in {"hand_on", "reopen"}
                assert Event.objects.count() == events + 1
            else:
                assert Event.objects.count() == events
            row = Duty.objects.across_communities("test").get(pk=self.duty)
            assert (row.state, row.round) == (self.state, self.round)
            assert Entry.objects.filter(duty=row).count() == self.entries
            assert row.confirmed_by_id is None or row.confirmed_by_id != row.reported_by_id

    with clock.frozen(clock.now().replace(year=2026, month=5, day=11, hour=2)):
        run_state_machine_as_test(
            Machine,
            settings=settings(
                max_examples=12,
                stateful_step_count=20,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
