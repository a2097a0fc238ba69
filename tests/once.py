"""What one worker of a test run makes for all of them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def once(temporary: pytest.TempPathFactory, name: str) -> Iterator[Path]:
    """A path that all workers of this run share; whoever makes it has it alone meanwhile."""
    base = temporary.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield shared / name
