"""What is done in somebody else's name is named: an action without a deed refuses every helper."""

import importlib
from dataclasses import replace

import pytest
from django.db import connection

from linli.journal.models import Event
from linli.kernel.action import ACTIONS
from linli.kernel.actor import Actor, Capacity
from linli.kernel.deeds import deed_of, helpers_deeds
from linli.kernel.errors import Refused
from tests.architecture.sources import SOURCE

HELPER = Actor(7, Capacity.RESIDENT, 3, frozenset({3}), helper=8)


def _all_actions():
    for file in sorted(SOURCE.rglob("*.py")):
        if "tests" not in file.parts and "@action(" in file.read_text():
            parts = file.relative_to(SOURCE).with_suffix("").parts
            importlib.import_module(".".join(("linli", *parts)))
    return {
        name: found
        for name, found in sorted(ACTIONS.items())
        if name.startswith("linli.") and ".tests." not in name
    }


def test_every_action_refuses_a_helper_whose_mandate_does_not_name_it(committed):
    """Whatever it is called with, for it is refused before anything is looked at."""
    actions = _all_actions()
    assert len(actions) > 60
    everything = replace(HELPER, deeds=frozenset(deed.key for deed in helpers_deeds()))
    for name, (run, deeds) in actions.items():
        with pytest.raises(Refused) as refusal:
            run(HELPER if deeds else everything)
        assert refusal.value.code == "kernel.not_by_helper", name
    assert Event.objects.count() == 0
    assert not connection.in_atomic_block


def test_a_deed_of_an_action_is_one_that_helpers_may_be_given():
    wrong = {
        name: deed
        for name, (_run, deeds) in _all_actions().items()
        for deed in deeds
        if (found := deed_of(deed)) is None or not found.by_helper
    }
    assert wrong == {}


def test_nobody_acts_for_another_without_a_mandate(committed):
    """The claim in an actor alone opens nothing."""
    for name, (run, deeds) in _all_actions().items():
        for deed in deeds:
            with pytest.raises(Refused) as refusal:
                run(replace(HELPER, deeds=frozenset({deed})))
            assert refusal.value.code == "kernel.mandate_over", name
    assert Event.objects.count() == 0
