"""Passkeys, the authenticator app, recovery codes."""

from typing import Any

from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from linli.identity.signin import actions
from linli.identity.signin.proof import fresh_proof, has_second_factor
from linli.identity.signin.queries import factors_of
from linli.identity.signin.views.ways import next_of
from linli.kernel.errors import Refused

Type = Authenticator.Type


def actor_in(request: HttpRequest) -> Any:
    """These pages are one's own: whatever the office, the person acts as themselves."""
    return actions.resident(request.user)  # type: ignore[arg-type]  # our only user model


@method_decorator(login_required, name="dispatch")
@method_decorator(never_cache, name="dispatch")
class FactorsView(TemplateView):
    """What protects the record, and what can be added."""

    template_name = "mfa/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = factors_of(self.request.user.pk or 0)
        codes = next((row for row in rows if row.type == Type.RECOVERY_CODES), None)
        return super().get_context_data(**kwargs) | {
            "passkeys": [row for row in rows if row.type == Type.WEBAUTHN],
            "app": next((row for row in rows if row.type == Type.TOTP), None),
            "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
            "proved": has_second_factor(self.request),
            "next": next_of(self.request) or "",
        }


@method_decorator(login_required, name="dispatch")
@method_decorator(fresh_proof, name="dispatch")
@method_decorator(never_cache, name="dispatch")
class AddPasskeyView(AddWebAuthnView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A passkey that signs in by itself, so the device must ask for finger, face or PIN."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        options = begin_registration(authenticated_user(self.request), passwordless=True)
        context["form"] = kwargs.get("form") or self.get_form()
        context["js_data"] = {"creation_options": options}
        return context

    def form_valid(self, form: forms.Form) -> HttpResponse:
        made_codes = actions.add_passkey(
            actor_in(self.request),
            request=self.request,
            name=form.cleaned_data["name"],
            credential=form.cleaned_data["credential"],
        )
        messages.success(self.request, _("The passkey is set up."))
        return after_setting_up(self.request, made_codes)


def after_setting_up(request: HttpRequest, made_codes: bool) -> HttpResponse:  # noqa: FBT001
    """The recovery codes are shown once, right after the first factor."""
    if made_codes:
        return HttpResponseRedirect(reverse("mfa_view_recovery_codes"))
    return HttpResponseRedirect(next_of(request) or reverse("mfa_index"))


@method_decorator(login_required, name="dispatch")
@method_decorator(fresh_proof, name="dispatch")
@method_decorator(never_cache, name="dispatch")
class AddAppView(ActivateTOTPView):
    def form_valid(self, form: forms.Form) -> HttpResponse:
        made_codes = actions.add_app(actor_in(self.request), request=self.request, form=form)
        messages.success(self.request, _("The authenticator app is set up."))
        return after_setting_up(self.request, made_codes)


@method_decorator(login_required, name="dispatch")
@method_decorator(fresh_proof, name="dispatch")
class RemoveFactorView(FormView):  # type: ignore[type-arg]  # not subscriptable at run time
    """Asks once, then removes a passkey or the app (`pk`)."""

    form_class = forms.Form
    template_name = "mfa/remove.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = factors_of(self.request.user.pk or 0)
        rows = [row for row in rows if row.type != Type.RECOVERY_CODES]
        factor = next((row for row in rows if row.pk == self.kwargs["pk"]), None)
        if factor is None:
            raise Refused("kernel.not_found")
        more = {"factor": factor, "last": len(rows) == 1}
        return super().get_context_data(**kwargs) | more

    def form_valid(self, form: forms.Form) -> HttpResponse:  # noqa: ARG002
        actions.remove_factor(
            actor_in(self.request), request=self.request, factor=self.kwargs["pk"]
        )
        messages.success(self.request, _("Removed."))
        return HttpResponseRedirect(reverse("mfa_index"))


@method_decorator(login_required, name="dispatch")
class MakeCodesView(GenerateRecoveryCodesView):
    def form_valid(self, form: forms.Form) -> HttpResponse:  # noqa: ARG002
        actions.make_recovery_codes(actor_in(self.request), request=self.request)
        return HttpResponseRedirect(reverse("mfa_view_recovery_codes"))


class PasskeyAgainView(ReauthenticateWebAuthnView):
    def form_invalid(self, form: forms.Form) -> HttpResponse:
        for words in form.errors.get("credential", []):
            messages.error(self.request, str(words))
        return HttpResponseRedirect(self.request.get_full_path())
