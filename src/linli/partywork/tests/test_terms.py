"""The table of steps and the profiles, without a database."""

import pytest

from linli.kernel.profiles import ProfileError
from linli.partywork.states import TRANSITIONS, State
from linli.partywork.terms import PROFILES
from linli.partywork.tests.making import MAY


def test_no_way_leads_to_a_decision_past_the_people():
    """Over the table: whoever reaches a decision was in every state before it."""
    reached = [(State.DRAFT, (State.DRAFT,))]
    found = []
    while reached:
        at, way = reached.pop()
        for each in TRANSITIONS.values():
            if at in each.sources and way.count(each.target) < 2:
                reached.append((each.target, (*way, each.target)))
                if each.target is State.DECIDED:
                    found.append(way)
    assert found
    assert all({State.STUDIED, State.CONSULTING, State.SHOWN} <= set(way) for way in found)


def test_profiles_cite_every_parameter_and_hold_from_their_day():
    assert set(PROFILES.by_key) == {"national"}
    profile = PROFILES.in_force(MAY.date())
    assert (profile.rules.consult_days, profile.rules.show_days) == (7, 5)
    assert profile.rules.adopts(entitled=9, present=5, agree=5)
    assert not profile.rules.adopts(entitled=9, present=9, agree=4)
    assert not profile.rules.adopts(entitled=2, present=2, agree=1)
    with pytest.raises(ProfileError):
        PROFILES.in_force(profile.since.replace(year=2000))
    with pytest.raises(ProfileError):
        PROFILES.read("key = 'x'", "x.toml")
