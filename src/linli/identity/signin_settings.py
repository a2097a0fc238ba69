"""allauth's switches: phone and code only, no user names, no e-mail, no passwords."""

from typing import Any

from config.env import Env

_env = Env()  # type: ignore[call-arg]  # its values come from the environment

AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "linli.identity.signin.backend.PersonBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "linli.identity.signin.session_store"

# --- phone and code ---------------------------------------------------------------------------
ACCOUNT_ADAPTER = "linli.identity.signin.adapter.PhoneAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"phone"}
ACCOUNT_SIGNUP_FIELDS = ["phone*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# The process is ours (signin/flow.py); a passkey or a provider's account goes straight in.
ACCOUNT_LOGIN_BY_CODE_REQUIRED = False
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT: dict[str, Any] = {
    "numeric": True,
    "length": 6,
    "dashed": False,
}
# Codes by phone are limited in signin/throttle.py; these are for app codes and proofs once more.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "60/15m/ip,5/15m/key",
    "reauthenticate": "20/15m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = _env.proxies
# Addresses come to allauth as keyed hashes in IPv6 form: nothing may be cut off them.
ALLAUTH_RATE_LIMIT_IPV6_PREFIX = 128

SMS = _env.sms
SMS_URL = _env.sms_url
SMS_TOKEN = _env.sms_token.get_secret_value()
SMS_REPORT_SECRET = _env.sms_report_secret.get_secret_value()

# --- second factors -----------------------------------------------------------------------------
MFA_ADAPTER = "linli.identity.signin.factor_adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Passkeys need https; browsers make an exception for localhost, and so do we on one's own machine.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _env.mode == "local"
MFA_RECOVERY_CODES_SHOW_ONCE = True
#: Who types slowly, or whose phone's clock is half a minute off, is not refused (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "linli.identity.signin.forms.FactorForm",
    "reauthenticate": "linli.identity.signin.forms.FactorAgainForm",
    "activate_totp": "linli.identity.signin.forms.AddAppForm",
    "add_webauthn": "linli.identity.signin.forms.AddPasskeyForm",
}

# --- accounts at providers ------------------------------------------------------------------------
SOCIALACCOUNT_ADAPTER = "linli.identity.signin.provider_adapter.ProviderAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
# A link instead of a form: `form-action 'self'` would stop the way to the provider. The session's
# `state` parameter is what protects the way back.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": _env.oidc_name or "OpenID Connect",
                "client_id": _env.oidc_client,
                "secret": _env.oidc_secret.get_secret_value(),
                "settings": {"server_url": _env.oidc_server},
            }
        ],
    },
    "weixin": {
        "APPS": [
            {
                "name": "Weixin",
                "client_id": _env.weixin_client,
                "secret": _env.weixin_secret.get_secret_value(),
            }
        ]
    },
}
