"""What every module's API shares: who may call, and how a call is refused.

A call is authenticated by the browser's session (then a POST needs its CSRF token) or by a token
of one's own in ``Authorization: Bearer …``, which carries scopes. Which token is good, the module
of identity says; it registers its verifier here, since lower modules have APIs too.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja import Schema
from ninja.security import APIKeyCookie, HttpBearer
from pydantic import Field

from linli.kernel.actor import Actor
from linli.kernel.guards import actor_of

#: From a request, the token's text and the scope that the operation needs to the actor, or None.
Verifier = Callable[[HttpRequest, str, str], Actor | None]


def _nobody(_request: HttpRequest, _token: str, _scope: str) -> Actor | None:
    return None


_verify: Verifier = _nobody


def register_tokens(verifier: Verifier) -> None:
    """Called once, from the AppConfig of the module that keeps the tokens."""
    global _verify  # noqa: PLW0603 (one verifier per process, set while starting)
    _verify = verifier


_scopes: dict[str, Any] = {}
#: Scopes that some operation asks for; a test proves that each was registered.
asked_scopes: set[str] = set()


def register_scopes(scopes: dict[str, Any]) -> None:
    """Scope -> what it allows, lazily translated. Called once per module from its AppConfig."""
    _scopes.update(scopes)


def scopes() -> dict[str, Any]:
    """All scopes, in order of their names."""
    return dict(sorted(_scopes.items()))


class Session(APIKeyCookie):
    """The browser's session; what changes something also needs the CSRF token."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:  # noqa: ARG002
        actor = actor_of(request)
        return actor if actor.person is not None else None


class Token(HttpBearer):
    """A token that carries the scope."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope
        asked_scopes.add(scope)

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        actor = _verify(request, token, self.scope)
        if actor is not None:
            request.actor = actor  # type: ignore[attr-defined]
        return actor


def needs(scope: str) -> list[Any]:
    """For `auth=`: a token with this scope, or the browser's session.

    The token is asked first: whoever sends one means it, whatever cookie lies beside it.
    """
    return [Token(scope), Session()]


class ProblemError(Schema):
    """One thing that is wrong with what was sent: where, and what."""

    field: str
    message: str


class Problem(Schema):
    """RFC 9457. `code` is stable; `title` and `detail` are for people, in their language."""

    type: str = Field(examples=["about:blank"])
    title: str
    status: int
    detail: str = ""
    code: str
    errors: list[ProblemError] = []
