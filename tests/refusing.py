"""Refusals in tests: which code, and that nothing changed."""

from collections.abc import Callable
from typing import Any

import pytest

from linli.journal.models import Event
from linli.kernel.errors import Refused


def events() -> int:
    """How many events are recorded: an action that is done records one."""
    return Event.objects.count()


def refusal_of(state: Callable[[], Any] = events) -> Callable[..., str]:
    """A function that calls another and answers the code of its refusal; `state()` is as before."""

    def refused(act: Callable[..., object], /, *args: Any, **kwargs: Any) -> str:
        before = state()
        with pytest.raises(Refused) as refusal:
            act(*args, **kwargs)
        assert state() == before
        return refusal.value.code

    return refused


def refusing(state: Callable[[], Any] = events) -> Callable[..., None]:
    """The same with the code that is expected in front: `refused("kernel.stale", act, …)`."""
    code_of = refusal_of(state)

    def refused(code: str, act: Callable[..., object], /, *args: Any, **kwargs: Any) -> None:
        assert code_of(act, *args, **kwargs) == code

    return refused
