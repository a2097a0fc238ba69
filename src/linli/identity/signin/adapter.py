"""allauth's account adapter: it sees handles of phone numbers, never the numbers."""

from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal.cryptokit import generate_user_code
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from linli.identity.models import Person
from linli.identity.queries import person_by_phone, private_of
from linli.identity.signin import actions, operations
from linli.identity.signin.device import device_of, hidden_address
from linli.identity.signin.forms import PhoneField
from linli.identity.signin.handles import handle_of, phone_of_handle
from linli.identity.signin.middleware import SEEN_AT
from linli.identity.signin.pending import tie_pending
from linli.identity.signin.proof import is_fresh
from linli.identity.signin.queries import records_in
from linli.identity.signin.sms import gateway
from linli.kernel import clock
from linli.kernel.errors import Refused

#: Where people go who have not chosen their community yet.
WELCOME = "/me/welcome/"
#: What is said in place of allauth's messages; the others are not shown.
SAYINGS = {"account/messages/logged_out.txt": _("You are signed out on this device.")}


class PhoneAdapter(DefaultAccountAdapter):
    """A `phone` in these signatures is always a handle."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("This code is not right."),
        "too_many_login_attempts": _("Too many wrong codes. Try again in 15 minutes."),
        "rate_limited": _("Too many tries. Try again in 15 minutes."),
    }

    # --- phones -------------------------------------------------------------------------------
    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        return PhoneField(**kwargs)

    def get_user_by_phone(self, phone: str) -> Person | None:
        return person_by_phone(phone_of_handle(phone))

    def get_phone(self, user: AbstractBaseUser) -> tuple[str, bool] | None:
        private = private_of(user) if isinstance(user, Person) else None
        phone = private.read("phone") if private else None
        if private is None or phone is None:
            return None
        return handle_of(phone), private.phone_proved_at is not None

    def set_phone(self, user: AbstractBaseUser, phone: str, verified: bool) -> None:  # noqa: FBT001
        """A number whose code was read. One that was not proved is not written: nobody's way in."""
        if not isinstance(user, Person) or not verified:
            raise Refused("kernel.not_for_you")
        actions.change_phone(actions.resident(user), phone=phone_of_handle(phone))
        user.refresh_from_db()

    def set_phone_verified(self, user: AbstractBaseUser, phone: str) -> None:
        """The code was right: a number that staff wrote down is now proved."""
        known = self.get_phone(user)
        if known and known[0] == phone and not known[1] and isinstance(user, Person):
            actions.prove_phone(actions.resident(user))
            user.refresh_from_db()

    def generate_phone_verification_code(
        self,
        *,
        user: AbstractBaseUser | None,  # noqa: ARG002 (None for a number that nobody holds)
        phone: str,  # noqa: ARG002
    ) -> str:
        return generate_user_code(**app_settings.PHONE_VERIFICATION_CODE_FORMAT)

    def send_verification_code_sms(
        self,
        user: AbstractBaseUser | None,  # noqa: ARG002 (None for a number that nobody holds)
        phone: str,
        code: str,
        **_kwargs: Any,
    ) -> None:
        gateway().send_code(phone_of_handle(phone), code, language=get_language() or "zh-hans")

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """Nothing: an unknown number gets a code like any other and becomes a new person."""

    def send_account_already_exists_sms(self, phone: str) -> None:
        """Nothing: a known number gets a code like any other and signs in."""

    # --- where somebody comes from and goes to --------------------------------------------------
    def get_client_ip(self, request: HttpRequest) -> str:
        """A stand-in for the address: allauth uses it in cache keys."""
        return hidden_address(super().get_client_ip(request))

    def get_http_user_agent(self, request: HttpRequest) -> str:
        return device_of(super().get_http_user_agent(request))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        new = getattr(request.user, "community", None) is None
        return WELCOME if new else super().get_login_redirect_url(request)

    get_signup_redirect_url = get_login_redirect_url

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return "/"

    # --- signing in -------------------------------------------------------------------------------
    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        """Note the session in the person's own list, and tie what waited for this sign-in."""
        if isinstance(user, Person):
            actor = actions.resident(user)
            means = [str(each.get("type") or each["method"]) for each in records_in(request)]
            if not request.session.session_key:
                request.session.create()
            actions.open_session(
                actor,
                key=str(request.session.session_key),
                device=self.get_http_user_agent(request),
                means=means,
            )
            request.session[SEEN_AT] = clock.now().isoformat()
            tie_pending(request, actor)
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer

    def logout(self, request: HttpRequest) -> None:
        key, person = request.session.session_key, request.user.pk
        super().logout(request)
        if key and person:
            operations.end_session_rows(person, [key])

    def add_message(  # noqa: PLR0913, PLR0917 (allauth's signature)
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002
        extra_tags: str = "",  # noqa: ARG002
        message: str | None = None,
    ) -> None:
        """Our own words only: allauth's speak of e-mail, and would show the handle."""
        words = message or SAYINGS.get(message_template or "")
        if words:
            messages.add_message(request, level, str(words))

    def is_reauthentication_required(self, *, app: str, **_kwargs: Any) -> bool:  # noqa: ARG002
        return not is_fresh(context.request)

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, Any]]:
        """The second factor where there is one, else a code to the phone."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if methods or not user.is_authenticated:
            return methods
        url = reverse("account_reauthenticate")
        return [{"id": "code", "description": _("Code to my phone"), "url": url}]
