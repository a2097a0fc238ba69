"""One's own phone number, by the code that is read at the new one. In the browser's session alone."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from linli.identity.actions import transfers
from linli.identity.identifiers import masked_phone
from linli.identity.rules import oneself
from linli.identity.schemas import ClaimPhoneIn, MyPhoneOut, PhoneCodeIn, PhoneIn
from linli.identity.signin import actions, changing
from linli.identity.signin.forms import CodeForm, PhoneForm
from linli.identity.signin.handles import phone_of_handle
from linli.identity.signin.proof import require_fresh
from linli.kernel.api import Session
from linli.kernel.errors import Refused, require
from linli.kernel.guards import actor_of

router = Router(tags=["me"])
OWN = [Session()]


def _mine(request: HttpRequest) -> None:
    """Oneself, and proved a moment ago: it is hard to undo."""
    require(oneself(actor_of(request)))
    require_fresh(request)


@router.post("/me/phone", response={204: None}, auth=OWN, summary="Send a code to my new number")
def ask_phone(request: HttpRequest, wanted: PhoneIn) -> tuple[int, None]:
    """Counted and limited as for signing in. Nothing changes before the code is read."""
    _mine(request)
    form = PhoneForm({"phone": wanted.phone})
    if not form.is_valid():
        raise Refused("identity.phone_shape", field="phone")
    changing.begin(request, form.cleaned_data["phone"])
    return 204, None


@router.post("/me/phone/code", response=MyPhoneOut, auth=OWN, summary="Change to the new number")
def change_phone(request: HttpRequest, wanted: PhoneCodeIn) -> Any:
    """The number before gets a message, and all other sessions end.

    Where another record holds the number, it answers 409 `identity.phone_held`; it may be claimed.
    """
    _mine(request)
    state = changing.state(request)
    if state is None or not state["code"]:
        raise Refused("identity.no_code_waits")
    changing.count_guess(request)
    if not CodeForm({"code": wanted.code}, expected=state["code"]).is_valid():
        raise Refused("identity.wrong_code", field="code")
    changing.prove(request)
    number = phone_of_handle(state["phone"])
    actor = actor_of(request)
    actions.change_phone(actor, phone=number)
    changing.end(request)
    actions.end_other_sessions(actor, but=request.session.session_key or "")
    return MyPhoneOut(phone=masked_phone(number))


@router.post("/me/phone/claim", response={204: None}, auth=OWN, summary="Claim a number I read")
def claim_phone(request: HttpRequest, wanted: ClaimPhoneIn) -> tuple[int, None]:
    """After its code was read: both sides are heard, and two members of staff decide."""
    _mine(request)
    handle = changing.proved(request)
    if handle is None:
        raise Refused("identity.no_code_waits")
    phone = phone_of_handle(handle)
    transfers.claim_phone(actor_of(request), phone=phone, reason=wanted.reason)
    changing.end(request)
    return 204, None
