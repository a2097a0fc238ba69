"""Who may open the pages of signing in; joined into `url_rules.py`."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.socialaccount.models import SocialAccount
from tests.architecture.matrix import EVERYONE, SIGNED_IN, Rule
from tests.architecture.world import World


def app_of(world: World) -> dict[str, Any]:
    app = Authenticator.objects.create(user=world.resident, type="totp", data={"secret": ""})
    return {"pk": app.pk}


def account_of(world: World) -> dict[str, Any]:
    account = SocialAccount.objects.create(user=world.resident, provider="oidc", uid="0" * 64)
    return {"account": account.pk}


def codes_of_all(world: World) -> dict[str, Any]:
    for role, person in world.people.items():
        if role != "stranger":
            RecoveryCodes.activate(person)
    return {}


def oidc(_world: World) -> dict[str, Any]:
    return {"provider_id": "oidc"}


OFF = Rule(allowed=EVERYONE, status=404)
OFF_OIDC = Rule(allowed=EVERYONE, status=404, args=oidc)
OWN = Rule(allowed=SIGNED_IN)
#: Only on the way in: who is in is sent on, who has not begun is sent to the beginning.
UNDER_WAY = Rule(allowed=SIGNED_IN, status=302)

RULES = {
    "GET account_login": Rule(allowed=EVERYONE),
    "POST account_login": Rule(allowed=EVERYONE, data={"phone": ""}),
    "GET account_confirm_login_code": UNDER_WAY,
    "POST account_confirm_login_code": UNDER_WAY,
    "GET mfa_authenticate": UNDER_WAY,
    "POST mfa_authenticate": UNDER_WAY,
    "GET mfa_login_webauthn": UNDER_WAY,
    "POST mfa_login_webauthn": UNDER_WAY,
    "GET account_logout": Rule(allowed=EVERYONE),
    "POST account_logout": Rule(allowed=EVERYONE),
    "GET account_inactive": Rule(allowed=EVERYONE),
    "GET usersessions_list": OWN,
    "POST usersessions_list": Rule(allowed=SIGNED_IN, data={"others": "1"}),
    "GET account_reauthenticate": OWN,
    "POST account_reauthenticate": OWN,
    "GET mfa_reauthenticate": OWN,
    "POST mfa_reauthenticate": OWN,
    "GET mfa_reauthenticate_webauthn": OWN,
    "POST mfa_reauthenticate_webauthn": OWN,
    "GET mfa_index": OWN,
    "GET mfa_add_webauthn": OWN,
    "POST mfa_add_webauthn": OWN,
    "GET mfa_activate_totp": OWN,
    "POST mfa_activate_totp": OWN,
    "GET factor_code": OWN,
    "POST factor_code": OWN,
    "GET mfa_remove": Rule(allowed={"resident"}, args=app_of),
    "POST mfa_remove": Rule(allowed={"resident"}, args=app_of),
    "GET mfa_view_recovery_codes": Rule(allowed=SIGNED_IN, args=codes_of_all),
    "GET mfa_generate_recovery_codes": OWN,
    "POST mfa_generate_recovery_codes": OWN,
    "GET socialaccount_connections": OWN,
    "POST socialaccount_connections": Rule(allowed={"resident"}, data=account_of),
    "GET socialaccount_login_cancelled": Rule(allowed=EVERYONE),
    "GET socialaccount_login_error": Rule(allowed=EVERYONE, status=401),
    "GET weixin_login": OFF,
    "GET weixin_callback": OFF,
    "GET openid_connect_login": OFF_OIDC,
    "GET openid_connect_callback": OFF_OIDC,
}
