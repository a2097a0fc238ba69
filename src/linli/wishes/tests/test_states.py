"""The table of states against an oracle written by hand."""

from linli.wishes.parameters import districts_on
from linli.wishes.states import LINE, OVER, TRANSITIONS, State, Verb, allowed_verbs

#: state -> verb -> next state. Not derived from the table under test.
ORACLE = {
    "review": {"approve": "open", "return": "returned", "withdraw": "withdrawn"},
    "returned": {"send": "review", "withdraw": "withdrawn"},
    "open": {"claim": "claimed", "return": "returned", "withdraw": "withdrawn"},
    "claimed": {
        "join": "claimed",
        "leave": "open",
        "release": "open",
        "prove": "done",
        "confirm": "confirmed",
        "withdraw": "withdrawn",
    },
    "done": {"missing": "claimed", "confirm": "confirmed"},
    "confirmed": {"thank": "confirmed"},
    "withdrawn": {},
}


def test_the_table_is_the_oracle():
    table = {
        state.value: {v.value: TRANSITIONS[v].target.value for v in allowed_verbs(state)}
        for state in State
    }
    assert table == ORACLE
    assert set(TRANSITIONS) == set(Verb)
    assert {State.CONFIRMED, State.WITHDRAWN} == OVER
    assert LINE[0] == State.REVIEW
    assert LINE[-1] == State.CONFIRMED


def test_the_districts_own_values_name_their_source():
    from datetime import date

    rules = districts_on(date(2026, 5, 1))
    assert rules.source
    assert rules.offer_people >= 3
    assert rules.offer_hours <= 24
    assert rules.asks_review(kind="errand", picture=False, unnamed=True)
    assert not rules.asks_review(kind="errand", picture=False, unnamed=False)
