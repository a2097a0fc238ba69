"""The wire: one message to the other district's endpoint, and what it answered."""

import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass

TIMEOUT = 10
PATH = "/api/clearing/messages"
_MOST = 65_536
_TAKEN = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """`number`: up to which message the other side has all; None when it was not taken."""

    number: int | None
    trouble: str = ""


def post(url: str, raw: bytes) -> Answer:
    """Never raises: an answer that nobody understands is none."""
    request = urllib.request.Request(  # noqa: S310 (an address that two of the staff agreed on)
        f"{url}{PATH}",
        data=raw,
        method="POST",
        headers={"Content-Type": "application/json", "Accept": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            return read(int(answer.status), answer.read(_MOST))
    except urllib.error.HTTPError as error:
        return read(error.code, error.read(_MOST))
    except (OSError, ValueError, http.client.HTTPException) as error:
        return Answer(None, type(error).__name__)


def read(status: int, body: bytes) -> Answer:
    """The endpoint's own answer, or the code of its refusal."""
    try:
        value = json.loads(body)
        if status == _TAKEN:
            number = value["number"]
            return Answer(number) if type(number) is int else Answer(None, "not_understood")
        return Answer(None, str(value["code"]))
    except (ValueError, KeyError, TypeError):
        return Answer(None, f"HTTP {status}")
