"""Who may open a page: decorators for views. What may be *done* is decided by actions and rules."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponseBase

from linli.kernel.actor import VISITOR, Actor, Capacity
from linli.kernel.errors import Refused

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the middleware put on the request."""
    return cast("Actor", getattr(request, "actor", VISITOR))


def signed_in(view: View[P]) -> View[P]:
    """Refuses visitors with `kernel.sign_in_first`, which pages turn into the way to sign-in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if actor_of(request).person is None:
            raise Refused("kernel.sign_in_first")
        return view(request, *args, **kwargs)

    return cast("View[P]", guarded)


def acting_as(*capacities: Capacity) -> Callable[[View[P]], View[P]]:
    """Opens a view to these capacities only; an office also needs the second factor."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            require_capacity(actor_of(request), *capacities)
            return view(request, *args, **kwargs)

        return cast("View[P]", guarded)

    return decorate


def require_capacity(actor: Actor, *capacities: Capacity) -> None:
    """Raise unless the actor acts in one of the capacities (and with two factors in an office)."""
    if actor.person is None:
        raise Refused("kernel.sign_in_first")
    if actor.capacity not in capacities:
        raise Refused("kernel.not_for_you")
    if actor.is_official and not actor.second_factor:
        raise Refused("kernel.second_factor")
