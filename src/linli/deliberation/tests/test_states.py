"""The table of states against an oracle written by hand, and 200 random steps that keep every promise."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.deliberation.competence import found
from linli.deliberation.diffs import runs
from linli.deliberation.matters import matters
from linli.deliberation.similarity import likeness, most_like, pairs
from linli.deliberation.states import (
    ENDS,
    LINE,
    OPEN,
    TRANSITIONS,
    WAITING,
    State,
    Verb,
    Way,
    allowed_verbs,
)

#: state -> verb -> next state. Not derived from the table under test.
TABLE = {"preparing", "ready", "owners", "residents"}
ORACLE = {
    "raised": {"accept": "accepted", "ask": "returned", "reject": "rejected", "merge": "merged", "withdraw": "withdrawn"},
    "returned": {"send": "raised", "reject": "rejected", "merge": "merged", "withdraw": "withdrawn"},
    "accepted": {
        "reject": "rejected", "merge": "merged", "do": "in_work", "to_meeting": "preparing",
        "to_owners": "owners", "to_residents": "residents", "park": "parked", "defer": "deferred",
        "refer": "referred", "withdraw": "withdrawn", "return": "ready",
    },
    "in_work": {"back": "accepted", "report": "done"},
    "preparing": {"propose": "ready", "return": "ready", "defer": "deferred", "refer": "referred", "back": "accepted", "withdraw": "withdrawn"},
    "ready": {"reject": "rejected", "defer": "deferred", "refer": "referred", "back": "accepted", "report": "done", "withdraw": "withdrawn", "adopt": "in_work"},
    "owners": {"reject": "rejected", "defer": "deferred", "refer": "referred", "back": "accepted", "report": "done", "withdraw": "withdrawn", "adopt": "in_work"},
    "residents": {"reject": "rejected", "defer": "deferred", "refer": "referred", "back": "accepted", "report": "done", "withdraw": "withdrawn", "adopt": "in_work"},
    "parked": {"return": "ready", "defer": "deferred", "refer": "referred", "back": "accepted", "report": "done", "withdraw": "withdrawn"},
    "deferred": {"back": "accepted", "come_back": "accepted", "return": "ready", "withdraw": "withdrawn"},
    "referred": {"return": "ready", "reject": "rejected", "back": "accepted", "report": "done", "withdraw": "withdrawn"},
    "done": {"confirm": "resolved", "reopen": "accepted", "resume": "in_work"},
    "resolved": {"reopen": "accepted", "resume": "in_work"},
    "rejected": {},
    "withdrawn": {},
    "merged": {},
}  # fmt: skip


def test_the_table_is_the_oracle():
    table = {
        state.value: {v.value: TRANSITIONS[v].target.value for v in allowed_verbs(state)}
        for state in State
    }
    assert table == ORACLE
    assert set(TRANSITIONS) == set(Verb)
    assert {each.value for each in ENDS} == {"resolved", "rejected", "withdrawn", "merged"}
    assert OPEN.isdisjoint(ENDS)
    assert set(LINE) <= set(State)
    # whatever waits needs a day and words; nothing ends without words but what its own people end
    for verb, each in TRANSITIONS.items():
        assert each.target not in WAITING or (each.words and each.day), verb
    assert {v for v in Verb if TRANSITIONS[v].target in ENDS and not TRANSITIONS[v].words} == {
        Verb.MERGE,
        Verb.CONFIRM,
        Verb.WITHDRAW,
    }


BODIES = [
    "owners_assembly",
    "residents_assembly",
    "residents_committee",
    "property_company",
    "utility",
    "neighbours",
]


@given(st.sampled_from(BODIES), st.sampled_from(BODIES), st.frozensets(st.sampled_from(BODIES)))
def test_no_meeting_without_the_one_who_has_the_power(power, means, seated):
    """An oracle in other words: every way has its own condition."""
    result = found(power, means, seated)
    there = seated | {"neighbours"}
    reserved = power in {"owners_assembly", "residents_assembly"}
    assert (Way.OWNERS in result.ways) == (power == "owners_assembly")
    assert (Way.RESIDENTS in result.ways) == (power == "residents_assembly")
    assert (Way.MEETING in result.ways) == (not reserved and {power, means} <= there)
    assert (Way.DAILY in result.ways) == (not reserved and power == means and power in there)
    assert result.ways


def test_every_matter_names_who_has_the_power_and_by_what():
    assert len(matters()) >= 12
    for each in matters().values():
        assert each.source, each.code
        assert each.path_zh, each.code
        assert each.days > 0, each.code


def test_likeness_is_counted_in_pairs_of_characters():
    one, other = "三号楼门口路灯不亮", "3号楼门口的路灯不亮了"
    assert likeness(pairs(one), pairs(one)) == 100
    assert likeness(pairs(one), pairs("招募广场舞志愿者")) == 0
    assert likeness(pairs(""), pairs("")) == 0
    assert pairs("路灯，不亮！") == pairs("路灯 不亮")
    ranked = most_like(one, [(1, other), (2, "停车位不够"), (3, one)], least=30, most=2)
    assert [key for key, _ in ranked] == [3, 1]
    assert ranked[0][1] == 100


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_a_difference_tells_both_texts(before, after):
    parts = runs(before, after)
    assert "".join(r.text for r in parts if r.kind != "in") == before
    assert "".join(r.text for r in parts if r.kind != "out") == after
