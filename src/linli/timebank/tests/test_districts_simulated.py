"""Two districts, a wire that drops, doubles and reorders, processes that die between any two steps."""

import itertools
import json

import hypothesis.strategies as st
import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from linli.timebank.remote import engine, messages
from linli.timebank.remote.engine import FORWARD, UNDER_WAY, State
from linli.timebank.tests import districts
from linli.timebank.tests.districts import HERE, NOBODY, THERE, Crash, pair

SIDES = st.integers(0, 1)
#: The most writes that one message causes; a crash after any of them.
STEPS = st.integers(0, 8)


class Wire(RuleBasedStateMachine):
    """Each message on the wire may arrive late, twice, never; each process may die at each step."""

    def __init__(self) -> None:
        super().__init__()
        self.sides = pair()
        self.total = sum(side.kept.resident for side in self.sides)
        self.wire: list[tuple[int, bytes, int]] = []

    def _crashing(self, side, steps, call) -> None:
        side.steps = steps
        try:
            side.durably(call)
        except Crash:
            pass
        finally:
            side.steps = None

    @rule(n=SIDES, minutes=st.integers(1, 120), wrong=st.integers(0, 5), steps=STEPS)
    def a_resident_sends(self, n, minutes, wrong, steps):
        side = self.sides[n]
        recipient = NOBODY if wrong == 0 else (THERE, HERE)[n]
        self._crashing(side, steps, lambda: side.begin(minutes, recipient))

    @rule(n=SIDES, ahead=st.integers(0, 3))
    def the_outbox_is_sent(self, n, ahead):
        """From what is not acknowledged, not always the first: a second worker may be at it."""
        waiting = self.sides[n].kept.outbox[self.sides[n].kept.acknowledged :]
        for signed in waiting[ahead : ahead + 2]:
            self.wire.append((1 - n, signed.wire(), signed.body.number))

    @rule(which=st.integers(0, 30), steps=STEPS, lost=st.booleans(), keep=st.booleans())
    def something_arrives(self, which, steps, lost, keep):
        """`keep`: it will come once more. `lost`: nobody heard that it was taken."""
        if not self.wire:
            return
        which %= len(self.wire)
        n, raw, number = self.wire[which] if keep else self.wire.pop(which)
        side, steps = self.sides[n], steps if lost else None
        side.steps = steps
        try:
            answer = side.take(raw)
        except Crash:
            return
        assert answer in {"done", "known", "gap"}, answer
        if answer != "gap" and not lost:
            self.sides[1 - n].acknowledge(number)

    @rule(n=SIDES, count=st.integers(1, 4))
    def a_quiet_hour(self, n, count):
        """Some messages of one side come through at once."""
        for _ in range(count):
            signed = self.sides[n].next_out()
            if signed is not None:
                assert self.sides[1 - n].take(signed.wire()) in {"done", "known"}
                self.sides[n].acknowledge(signed.body.number)

    @rule(which=st.integers(0, 30))
    def something_is_lost(self, which):
        if self.wire:
            self.wire.pop(which % len(self.wire))

    @rule(n=SIDES, hours=st.integers(0, 3))
    def time_passes(self, n, hours):
        """Clocks of the two need not agree."""
        self.sides[n].now += districts.timedelta(hours=hours)

    @rule(n=SIDES, steps=STEPS)
    def patience_ends(self, n, steps):
        self._crashing(self.sides[n], steps, self.sides[n].give_up_all)

    @rule(n=SIDES, frozen=st.booleans(), steps=STEPS)
    def an_account_is_frozen_or_opened(self, n, frozen, steps):
        side = self.sides[n]
        side.kept.frozen = frozen
        self._crashing(side, steps, side.pay_out_all)

    @invariant()
    def nothing_is_doubled_or_beyond_a_limit(self):
        for side in self.sides:
            kept = side.kept
            assert 0 <= kept.held <= kept.resident
            assert -side.cap <= kept.abroad - kept.reserved <= kept.abroad <= side.cap
            assert kept.resident + kept.abroad == self.total // 2
        # what is between the two is what was committed and has not arrived
        between = sum(
            row.minutes
            for side, other in (self.sides, self.sides[::-1])
            for row in side.kept.rows.values()
            if row.outgoing and row.committed_at and not _credited(other, row.uuid)
        )
        assert sum(side.kept.abroad for side in self.sides) == between

    def teardown(self) -> None:
        """The wire heals: whatever is on it comes in the end, and all is sent until all is known."""
        for side in self.sides:
            side.kept.frozen = False
        for n, raw, _number in self.wire[::-1]:
            self.sides[n].take(raw)
        for side in self.sides:
            side.durably(side.pay_out_all)
        heal(*self.sides)
        self.settled()

    def settled(self) -> None:
        one, two = self.sides
        assert one.kept.rows.keys() == two.kept.rows.keys()
        ends = {
            (State.ARRIVED, State.CREDITED),
            (State.RETURNED, State.DROPPED),
            (State.RETURNED, State.REFUSED),
        }
        for row in one.kept.rows.values():
            other = two.kept.rows[row.uuid]
            out, into = (row, other) if row.outgoing else (other, row)
            assert (State(out.state), State(into.state)) in ends
            assert out.committed_at == into.committed_at
        for side in self.sides:
            assert (side.kept.held, side.kept.reserved) == (0, 0)
        assert one.kept.abroad == -two.kept.abroad
        assert one.kept.resident + two.kept.resident == self.total
        for side, other in ((one, two), (two, one)):
            assert side.kept.inbox == other.kept.outbox
            assert districts.chain_holds(side.kept.outbox, side.own, side.peer)


