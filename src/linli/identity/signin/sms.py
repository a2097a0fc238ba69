"""Sending a code by text message: one small interface, two adapters.

The number and the code leave through here and are written nowhere else.
"""

import logging
import uuid
from functools import cache
from typing import Any, Protocol

import requests
from django.conf import settings

from linli.identity.signin.handles import masked
from linli.kernel.errors import Refused

_log = logging.getLogger(__name__)
#: Seconds to connect and to answer; a person waits at the page meanwhile.
TIMEOUT = (2, 4)
ATTEMPTS = 2
SERVER_ERROR = 500
OK = range(200, 300)


class Gateway(Protocol):
    """Whatever can bring a code to a phone."""

    def send_code(self, phone: str, code: str, *, language: str) -> None:
        """`phone` has 11 digits. Raises Refused("identity.sms_unavailable")."""

    def tell_of_change(self, phone: str, *, key: str, language: str) -> None:
        """To a number that no longer opens a record. The same key is the same message."""


class Console:
    """Writes the code into the server's log. Env allows it on one's own machine only."""

    def send_code(self, phone: str, code: str, *, language: str) -> None:  # noqa: ARG002
        _log.info("sign-in code for %s: %s", masked(phone), code)

    def tell_of_change(self, phone: str, *, key: str, language: str) -> None:  # noqa: ARG002
        _log.info("%s hears that it no longer opens a record", masked(phone))


class Http:
    """Posts JSON to a gateway: ``{"to", "template", "params", "language"}``.

    Templates: `sign_in_code` with `code`, `phone_changed` without params.

    With a bearer token, and an idempotency key by which the gateway knows our second attempt as
    the same message. 2xx is accepted, 4xx is final, 5xx and silence are tried once more.
    """

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token

    def send_code(self, phone: str, code: str, *, language: str) -> None:
        self._send(phone, "sign_in_code", {"code": code}, str(uuid.uuid4()), language)

    def tell_of_change(self, phone: str, *, key: str, language: str) -> None:
        self._send(phone, "phone_changed", {}, key, language)

    def _send(
        self, phone: str, template: str, params: dict[str, str], key: str, language: str
    ) -> None:
        message: dict[str, Any] = {
            "to": f"+86{phone}",
            "template": template,
            "params": params,
            "language": language,
        }
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
        for _ in range(ATTEMPTS):
            try:
                answer = requests.post(
                    self.url, json=message, headers=headers, timeout=TIMEOUT, allow_redirects=False
                )
            except requests.RequestException as error:
                # the error's text may quote the request: its kind says enough
                _log.warning("SMS gateway: %s", type(error).__name__)
                continue
            if answer.status_code in OK:
                return
            _log.warning("SMS gateway answered %d", answer.status_code)
            if answer.status_code < SERVER_ERROR:
                break
        raise Refused("identity.sms_unavailable")


@cache
def _gateway(kind: str, url: str, token: str) -> Gateway:
    return Http(url, token) if kind == "http" else Console()


def gateway() -> Gateway:
    """The one that the settings name."""
    return _gateway(settings.SMS, settings.SMS_URL, settings.SMS_TOKEN)
