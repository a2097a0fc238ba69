"""Browsers that may be woken: what a subscription must look like, and the rows behind it."""

import json
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from linli.identity.vault import vault
from linli.kernel.errors import Refused
from linli.notices.models import PushDevice

SUBSCRIPTION_LENGTH = 2000
DEVICES_EACH = 10
#: The browser's own stand-in for a push service, in tests and on one's own machine.
HERE = "127.0.0.1"


def parsed(text: str) -> dict[str, Any]:
    """`endpoint` and `keys` of what a browser gave. Raises Refused for anything else.

    We call that address, so it must be one of the push services that the settings name.
    """
    try:
        given = json.loads(text[:SUBSCRIPTION_LENGTH])
        endpoint, keys = str(given["endpoint"]), given["keys"]
        found = {"endpoint": endpoint, "keys": {k: str(keys[k]) for k in ("p256dh", "auth")}}
        address = urlsplit(endpoint)
        host, port = address.hostname or "", address.port
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("notices.no_subscription") from error
    known = any(host == each or host.endswith(f".{each}") for each in settings.PUSH_HOSTS)
    safe = address.scheme == "https" and port in {None, 443}
    if not known or not (safe or host == HERE):
        raise Refused("notices.unknown_push_service")
    return found


def mark_of(endpoint: str) -> bytes:
    return vault().blind(endpoint, kind="push")


def devices_of(person: int) -> list[PushDevice]:
    """One query."""
    return list(PushDevice.objects.filter(person=person).order_by("pk"))
