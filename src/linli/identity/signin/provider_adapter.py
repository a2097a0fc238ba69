"""allauth's adapter for accounts at providers (OpenID Connect, Weixin).

Of what a provider tells we keep one thing: a keyed hash of its name for the person, to know them
again. Names, e-mail addresses, pictures and tokens are dropped before anything is stored.
"""

from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.identity.models import Person
from linli.identity.signin import actions
from linli.identity.signin.pending import keep_pending
from linli.identity.signin.proof import is_fresh
from linli.identity.vault import vault
from linli.kernel.errors import Refused, text_of


def blind_uid(provider: str, uid: str) -> str:
    """64 hexadecimal digits."""
    return vault().blind(uid, kind=f"uid:{provider}").hex()


class ProviderAdapter(DefaultSocialAccountAdapter):
    def new_user(self, request: HttpRequest, sociallogin: SocialLogin) -> Person:  # noqa: ARG002
        """Called before anything is looked up or stored: the place to forget."""
        account = sociallogin.account
        account.uid = blind_uid(account.provider, account.uid)
        account.extra_data = {}
        sociallogin.email_addresses = []
        sociallogin.phone = None
        return Person()

    def populate_user(
        self,
        request: HttpRequest,  # noqa: ARG002
        sociallogin: SocialLogin,
        data: dict[str, Any],  # noqa: ARG002 (name and e-mail, which we do not want)
    ) -> Any:
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """A known account signs in; an unknown one is tied, now or after a sign-in by phone."""
        sociallogin.token = None
        if request.user.is_authenticated and sociallogin.state.get("process") == "connect":
            self._tie(request, sociallogin)
        if sociallogin.is_existing:
            return
        keep_pending(
            request,
            provider=sociallogin.account.provider,
            uid=sociallogin.account.uid,
            name=str(sociallogin.provider),
        )
        if request.user.is_authenticated:
            get_account_adapter().logout(request)
        raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))

    def _tie(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        page = HttpResponseRedirect(reverse("socialaccount_connections"))
        if not is_fresh(request):  # the page asks for the proof
            raise ImmediateHttpResponse(page)
        account = sociallogin.account
        try:
            actions.tie_account(
                actions.resident(request.user),  # type: ignore[arg-type]  # our only user model
                provider=account.provider,
                uid=account.uid,
            )
            name = str(sociallogin.provider)
            messages.success(request, _("%(name)s now opens this record.") % {"name": name})
        except Refused as refusal:
            messages.error(request, str(text_of(refusal.code).title))
        raise ImmediateHttpResponse(page)

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[Any]:
        """Those with a client id in the settings; the database's table of apps is not used."""
        apps = super().list_apps(request, provider=provider, client_id=client_id)
        return [app for app in apps if app.client_id and not app.pk]
