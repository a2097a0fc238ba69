"""My phone number: another one by its code, a claim when somebody holds it, and stopping staff."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from linli.identity.actions import proposals, transfers
from linli.identity.forms import ClaimPhoneForm
from linli.identity.signin import actions, changing
from linli.identity.signin.forms import CodeForm, PhoneForm
from linli.identity.signin.handles import masked_handle, phone_of_handle
from linli.identity.signin.proof import fresh_proof
from linli.identity.signin.queries import masked_phone_of
from linli.identity.signin.throttle import CODE_LASTS, MINUTE
from linli.identity.views.common import attempt, done, private_page
from linli.identity.views.me import both
from linli.kernel.answers import add_refusal
from linli.kernel.errors import Refused
from linli.kernel.guards import actor_of, signed_in


@both
@signed_in
@fresh_proof
@sensitive_post_parameters("phone")
def phone(request: HttpRequest) -> HttpResponse:
    """Asks for the new number, after a proof by the old one or by a second factor."""
    form = PhoneForm(request.POST or None)
    form.fields["phone"].help_text = _("We send a code to it. The number before gets a message.")
    if request.method == "POST" and attempt(
        form, lambda data: changing.begin(request, data["phone"])
    ):
        return redirect("me_phone_code")
    context = {"form": form, "phone": masked_phone_of(actor_of(request).person or 0)}
    return private_page(render(request, "identity/me/phone.html", context))


@both
@signed_in
@fresh_proof
@sensitive_post_parameters("code")
def phone_code(request: HttpRequest) -> HttpResponse:
    """The code at the new number; with `action=resend` another one."""
    state = changing.state(request)
    if state is None:
        return redirect("me_phone")
    if request.POST.get("action") == "resend":
        form = CodeForm(None)
        if attempt_resend(request, state["phone"]):
            return done(request, _("A new code is on its way."), "me_phone_code")
        return _code_page(request, state, form)
    form = CodeForm(request.POST or None, expected=state["code"])
    if request.method == "POST":
        try:
            changing.count_guess(request)
        except Refused as refusal:
            form.full_clean()
            add_refusal(form, refusal)
            return _code_page(request, state, form)
        if form.is_valid():
            return _change(request, state["phone"])
    return _code_page(request, state, form)


def attempt_resend(request: HttpRequest, handle: str) -> bool:
    """Whether another code left; when not, why is said on the page."""
    try:
        changing.begin(request, handle)
    except Refused as refusal:
        changing.say(request, refusal)
        return False
    return True


def _change(request: HttpRequest, handle: str) -> HttpResponse:
    changing.prove(request)
    try:
        actions.change_phone(actor_of(request), phone=phone_of_handle(handle))
    except Refused as refusal:
        if refusal.code != "identity.phone_held":
            raise
        return redirect("me_phone_claim")
    changing.end(request)
    actions.end_other_sessions(actor_of(request), but=request.session.session_key or "")
    return done(request, _("Your number is changed. You are signed out elsewhere."), "me_identity")


def _code_page(request: HttpRequest, state: dict[str, Any], form: CodeForm) -> HttpResponse:
    context = {
        "form": form,
        "phone": masked_handle(state["phone"]),
        "minutes": CODE_LASTS // MINUTE,
        "demo_code": state["code"] if settings.DEMO else "",
    }
    return private_page(render(request, "identity/me/phone_code.html", context))


@both
@signed_in
@fresh_proof
def phone_claim(request: HttpRequest) -> HttpResponse:
    """The code was right, but another record holds the number: ask for it with a reason."""
    handle = changing.proved(request)
    if handle is None:
        return redirect("me_phone")
    form = ClaimPhoneForm(request.POST or None)
    if request.method == "POST" and attempt(
        form,
        lambda data: transfers.claim_phone(
            actor_of(request), phone=phone_of_handle(handle), reason=data["reason"]
        ),
    ):
        changing.end(request)
        return done(request, _("Asked for. Both sides are heard for seven days."), "me_transfers")
    context = {"form": form, "phone": masked_handle(handle)}
    return private_page(render(request, "identity/me/phone_claim.html", context))


@require_POST
@signed_in
def stop_proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """It was not I who stood at the desk."""
    proposals.stop_proposal(actor_of(request), proposal=pk)
    return done(request, _("Stopped. Nothing was changed."), "me_identity")
