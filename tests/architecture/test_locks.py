"""Lock files pin by hash and hold no index address."""

import re

import pytest

from tests.architecture.sources import ROOT


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_requirement_is_pinned_by_hash(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    entries = [e for e in re.split(r"\n(?=\S)", text.strip()) if not e.startswith("#")]
    assert entries
    for entry in entries:
        assert re.match(r"[\w.\-\[\]]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_what_runs_is_tested_in_the_same_version():
    pins = [
        dict(re.findall(r"^([\w.\-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    ]
    assert {k: v for k, v in pins[0].items() if pins[1].get(k) != v} == {}
