"""The estate of the trial roster: how many electors its homes make."""

import json
from pathlib import Path

import pytest

from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.places.actions import rosters
from linli.places.models import Unit
from linli.voting import operations, queries
from linli.voting.in_force import rules_of
from linli.voting.tests import estates

DATA = Path(__file__).parents[4] / "tests/data"


def test_the_roll_of_the_trial_estate_agrees_with_its_figures(quarter):
    expected = json.loads((DATA / "jt-estate.expected.json").read_text())
    estate = rosters.enter_estate(SYSTEM, community=quarter.town.community, name_zh="锦棠")
    data = (DATA / "jt-estate.xlsx").read_bytes()
    rosters.import_file(SYSTEM, estate=estate.pk, data=data)
    assembly = estates.drafted(quarter, estate=estate.pk)
    electors, units = operations.draw_roll(assembly, rules_of(assembly).counting)
    (developer,) = [entry for entry in electors if entry.developer]
    assert {
        "persons": len(electors),
        "units": sum(len(entry.homes) for entry in electors),
        "area_centi": sum(entry.area_centi for entry in electors),
        "developer_units": len(developer.homes),
        "developer_area_centi": developer.area_centi,
    } == {
        name: expected[name]
        for name in ("persons", "units", "area_centi", "developer_units", "developer_area_centi")
    }
    assert not any(units[int(pk)].parking for entry in electors for pk in entry.ids)
    disputed = queries.disputed_in(assembly, parking=False).count()
    assert disputed == len(expected["disputed"])
    with pytest.raises(Refused) as refused:
        operations.freeze_roll(assembly)
    assert refused.value.params == {"units": disputed}
    # settled, the same 373 electors are frozen
    open_ones = queries.disputed_in(assembly, parking=False)
    open_ones.filter(area_centi=None).update(area_centi=100_00)
    Unit.objects.within(assembly.community).filter(estate=estate).update(disputes=[])
    assert operations.freeze_roll(assembly) == expected["persons"]
