"""allauth's adapter for second factors: secrets sealed, labels that name nobody to the server."""

from typing import Any

import segno
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.identity.signin.device import device_of
from linli.identity.signin.queries import masked_phone_of
from linli.identity.signin.secrets import open_secret, seal_secret


class FactorAdapter(DefaultMFAAdapter):
    """What the person's own device shows is the masked phone; it is not stored with us."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("This proof is not right. Try again."),
    }

    def encrypt(self, text: str) -> str:
        return seal_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        return open_secret(encrypted_text)

    def _get_user_identifier(self, user: AbstractBaseUser) -> str:
        return masked_phone_of(user.pk) or str(user)

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        name = self._get_user_identifier(user)
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "display_name": name, "name": name}

    def get_totp_issuer(self) -> str:
        return f"{_('Linli')} {self._get_site_name()}"

    def build_totp_svg(self, url: str) -> str:
        svg: str = segno.make(url, micro=False).svg_inline(scale=5, border=4, light="#fff")
        return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)

    def generate_authenticator_name(
        self,
        user: AbstractBaseUser,  # noqa: ARG002 (allauth's signature)
        type: Authenticator.Type,  # noqa: A002, ARG002
    ) -> str:
        """``Chrome/Android``: people need not think of a name, and write nobody's into it."""
        return device_of(context.request.META.get("HTTP_USER_AGENT", ""))