def _credited(side, uuid) -> bool:
    row = side.kept.rows.get(uuid)
    return row is not None and row.state == State.CREDITED


def heal(one, two) -> None:
    """Everything that is not acknowledged, in order, until nobody has anything to say."""
    while one.next_out() or two.next_out():
        for side, other in ((one, two), (two, one)):
            signed = side.next_out()
            if signed:
                assert other.take(signed.wire()) in {"done", "known"}
                side.acknowledge(signed.body.number)


def test_whatever_the_wire_does_all_is_settled_or_voided_on_both_sides():
    run_state_machine_as_test(Wire, settings=settings(max_examples=100, stateful_step_count=40))


@pytest.mark.long
def test_whatever_the_wire_does_for_long():
    run_state_machine_as_test(Wire, settings=settings(max_examples=2000, stateful_step_count=80))


def careless(books, row, body) -> None:
    """A protocol with a fault: a refusal after the commit takes the hours back."""
    row.state, row.committed_at = State.COMMITTED, books.now


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        # a message that is taken twice, a gap that is jumped, a decision without the ledger
        ("follow", lambda signed, last: last),
        ("_TAKEN", {**engine._TAKEN, "accept": careless}),
        ("_TAKEN", {**engine._TAKEN, "void": lambda books, row, body: books.free(row)}),
    ],
)
def test_the_simulator_finds_a_fault_in_the_protocol(monkeypatch, name, fault):
    monkeypatch.setattr(engine, name, fault)
    with pytest.raises((AssertionError, messages.BadMessageError)):
        run_state_machine_as_test(
            Wire,
            settings=settings(
                max_examples=200,
                stateful_step_count=40,
                database=None,
                phases=[Phase.generate],
            ),
        )


def test_states_move_forward_only():
    rank = {state: n for n, state in enumerate(State)}
    for before, after in FORWARD.items():
        assert all(rank[state] > rank[before] for state in after)
    assert {State.HELD, State.COMMITTED, State.ACCEPTED, State.DUE} == UNDER_WAY


def test_one_transfer_there_and_one_back():
    one, two = pair()
    one.durably(lambda: one.begin(120, THERE))
    assert (one.kept.resident, one.kept.held, one.kept.abroad) == (300, 120, 0)
    heal(one, two)
    assert (one.kept.resident, one.kept.abroad) == (180, 120)
    assert (two.kept.resident, two.kept.abroad) == (420, -120)
    kinds = [[m.body.kind for m in side.kept.outbox] for side in (one, two)]
    assert kinds == [["prepare", "commit"], ["accept", "done"]]
    two.durably(lambda: two.begin(120, HERE))
    heal(one, two)
    assert (one.kept.abroad, two.kept.abroad) == (0, 0)


def test_a_late_answer_and_a_full_limit_bring_the_hours_back():
    one, two = pair(cap=100)
    one.durably(lambda: one.begin(120, THERE))
    heal(one, two)
    (row,) = one.kept.rows.values()
    assert (row.state, row.code, one.kept.held) == ("returned", "limit", 0)
    one.durably(lambda: one.begin(50, THERE))
    two.take(one.next_out().wire())
    one.acknowledge(2)
    one.now += districts.timedelta(hours=3)
    heal(one, two)
    row = list(one.kept.rows.values())[-1]
    assert (row.state, row.code, one.kept.resident, two.kept.reserved) == (
        "returned",
        "late",
        300,
        0,
    )


def tampered(raw: bytes, **changes) -> bytes:
    value = json.loads(raw)
    value["body"].update(changes)
    return json.dumps(value).encode()


def test_what_is_refused_changes_nothing():
    one, two = pair()
    stranger, _ = pair()
    stranger.peer = two.own
    one.durably(lambda: one.begin(10, THERE))
    one.durably(lambda: one.begin(20, THERE))
    stranger.durably(lambda: stranger.begin(10, THERE))
    first, second = (signed.wire() for signed in one.kept.outbox)
    fork, _ = pair()
    fork.key, fork.own, fork.peer = one.key, one.own, two.own
    fork.durably(lambda: fork.begin(11, THERE))
    cases = [
        (b"{", "not_understood"),
        (b"[" * 2000, "not_understood"),
        (b" " * 5000, "too_large"),
        (tampered(first, minutes=300), "bad_signature"),
        (tampered(first, minutes=0), "not_understood"),
        (tampered(first, minutes=True), "not_understood"),
        (tampered(first, name="王"), "not_understood"),
        (tampered(first, until="2026-05-12T01:00:00Z"), "not_understood"),
        (tampered(first, at="2026-13-12T01:00:00Z"), "not_understood"),
        (stranger.kept.outbox[0].wire(), "unknown_peer"),
        (second, "gap"),
    ]
    for raw, code in cases:
        before = two.kept.copied()
        assert (two.take(raw), two.kept) == (code, before)
    assert two.take(first) == "done"
    assert [two.take(raw) for raw in (first, fork.kept.outbox[0].wire())] == ["known", "fork"]
    assert two.take(second) == "done"
    # both signed, in order, and yet no step of the protocol
    accept = two.kept.outbox[0].body
    again = messages.sign(
        two.key,
        accept.model_copy(update={"number": 3, "prev": two.link(incoming=False).hash}),
    )
    heal(one, two)
    two.kept.outbox.append(again)
    assert one.take(again.wire()) == "fork"


def test_a_fingerprint_is_read_out_in_groups():
    one, two = pair()
    groups = messages.fingerprint(one.own).split(" ")
    assert [len(group) for group in groups] == [5] * 12
    assert messages.fingerprint(two.own) != messages.fingerprint(one.own)
    assert set(itertools.chain(*groups)) <= set("0123456789")
