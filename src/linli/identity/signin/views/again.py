"""Proving once more who one is, by a code to one's own phone; for those without a second factor."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import BaseReauthenticateView
from allauth.core.internal.httpkit import authenticated_user
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.decorators import method_decorator

from linli.identity.signin import operations
from linli.identity.signin.adapter import PhoneAdapter
from linli.identity.signin.flow import send_code
from linli.identity.signin.forms import CodeForm, blank_form
from linli.identity.signin.handles import masked_handle
from linli.identity.signin.throttle import CODE_LASTS, GUESSES_PER_CODE
from linli.identity.signin.views.phone import hides_input, refused
from linli.kernel import clock
from linli.kernel.errors import Refused

#: Session key: `code`, `at` (seconds), `guesses`.
STATE = "code_again"


@method_decorator(login_required, name="dispatch")
@hides_input
class AgainView(BaseReauthenticateView):
    """One button sends the code (`action=send`), then one field asks for it."""

    form_class = CodeForm
    template_name = "account/reauthenticate.html"

    @property
    def phone(self) -> str:
        """The handle of one's own number; only who has one gets here by a code."""
        known = PhoneAdapter().get_phone(authenticated_user(self.request))
        if known is None:
            raise Refused("kernel.not_for_you")
        return str(known[0])

    @property
    def state(self) -> dict[str, Any] | None:
        state: dict[str, Any] | None = self.request.session.get(STATE)
        alive = state and clock.now().timestamp() - state["at"] <= CODE_LASTS
        return state if alive and state and state["guesses"] < GUESSES_PER_CODE else None

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_form_kwargs()
        return kwargs | {"expected": (self.state or {}).get("code", "")}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            if request.POST.get("action") == "send":
                return self._send()
            operations.take_try(("wrong_phone", self.phone))
        except Refused as refusal:
            return refused(self, blank_form(), refusal, "code")
        if state := self.state:
            request.session[STATE] = {**state, "guesses": state["guesses"] + 1}
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def _send(self) -> HttpResponse:
        code = PhoneAdapter().generate_phone_verification_code(user=None, phone=self.phone)
        send_code(self.request, self.phone, code)
        at = clock.now().timestamp()
        self.request.session[STATE] = {"code": code, "at": at, "guesses": 0}
        return HttpResponseRedirect(self.request.get_full_path())

    def form_valid(self, form: forms.Form) -> HttpResponse:
        operations.forget_tries("wrong_phone", self.phone)
        self.request.session.pop(STATE, None)
        record_authentication(
            self.request, authenticated_user(self.request), "code", reauthenticated=True
        )
        answer: HttpResponse = super().form_valid(form)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        state = self.state
        return context | {
            "phone": masked_handle(self.phone),
            "sent": state is not None,
            "demo_code": state["code"] if state and settings.DEMO else "",
        }
