"""Calls at once, each with a connection of its own."""

import contextvars
import threading
from collections.abc import Callable

from django.db import connections

from linli.districts.context import in_district
from linli.kernel.errors import Refused


def race(*calls: Callable[[], object]) -> list[str]:
    """Runs all of them from one start; answers ``done`` or the refusal's code of each, sorted.

    Any other error, a deadlock for one, is raised here: no test passes over it.
    """
    barrier, answers, faults = threading.Barrier(len(calls)), [], []

    def run(call: Callable[[], object]) -> None:
        try:
            with in_district("demo"):
                barrier.wait(10)
                call()
                answers.append("done")
        except Refused as refusal:
            answers.append(refusal.code)
        except Exception as fault:  # noqa: BLE001 (whatever it is, it is raised below)
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    if faults:
        raise faults[0]
    assert len(answers) == len(calls), "somebody still waits"
    return sorted(answers)


def before_the_lock(monkeypatch, place: object, name: str, act: Callable[[], object]) -> None:
    """`act` is committed by another connection after a rule looked and before `place.name` locks.

    `name` is the function that takes the lock. The clock of `act` is that of the test.
    """
    real, done = getattr(place, name), []

    def run() -> None:
        try:
            with in_district("demo"):
                act()
        finally:
            connections.close_all()

    def late(*args, **kwargs):
        if not done:
            done.append(name)
            thread = threading.Thread(target=contextvars.copy_context().run, args=[run])
            thread.start()
            thread.join(30)
        return real(*args, **kwargs)

    monkeypatch.setattr(place, name, late)
