"""Text messages: the JSON protocol of the gateway that also brings sign-in codes."""

import logging
from datetime import timedelta
from typing import Any

import requests
from django.conf import settings

from linli.identity.models import Person
from linli.identity.purposes import SMS
from linli.identity.queries import has_consent, phone_of
from linli.notices.channels import Message, NeverError, NotNowError
from linli.notices.evidence import Channel

_log = logging.getLogger(__name__)
TIMEOUT = (2, 4)
OK = range(200, 300)
TOO_MANY, SERVER_ERROR = 429, 500


class Sms:
    """``{"to", "template": "notice", "params": {"title"}, "language"}`` with an Idempotency-Key.

    2xx is accepted, 429, 5xx and silence may be tried again, other 4xx are final. The text holds
    the title alone: what it is about is read after signing in.
    """

    channel = Channel.SMS
    knows_again_for = timedelta(hours=24)

    def __init__(self, url: str, token: str) -> None:
        self.url = url
        self.token = token

    def address_of(self, person: Person) -> str | None:
        return phone_of(person) if has_consent(person.pk, SMS) else None

    def send(self, address: str, message: Message) -> str:
        body: dict[str, Any] = {
            "to": f"+86{address}",
            "template": "notice",
            "params": {"title": message.title},
            "language": message.language,
        }
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": message.key}
        try:
            answer = requests.post(
                self.url, json=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
            )
        except requests.RequestException as error:
            # the error's text may quote the request: its kind says enough
            raise NotNowError(type(error).__name__) from None
        if answer.status_code in OK:
            return _number(answer)
        if answer.status_code == TOO_MANY or answer.status_code >= SERVER_ERROR:
            raise NotNowError(str(answer.status_code))
        raise NeverError(str(answer.status_code))


class Console(Sms):
    """Says in the server's log that it would send, on one's own machine only; no number, no text."""

    def send(self, address: str, message: Message) -> str:  # noqa: ARG002 (the number stays out of logs)
        _log.info("text message of a notice: %s", message.key)
        return "console"


def _number(answer: requests.Response) -> str:
    try:
        found = answer.json()
    except ValueError:
        return ""
    return str(found.get("id", ""))[:80] if isinstance(found, dict) else ""


def adapter() -> Sms:
    kind = Sms if settings.SMS == "http" else Console
    return kind(settings.SMS_URL, settings.SMS_TOKEN)
