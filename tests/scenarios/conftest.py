"""One data folder is prepared by a first `up`; the others are copies of it."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.once import once
from tests.scenarios.launcher import Linli


@pytest.fixture
def prepared(tmp_path_factory) -> Callable[..., Linli]:
    """Makes a data folder as a first `up` leaves it; all workers copy the same one."""
    with once(tmp_path_factory, "prepared") as model:
        if not (model / "done").exists():
            model.mkdir()
            with Linli(model / "var").up():
                pass
            (model / "done").touch()

    def copy(data: Path, **env: str) -> Linli:
        # the database belongs to a user of its own: cp keeps owners
        subprocess.run(["cp", "-a", model / "var", data], check=True)
        return Linli(data, **env)

    return copy
