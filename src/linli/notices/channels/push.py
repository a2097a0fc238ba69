"""Web push (RFC 8030, 8291, 8292): encrypted for the browser, signed for its push service."""

import hashlib
import json
import logging
from datetime import timedelta

import requests
from django.conf import settings
from django.db import transaction
from py_vapid import Vapid02

from linli.identity.models import Person
from linli.notices import operations, vapid
from linli.notices.channels import Message, NeverError, NotNowError
from linli.notices.devices import devices_of
from linli.notices.evidence import Channel
from linli.notices.models import PushDevice

_log = logging.getLogger(__name__)
TIMEOUT = 4
#: The push service holds a message that long for a device that is off.
HELD_FOR = timedelta(hours=12)
GONE = frozenset({404, 410})
TOO_MANY, SERVER_ERROR = 429, 500


class Push:
    """All browsers of a person. It holds the title alone, as a text message does.

    A repetition has the same topic and tag, so it takes the place of the first on the way and on
    the screen. Browsers that are gone are forgotten.
    """

    channel = Channel.PUSH
    knows_again_for = HELD_FOR

    def address_of(self, person: Person) -> str | None:
        """The person's id when a browser of theirs may be woken."""
        return str(person.pk) if devices_of(person.pk) else None

    def send(self, address: str, message: Message) -> str:
        codes = [_post(device, message) for device in devices_of(int(address))]
        if taken := codes.count(""):
            return f"{taken}/{len(codes)}"
        later = [code for code in codes if code not in {"gone", "refused"}]
        if later:
            raise NotNowError(later[0])
        raise NeverError(codes[0] if codes else "gone")


def _post(device: PushDevice, message: Message) -> str:
    """Empty when the service took it; else `gone`, `refused`, or why it may be tried again."""
    # a tenth of a server's start, and the worker alone sends
    from pywebpush import WebPushException, webpush

    topic = hashlib.sha256(message.key.encode()).hexdigest()[:32]
    told = {"title": message.title, "link": message.link, "tag": topic, "lang": message.language}
    with requests.Session() as session:
        session.max_redirects = 0
        try:
            webpush(
                json.loads(device.read("subscription") or "{}"),
                json.dumps(told, ensure_ascii=False),
                vapid_private_key=Vapid02(vapid.private_key()),
                vapid_claims={"sub": settings.PUSH_CONTACT},
                ttl=int(HELD_FOR.total_seconds()),
                timeout=TIMEOUT,
                headers={"Topic": topic},
                requests_session=session,
            )
        except WebPushException as error:
            return _meaning(device, error.response)
        except (requests.RequestException, ValueError) as error:
            # the error's text holds the address: its kind says enough
            return type(error).__name__
    return ""


def _meaning(device: PushDevice, answer: requests.Response | None) -> str:
    code = answer.status_code if answer is not None else SERVER_ERROR
    if code in GONE:
        with transaction.atomic():
            operations.forget_device(device.pk)
        return "gone"
    if code == TOO_MANY or code >= SERVER_ERROR:
        return str(code)
    _log.warning("a push service refuses: %d", code)
    return "refused"
