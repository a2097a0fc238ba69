"""The table of states against an oracle written by hand, and random ways through it."""

from hypothesis import given
from hypothesis import strategies as st

from linli.resolutions.states import (
    DONE,
    ENDS,
    LINE,
    OWED,
    OWNED,
    SAID_DONE,
    TRANSITIONS,
    Side,
    State,
    Verb,
    allowed_verbs,
)

#: state -> verb -> next state. Not derived from the table under test.
ORACLE = {
    "to_give": {"give": "given", "void": "void"},
    "given": {"accept": "working", "refuse": "to_give", "take_back": "to_give", "void": "void"},
    "working": {
        "refuse": "to_give", "take_back": "to_give", "reach": "working", "report": "reported", "void": "void",
    },
    "reported": {"confirm": "confirmed", "affirm": "confirmed", "reopen": "working", "void": "void"},
    "confirmed": {
        "reopen": "working", "come_back": "review", "praise": "confirmed", "send_back": "working", "void": "void",
    },
    "review": {"reopen": "working", "hold": "kept", "praise": "review", "send_back": "working", "void": "void"},
    "kept": {"praise": "kept"},
    "void": {},
}  # fmt: skip


def test_the_table_is_the_oracle():
    table = {
        state.value: {v.value: (TRANSITIONS[v].target or state).value for v in allowed_verbs(state)}
        for state in State
    }
    assert table == ORACLE
    assert set(TRANSITIONS) == set(Verb)
    assert set(LINE) == set(State) - {State.VOID}
    assert {each.value for each in ENDS} == {"kept", "void"}
    assert {each.value for each in OWNED} == set(ORACLE) - {"to_give", "void"}
    assert {each.value for each in SAID_DONE - DONE} == {"reported"}
    assert {State.GIVEN, State.WORKING} == OWED
    # nobody gives up, sends back, marks or voids without words; the owner never says that it is done
    silent = {v.value for v, each in TRANSITIONS.items() if not each.words}
    assert silent == {"give", "accept", "confirm", "affirm", "come_back", "hold"}
    says_done = {v for v, each in TRANSITIONS.items() if each.target in DONE}
    assert Side.OWNER not in {TRANSITIONS[v].side for v in says_done}
    assert {v.value for v, each in TRANSITIONS.items() if each.half} == {
        "confirm",
        "affirm",
        "hold",
    }


@given(st.lists(st.sampled_from(Verb), max_size=60))
def test_nothing_is_carried_out_without_acceptance_report_and_a_voice_of_another(verbs):
    """Whatever is tried in whatever order; what is not open changes nothing."""
    state, seen = State.TO_GIVE, []
    for verb in verbs:
        if verb not in allowed_verbs(state):
            continue
        each = TRANSITIONS[verb]
        state = each.target or state
        seen = [] if state in {State.TO_GIVE, State.GIVEN} else [*seen, verb]
        if state in {State.TO_GIVE, State.WORKING} and verb in {Verb.REOPEN, Verb.SEND_BACK}:
            seen = [Verb.ACCEPT]
        if state in DONE:
            assert {Verb.ACCEPT, Verb.REPORT} <= set(seen)
            assert {Verb.CONFIRM, Verb.AFFIRM} & set(seen)
    assert state in ENDS or allowed_verbs(state)
