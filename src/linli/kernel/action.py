"""The one way a change is made: authorise, one durable transaction, lock, change, one event.

>>> @action(allow=may_withdraw)
... def withdraw(actor: Actor, *, consent: int) -> Consent: ...

The decorated function is an entry point: it opens the outermost, durable transaction, so calling
it from inside another one raises. Composable writes belong into `operations.py`.

An action without a deed is closed to helpers: what somebody may do in another person's name is
named, one by one (`linli.kernel.deeds`).
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.db import transaction

from linli.kernel.actor import Actor
from linli.kernel.decision import Decision
from linli.kernel.deeds import require_hands
from linli.kernel.errors import require

P = ParamSpec("P")
T = TypeVar("T")

#: Every action by its dotted name, with the deeds by which a helper may take it.
ACTIONS: dict[str, tuple[Callable[..., Any], tuple[str, ...]]] = {}

_events: ContextVar[list[int] | None] = ContextVar("events_of_this_action", default=None)


class EventCountError(AssertionError):
    """An action recorded no event, or several: a fault in our code, so nothing is committed."""


def note_event(event: int) -> None:
    """The journal tells here that it recorded an event, so that the action can count it."""
    events = _events.get()
    if events is not None:
        events.append(event)


def inside_action() -> bool:
    return _events.get() is not None


def action(
    *, allow: Callable[..., Decision], deed: str | tuple[str, ...] = ()
) -> Callable[[Callable[Concatenate[Actor, P], T]], Callable[Concatenate[Actor, P], T]]:
    """Make a function an action.

    `allow` is called with the same arguments (a rule that needs none of them takes ``**_``) and
    answers whether the actor may. It runs inside the transaction, so what it read still stands
    when the change is made; what must not move in between, the body reads again under a lock.

    `deed` names what a helper's mandate must hold, one of them when there are several.
    """
    deeds = (deed,) if isinstance(deed, str) else deed

    def decorate(
        body: Callable[Concatenate[Actor, P], T],
    ) -> Callable[Concatenate[Actor, P], T]:
        @wraps(body)
        def run(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> T:
            token = _events.set([])
            try:
                with transaction.atomic(durable=True):
                    require_hands(actor, deeds)
                    require(allow(actor, *args, **kwargs))
                    result = body(actor, *args, **kwargs)
                    events = _events.get() or []
                    if len(events) != 1:
                        message = f"{body.__qualname__} recorded {len(events)} events, not one"
                        raise EventCountError(message)
                return result
            finally:
                _events.reset(token)

        ACTIONS[f"{body.__module__}.{body.__qualname__}"] = (run, deeds)
        return cast("Callable[Concatenate[Actor, P], T]", run)

    return decorate
