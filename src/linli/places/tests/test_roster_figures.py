"""The estate's roster gives exactly the figures that were worked out by hand, however it is laid out."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.places.roster import detect, electors, reading, sheets
from linli.places.tests import rosters

TODAY = date(2026, 11, 22)
EXPECTED = {
    key: value
    for key, value in json.loads((rosters.DATA / "jt-estate.expected.json").read_text()).items()
    if key != "note"
}


def read(data: bytes, answers=None):
    table = sheets.sheets_of(data)
    found = detect.detect(table, answers or {})
    roster = reading.read(table, found.layouts, answers or {}, today=TODAY)
    return found, roster


def figures(data: bytes):
    found, roster = read(data)
    assert found.questions == ()
    assert found.skipped == ()
    return electors.figures(roster.units)


def test_the_expected_figures_exactly():
    assert figures(rosters.JT.read_bytes()) == EXPECTED


names = st.fixed_dictionaries({at: st.sampled_from(each) for at, each in rosters.NAMES.items()})
slowly = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


@slowly
@given(names, st.permutations(range(11)))
def test_renamed_and_shuffled_headings_change_nothing(words, order):
    assert figures(rosters.one_row_heading(words, order)) == EXPECTED


@slowly
@given(names, st.permutations(rosters.GROUPS), st.booleans())
def test_headings_in_two_rows_change_nothing(words, groups, merged):
    assert figures(rosters.two_row_heading(words, groups, merged=merged)) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_in_every_usual_encoding(encoding, mark):
    rows, _ = rosters.original()
    lines = []
    for row in rows:
        cells = ["" if cell is None else str(cell) for cell in row]
        lines.append(mark.join(f'"{c}"' if mark in c or "\n" in c else c for c in cells))
    found = figures("\r\n".join(lines).encode(encoding))
    for key in ("units", "area_centi", "disputed", "rejected", "warnings", "persons"):
        assert found[key] == EXPECTED[key], key
