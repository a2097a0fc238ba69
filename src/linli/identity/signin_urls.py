"""Addresses of signing in, sessions and second factors.

Each is named as allauth expects it. allauth's own list is not included: passwords, e-mail
addresses and its sign-up form must not be reachable.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.socialaccount.providers.weixin import views as weixin
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_http_methods
from requests import RequestException

from linli.identity.signin.views import again, factors, phone, sessions, vouching
from linli.kernel.errors import Refused

View = Callable[..., HttpResponseBase]


def when_on(provider: str) -> Callable[[View], View]:
    """404 while the provider has no client id in the settings; 503 while it is silent."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
            wanted = kwargs.get("provider_id", provider)
            if not get_adapter().list_apps(request, provider=wanted):
                raise Http404
            try:
                return view(request, **kwargs)
            except RequestException as error:
                raise Refused("identity.provider_silent") from error

        return guarded

    return decorate


def get(view: View) -> View:
    """405 for other methods before anything else is looked at."""
    return require_http_methods(["GET"])(view)


def form(view: View) -> View:
    return require_http_methods(["GET", "POST"])(view)


urlpatterns = [
    path("in/", form(phone.PhoneView.as_view()), name="account_login"),
    path("in/code/", form(phone.CodeView.as_view()), name="account_confirm_login_code"),
    path("in/out/", form(account.logout), name="account_logout"),
    path("in/closed/", get(account.account_inactive), name="account_inactive"),
    path("in/sessions/", sessions.sessions, name="usersessions_list"),
    # once more, or with a second factor
    path("in/again/", form(again.AgainView.as_view()), name="account_reauthenticate"),
    path("in/again/app/", form(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "in/again/passkey/",
        form(factors.PasskeyAgainView.as_view()),
        name="mfa_reauthenticate_webauthn",
    ),
    path("in/factor/", form(mfa.authenticate), name="mfa_authenticate"),
    path("in/passkey/", form(webauthn.login_webauthn), name="mfa_login_webauthn"),
    # setting factors up
    path("in/factors/", get(factors.FactorsView.as_view()), name="mfa_index"),
    path("in/factors/passkey/", form(factors.AddPasskeyView.as_view()), name="mfa_add_webauthn"),
    path("in/factors/app/", form(factors.AddAppView.as_view()), name="mfa_activate_totp"),
    path("in/factors/<int:pk>/", form(factors.RemoveFactorView.as_view()), name="mfa_remove"),
    path("in/factors/code/", form(vouching.FactorCodeView.as_view()), name="factor_code"),
    path("in/factors/codes/", get(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "in/factors/codes/new/",
        form(factors.MakeCodesView.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    # accounts at providers
    path("in/accounts/", sessions.accounts, name="socialaccount_connections"),
    path("in/with/cancelled/", get(social.login_cancelled), name="socialaccount_login_cancelled"),
    path("in/with/error/", get(social.login_error), name="socialaccount_login_error"),
    path("in/with/weixin/", get(when_on("weixin")(weixin.oauth2_login)), name="weixin_login"),
    path(
        "in/with/weixin/back/",
        get(when_on("weixin")(weixin.oauth2_callback)),
        name="weixin_callback",
    ),
    path("in/with/<str:provider_id>/", get(when_on("")(oidc.login)), name="openid_connect_login"),
    path(
        "in/with/<str:provider_id>/back/",
        get(when_on("")(oidc.callback)),
        name="openid_connect_callback",
    ),
]
