"""Periods by day: what began under one entry keeps it when another follows."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from linli.identity.models import Proposal
from linli.identity.parameters import PERIODS as IDENTITY
from linli.kernel.periods import entries, in_force, over
from linli.residence.parameters import PERIODS as RESIDENCE
from linli.threads.parameters import PERIODS as THREADS

#: Midnight of 2026-07-01 in Shanghai.
CHANGE = datetime(2026, 6, 30, 16, tzinfo=UTC)


@pytest.fixture
def file(tmp_path):
    rows = [
        {"name": "x", "since": "2026-07-01", "length": {"days": 2}, "source": "later"},
        {"name": "x", "since": "2026-01-01", "length": {"days": 9}, "source": "first"},
    ]
    path = tmp_path / "periods.json"
    path.write_text(json.dumps(rows))
    return path


def test_the_entry_of_the_day_counts(file):
    assert in_force(file, "x", CHANGE) == timedelta(days=2)
    assert in_force(file, "x", CHANGE - timedelta(seconds=1)) == timedelta(days=9)
    for name, at in (("y", CHANGE), ("x", datetime(2025, 12, 31, 15, tzinfo=UTC))):
        with pytest.raises(KeyError):
            in_force(file, name, at)


@pytest.mark.parametrize(
    ("began", "now", "is_over"),
    [
        (CHANGE, CHANGE + timedelta(days=2), True),
        (CHANGE, CHANGE + timedelta(days=2, seconds=-1), False),
        (CHANGE - timedelta(seconds=1), CHANGE + timedelta(days=8), False),
        (CHANGE - timedelta(seconds=1), CHANGE + timedelta(days=9), True),
    ],
)
def test_what_is_over_is_asked_of_the_database_alike(db, file, began, now, is_over):
    from linli.identity.tests.people import person

    made = person(1)
    Proposal.objects.create(community=1, kind="factor", person=made, by=made, at=began)
    rows = Proposal.objects.across_communities("test").filter(over(file, "x", "at", now))
    assert rows.exists() is is_over


@pytest.mark.parametrize("path", [IDENTITY, RESIDENCE, THREADS], ids=["id", "homes", "corner"])
def test_every_entry_says_where_it_comes_from(path):
    found = entries(path)
    assert found
    assert all(each.source and each.length > timedelta(0) for each in found)
