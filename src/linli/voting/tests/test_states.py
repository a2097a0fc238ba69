"""The line of an assembly, and who may take it along."""

from itertools import pairwise

from linli.voting.states import LINE, TRANSITIONS, Side, State, Verb, allowed_verbs


def test_the_line_is_walked_one_step_at_a_time():
    forward = [v for v in TRANSITIONS.values() if v.target in LINE and v.verb != Verb.RESUME]
    steps = {(min(t.sources, key=LINE.index), t.target) for t in forward}
    pairs = set(pairwise(LINE))
    assert pairs - steps == {(State.TALLIED, State.SIGNED)}
    assert steps <= pairs


def test_nothing_leads_back_out_of_the_end():
    assert allowed_verbs(State.VOID) == []
    assert allowed_verbs(State.PUBLISHED) == [Verb.VOID]


def test_only_an_authority_voids():
    assert [v for v, t in TRANSITIONS.items() if t.target == State.VOID] == [Verb.VOID]
    assert TRANSITIONS[Verb.VOID].side == Side.AUTHORITY
    assert State.DRAFT not in TRANSITIONS[Verb.VOID].sources
