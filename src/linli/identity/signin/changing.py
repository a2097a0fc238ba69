"""The way to another phone number, in the (sealed) session: a handle, its code, and whether it was read."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from linli.identity.signin import operations
from linli.identity.signin.adapter import PhoneAdapter
from linli.identity.signin.flow import send_code
from linli.identity.signin.throttle import CODE_LASTS, GUESSES_PER_CODE
from linli.kernel import clock
from linli.kernel.errors import Refused, text_of

#: Session key: `phone` (a handle), `code`, `at` (seconds), `guesses`, `proved`.
STATE = "another_phone"


def begin(request: HttpRequest, handle: str) -> None:
    """Send a code to the new number; counted and limited as for signing in. Raises Refused."""
    code = PhoneAdapter().generate_phone_verification_code(user=None, phone=handle)
    send_code(request, handle, code)
    at = clock.now().timestamp()
    request.session[STATE] = {"phone": handle, "code": code, "at": at, "guesses": 0}


def state(request: HttpRequest) -> dict[str, Any] | None:
    """What is under way; None when nothing is, or when its code is too old or guessed too often."""
    found: dict[str, Any] | None = request.session.get(STATE)
    if found is None or clock.now().timestamp() - found["at"] > CODE_LASTS:
        return None
    return found if found["guesses"] < GUESSES_PER_CODE else None


def count_guess(request: HttpRequest) -> None:
    """Before the code is looked at. Raises Refused when the number or the address is locked."""
    found = request.session[STATE]
    address = PhoneAdapter().get_client_ip(request)
    operations.take_try(("wrong_phone", found["phone"]), ("wrong_address", address))
    request.session[STATE] = {**found, "guesses": found["guesses"] + 1}


def prove(request: HttpRequest) -> None:
    """The code was right: the wrong ones before it count no more."""
    found = request.session[STATE]
    operations.give_back(("wrong_address", PhoneAdapter().get_client_ip(request)))
    operations.forget_tries("wrong_phone", found["phone"])
    request.session[STATE] = {**found, "proved": True, "code": ""}


def proved(request: HttpRequest) -> str | None:
    """The handle of a number whose code was read a moment ago."""
    found = state(request)
    return str(found["phone"]) if found and found.get("proved") else None


def end(request: HttpRequest) -> None:
    request.session.pop(STATE, None)


def say(request: HttpRequest, refusal: Refused) -> None:
    words = text_of(refusal.code, refusal.params)
    messages.error(request, f"{words.title} {words.remedy}")
