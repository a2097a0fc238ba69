"""Phone → code → in. Works without JavaScript."""

from http import HTTPStatus
from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.stagekit import clear_login
from allauth.account.mixins import RedirectAuthenticatedUserMixin
from allauth.account.stages import LoginByCodeStage
from allauth.socialaccount.adapter import get_adapter as get_provider_adapter
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic.edit import FormView

from linli.identity.signin.flow import PhoneCodeProcess
from linli.identity.signin.forms import CodeForm, PhoneForm, blank_form, refuse
from linli.identity.signin.handles import masked_handle
from linli.identity.signin.pending import agree_to_tie, forget_pending, pending
from linli.identity.signin.throttle import CODE_LASTS, MINUTE
from linli.identity.signin.views.ways import next_fields, next_of, way_to
from linli.kernel.errors import Refused, text_of


def hides_input(view: Any) -> Any:
    """Numbers and codes do not stand in error reports."""
    return method_decorator(sensitive_post_parameters("phone", "code"), name="dispatch")(view)


@hides_input
class PhoneView(RedirectAuthenticatedUserMixin, FormView):  # type: ignore[type-arg]  # not subscriptable at run time
    """Asks for the number; with ``?other=1`` a code that is on its way is given up."""

    form_class = PhoneForm
    template_name = "account/login.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        under_way = not request.user.is_authenticated
        if under_way and ("other" in request.GET or request.method == "POST"):
            clear_login(request)
        if "forget" in request.GET:
            forget_pending(request)
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: PhoneForm) -> HttpResponse:
        try:
            PhoneCodeProcess.start(self.request, form.cleaned_data["phone"])
        except Refused as refusal:
            return refused(self, form, refusal, "phone")
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return way_to(self.request, "account_confirm_login_code")

    def get_authenticated_redirect_url(self) -> str:
        return next_of(self.request) or "/"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        providers = [
            each
            for each in get_provider_adapter().list_providers(self.request)
            if each.app.client_id
        ]
        return (
            super().get_context_data(**kwargs)
            | next_fields(self.request)
            | {
                "providers": [
                    {"name": str(each), "url": each.get_login_url(self.request, **self._next())}
                    for each in providers
                ],
                "pending": pending(self.request),
            }
        )

    def _next(self) -> dict[str, str]:
        url = next_of(self.request)
        return {"next": url} if url else {}


def refused(view: Any, form: forms.Form, refusal: Refused, field: str) -> HttpResponse:
    """The form once more with what stands against it, and the refusal's status."""
    refuse(form, refusal, field)
    answer: HttpResponse = view.render_to_response(view.get_context_data(form=form))
    answer.status_code = text_of(refusal.code).status
    return answer


@method_decorator(
    login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login"),
    name="dispatch",
)
@method_decorator(never_cache, name="dispatch")
@hides_input
class CodeView(FormView):  # type: ignore[type-arg]
    """Asks for the code; `action=resend` sends another."""

    form_class = CodeForm
    template_name = "account/confirm_login_code.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        process = PhoneCodeProcess.resume(request._login_stage)  # type: ignore[attr-defined]  # noqa: SLF001
        if process is None:
            messages.warning(request, _("This code is too old. Ask for a new one."))
            return self._again()
        self.process = process
        return super().dispatch(request, *args, **kwargs)

    def _again(self) -> HttpResponse:
        clear_login(self.request)
        return HttpResponseRedirect(way_to(self.request, "account_login"))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"expected": self.process.code}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("action") == "resend":
            return self._resend()
        try:
            self.process.count_guess()
        except Refused as refusal:
            return refused(self, self.get_form(), refusal, "code")
        return super().post(request, *args, **kwargs)

    def _resend(self) -> HttpResponse:
        if not self.process.can_resend:
            return self._again()
        try:
            self.process.resend()
        except Refused as refusal:
            return refused(self, blank_form(), refusal, "code")
        messages.success(self.request, _("A new code is on its way."))
        return HttpResponseRedirect(way_to(self.request, "account_confirm_login_code"))

    def form_valid(self, form: CodeForm) -> HttpResponse:  # noqa: ARG002
        if "tie" in self.request.POST:
            agree_to_tie(self.request)
        return self.process.finish(next_of(self.request))

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        if self.process.record_invalid_attempt():
            answer = super().form_invalid(form)
            answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
            return answer
        messages.error(self.request, _("Five wrong codes: this one is void. Ask for a new one."))
        return self._again()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return (
            super().get_context_data(**kwargs)
            | next_fields(self.request)
            | {
                "phone": masked_handle(self.process.phone),
                "pending": pending(self.request),
                "can_resend": self.process.can_resend,
                "minutes": CODE_LASTS // MINUTE,
                # so that a newcomer can try the demo without reading logs; Env refuses it in production
                "demo_code": self.process.code if settings.DEMO else "",
            }
        )
