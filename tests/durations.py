"""Which files of tests take long, so that they begin first: begun last, one would run alone.

`LINLI_DURATIONS=1 ./linli test` measures anew and writes `durations.json` beside this file.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

NOTED = Path(__file__).with_suffix(".json")
#: Seconds of a file below which it does not matter when it begins.
SHORT = 5


def longest_first(items: list[pytest.Item]) -> None:
    """In place; short files keep their order among themselves."""
    seconds = json.loads(NOTED.read_text())
    items.sort(key=lambda item: -seconds.get(item.nodeid.partition("::")[0], 0))


class Durations:
    """A plugin of the process that hears from all workers."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid.partition("::")[0]] += report.duration

    def pytest_sessionfinish(self) -> None:
        long = {file: round(took) for file, took in self.seconds.most_common() if took >= SHORT}
        NOTED.write_text(json.dumps(long, indent=2) + "\n")
