"""A small OpenID Connect provider: discovery, authorization code with PKCE, token, userinfo, JWKS."""

import base64
import hashlib
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from linli.identity.tests.signing_in import Quiet, serving

CLIENT, SECRET = "linli", "oidc-secret"


@dataclass
class FakeProvider:
    """`claims` are told of whoever signs in next; `codes` holds what was granted."""

    url: str = ""
    claims: dict[str, Any] = field(
        default_factory=lambda: {
            "sub": "person-4711",
            "name": "王小明",
            "email": "xiaoming@example.com",
            "email_verified": True,
            "phone_number": "+8613812345678",
        }
    )
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    seen: list[str] = field(default_factory=list)
    key: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo",
            "jwks_uri": f"{self.url}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "response_types_supported": ["code"],
            "code_challenge_methods_supported": ["S256"],
        }

    def authorize(self, query: dict[str, str]) -> str:
        """Where the browser is sent back to, as if the person had agreed."""
        assert query["client_id"] == CLIENT
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(8)
        self.codes[code] = query
        back = urlencode({"code": code, "state": query["state"]})
        return f"{query['redirect_uri']}?{back}"

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        granted = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        right = (
            granted
            and form["client_id"] == CLIENT
            and form["client_secret"] == SECRET
            and form["redirect_uri"] == granted["redirect_uri"]
            and challenge == granted["code_challenge"]
        )
        if not right:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {**self.claims, "iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300}
        token = secrets.token_urlsafe(16)
        self.tokens.add(token)
        return 200, {
            "access_token": token,
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": jwt.encode(claims, self.key, "RS256", headers={"kid": "one"}),
        }

    def jwks(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}


@contextmanager
def fake_provider() -> Iterator[FakeProvider]:
    provider = FakeProvider()

    class Handler(Quiet):
        def do_GET(self) -> None:  # noqa: N802
            address = urlsplit(self.path)
            provider.seen.append(address.path)
            query = {name: values[0] for name, values in parse_qs(address.query).items()}
            if address.path == "/.well-known/openid-configuration":
                self.answer(200, provider.discovery())
            elif address.path == "/authorize":
                self.answer(302, None, Location=provider.authorize(query))
            elif address.path == "/jwks":
                self.answer(200, provider.jwks())
            elif address.path == "/userinfo":
                token = self.headers["Authorization"].removeprefix("Bearer ")
                known = token in provider.tokens
                self.answer(*((200, provider.claims) if known else (401, {})))
            else:
                self.answer(404, {})

        def do_POST(self) -> None:  # noqa: N802
            provider.seen.append(self.path)
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self.answer(*provider.token(form))

    with serving(Handler) as address:
        provider.url = address
        yield provider


def provider_settings(settings: Any, provider: FakeProvider) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "oidc",
                    "name": "佛山通",
                    "client_id": CLIENT,
                    "secret": SECRET,
                    "settings": {"server_url": provider.url},
                }
            ],
        },
        "weixin": {"APPS": [{"name": "Weixin", "client_id": "", "secret": ""}]},
    }
