"""How sure a session is of who sits there: two factors, and how long ago they were shown."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from linli.identity.signin.queries import factors_of, records_in
from linli.kernel.errors import Refused

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
#: Seconds for which a second factor opens an office: a working day, then it is shown again.
FACTOR_LASTS = 12 * 3600
#: Seconds for which a proof is fresh enough for what is hard to undo.
FRESH = 10 * 60
#: The page where a second factor is set up.
SET_UP = "mfa_index"
#: The page where a colleague's code is entered.
VOUCHING = "factor_code"
#: Means that are a second factor: a passkey, the app or a recovery code; the demo's list.
SECOND = frozenset({"mfa", "demo"})


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session showed a second factor within the last working day."""
    since = time.time() - FACTOR_LASTS
    # a session of the demo counts as long as the demo is on, and not a minute longer
    second = SECOND if settings.DEMO else SECOND - {"demo"}
    return any(
        each.get("method") in second and each.get("at", 0) > since for each in records_in(request)
    )


def opens_office(request: HttpRequest) -> bool:
    """Whether an office counts in this session: a second factor, and a colleague behind it.

    The people of the demo's list have neither; their sessions say how they were opened.
    """
    if not has_second_factor(request):
        return False
    demo = settings.DEMO and any(each.get("method") == "demo" for each in records_in(request))
    return demo or getattr(request.user, "vouched_at", None) is not None


def second_factor_url(request: HttpRequest, back: str) -> str:
    """Where somebody is sent whose session opens no office.

    To show a second factor, to set it up, or to the code of a colleague.
    """
    kinds = {row.type for row in factors_of(request.user.pk)} if request.user.pk else set()
    if has_second_factor(request) and not opens_office(request):
        name = VOUCHING
    elif Authenticator.Type.TOTP in kinds:
        name = "mfa_reauthenticate"
    elif Authenticator.Type.WEBAUTHN in kinds:
        name = "mfa_reauthenticate_webauthn"
    else:
        name = SET_UP
    return f"{reverse(name)}?{urlencode({'next': back})}"


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person proved who they are within the last ten minutes."""
    since = time.time() - FRESH
    return any(each.get("at", 0) > since for each in records_in(request))


def require_fresh(request: HttpRequest) -> None:
    """For the API, which leads to no page: raises Refused("identity.prove_again")."""
    if not is_fresh(request):
        raise Refused("identity.prove_again")


def fresh_proof(view: View[P]) -> View[P]:
    """Asks for a proof before something that is hard to undo; afterwards the view goes on."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not is_fresh(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return cast("View[P]", guarded)
