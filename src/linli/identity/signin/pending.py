"""An account at a provider that nobody has tied yet waits for a sign-in by phone.

So one person stays one person: whoever comes by a provider the first time proves their phone
once, and lands in the record that this phone already opens, or in a new one. The account is tied
only when they ticked that it shall be: on a shared device it may be somebody else's.
"""

import time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from linli.identity.signin import actions
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused

KEY = "pending_account"
#: Seconds for which it waits.
LASTS = 600


def keep_pending(request: HttpRequest, *, provider: str, uid: str, name: str) -> None:
    """`uid` is a keyed hash, `name` the provider's."""
    request.session[KEY] = {"provider": provider, "uid": uid, "name": name, "at": time.time()}


def pending(request: HttpRequest) -> dict[str, Any] | None:
    waiting: dict[str, Any] | None = request.session.get(KEY)
    return waiting if waiting and time.time() - waiting["at"] < LASTS else None


def agree_to_tie(request: HttpRequest) -> None:
    """The box beside the code was ticked."""
    waiting = pending(request)
    if waiting is not None:
        request.session[KEY] = {**waiting, "agreed": True}


def forget_pending(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def tie_pending(request: HttpRequest, actor: Actor) -> None:
    """After the sign-in: tie what waits, once, if the person said so."""
    waiting = pending(request)
    forget_pending(request)
    if waiting is None or not waiting.get("agreed"):
        return
    try:
        actions.tie_account(actor, provider=waiting["provider"], uid=waiting["uid"])
    except Refused:
        messages.error(request, _("This account already opens another record."))
    else:
        messages.success(request, _("%(name)s now opens this record.") % {"name": waiting["name"]})
