"""Passkeys (by a software authenticator), the app, recovery codes, proofs once more."""

import base64
import datetime as dt
import hashlib
import json
import os
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import transaction
from fido2 import cbor
from fido2.cose import ES256

from linli.identity.models import Person
from linli.identity.signin import operations
from linli.identity.signin.proof import has_second_factor, second_factor_url
from linli.identity.tests.signing_in import PHONE, enter, fake_gateway, gateway_settings
from linli.identity.vault import Keyring
from linli.journal.models import Event
from linli.kernel import clock


@pytest.fixture
def gateway(settings):
    with fake_gateway() as fake:
        gateway_settings(settings, fake)
        yield fake


@pytest.fixture
def person(committed, client, gateway):
    """Somebody who has just come in by a code."""
    enter(client, gateway)
    return Person.objects.get()


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class SoftKey:
    """A passkey in software: WebAuthn level 2, ES256, attestation "none", user verified."""

    def __init__(self, verified: bool = True):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.flags = 0x01 | (0x04 if verified else 0)
        self.user = b""

    def _data(self, flags: int, rest: bytes = b"") -> bytes:
        rp = hashlib.sha256(b"localhost").digest()
        return rp + bytes([self.flags | flags]) + (1).to_bytes(4, "big") + rest

    @staticmethod
    def _client(kind: str, challenge: str) -> bytes:
        data = {"type": kind, "challenge": challenge, "origin": "http://localhost:8000"}
        return json.dumps(data).encode()

    def create(self, options: dict) -> str:
        public = options["publicKey"]
        self.user = base64.urlsafe_b64decode(public["user"]["id"] + "==")
        cose = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cose
        statement = {"fmt": "none", "attStmt": {}, "authData": self._data(0x40, attested)}
        client = self._client("webauthn.create", public["challenge"])
        return json.dumps(
            {
                "id": b64(self.id),
                "rawId": b64(self.id),
                "type": "public-key",
                "response": {
                    "clientDataJSON": b64(client),
                    "attestationObject": b64(cbor.encode(statement)),
                },
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )

    def get(self, options: dict) -> str:
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        data = self._data(0)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return json.dumps(
            {
                "id": b64(self.id),
                "rawId": b64(self.id),
                "type": "public-key",
                "response": {
                    "clientDataJSON": b64(client),
                    "authenticatorData": b64(data),
                    "signature": b64(signature),
                    "userHandle": b64(self.user),
                },
                "clientExtensionResults": {},
            }
        )


def add_passkey(client, key):
    page = client.get("/in/factors/passkey/")
    return client.post(
        "/in/factors/passkey/",
        {"credential": key.create(page.context["js_data"]["creation_options"])},
    )


def by_passkey(client, key, **more):
    options = client.get("/in/passkey/", HTTP_ACCEPT="application/json").json()["request_options"]
    return client.post("/in/passkey/", {"credential": key.get(options), **more})


def app_code(secret, shift=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + shift))


def add_app(client):
    page = client.get("/in/factors/app/")
    secret = page.context["form"].secret
    return secret, client.post("/in/factors/app/", {"code": app_code(secret)})


def request_of(client, person):
    """A request as a view sees it, in the client's session."""
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.session, request.user = client.session, person
    return request


def last():
    event = Event.objects.last()
    return event.type, event.payload


def test_a_passkey_is_set_up_and_signs_in_by_itself(person, client):
    key = SoftKey()
    assert add_passkey(client, key)["Location"] == "/in/factors/codes/"
    assert last() == ("signin.factor_added", {"person": person.pk, "kind": "webauthn"})
    passkey = Authenticator.objects.get(type="webauthn")
    assert passkey.data["name"] == "/"  # the test client says no user agent
    assert PHONE not in json.dumps(passkey.data)
    assert has_second_factor(request_of(client, person))  # they held it a moment ago

    client.post("/in/out/")
    answer = by_passkey(client, key, next="/log/")
    assert (answer.status_code, answer["Location"]) == (302, "/log/")
    assert client.session["_auth_user_id"] == str(person.pk)
    assert last() == ("signin.signed_in", {"person": person.pk, "means": ["webauthn"]})
    assert has_second_factor(request_of(client, person))


def test_a_passkey_of_nobody_or_of_another_signs_nobody_in(person, client):
    add_passkey(client, SoftKey())
    client.post("/in/out/")
    for user in (str(person.pk).encode(), b"zzzz", b"\xff"):
        stranger = SoftKey()
        stranger.user = user
        answer = by_passkey(client, stranger)
        assert (answer.status_code, answer["Location"]) == (302, "/in/")
    assert "_auth_user_id" not in client.session


def test_an_answer_to_another_challenge_is_refused(person, client):
    key = SoftKey()
    add_passkey(client, key)
    client.post("/in/out/")
    old = client.get("/in/passkey/", HTTP_ACCEPT="application/json").json()["request_options"]
    client.get("/in/passkey/", HTTP_ACCEPT="application/json")
    client.post("/in/passkey/", {"credential": key.get(old)})
    assert "_auth_user_id" not in client.session


def test_a_passkey_without_finger_or_pin_is_not_taken(person, client):
    answer = add_passkey(client, SoftKey(verified=False))
    assert answer.status_code == 200
    assert not Authenticator.objects.exists()


def test_an_app_is_asked_for_after_the_code(person, client, gateway):
    secret, answer = add_app(client)
    assert answer["Location"] == "/in/factors/codes/"
    client.post("/in/out/")
    with clock.frozen(clock.now() + dt.timedelta(minutes=2)):
        answer = enter(client, gateway)
    assert answer["Location"] == "/in/factor/"
    assert "_auth_user_id" not in client.session
    assert client.post("/in/factor/", {"code": "000000"}).status_code == 200
    assert "_auth_user_id" not in client.session
    # the code of setting up is not used up: that was a check of the clock, not a sign-in
    answer = client.post("/in/factor/", {"code": app_code(secret)})
    assert answer["Location"] == "/me/welcome/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert last()[1]["means"] == ["code", "totp"]
    assert has_second_factor(request_of(client, person))


def test_one_app_code_opens_once(person, client, gateway):
    secret, _ = add_app(client)
    code = app_code(secret)
    app = Authenticator.objects.get(type="totp")
    assert app.wrap().validate_code(code) is True
    assert app.wrap().validate_code(code) is False


def test_a_recovery_code_opens_once(person, client, gateway):
    add_app(client)
    codes = client.get("/in/factors/codes/").context["unused_codes"]
    assert len(codes) == 10
    assert client.get("/in/factors/codes/").context["unused_codes"] == ["****"] * 10
    for minutes, expected in ((2, "/me/welcome/"), (4, None)):
        client.post("/in/out/")
        with clock.frozen(clock.now() + dt.timedelta(minutes=minutes)):
            enter(client, gateway)
        answer = client.post("/in/factor/", {"code": codes[0]})
        assert answer.get("Location") == expected


def test_wrong_app_codes_lock_for_a_while(person, client, gateway):
    secret, _ = add_app(client)
    client.post("/in/out/")
    with clock.frozen(clock.now() + dt.timedelta(minutes=2)):
        enter(client, gateway)
    for _ in range(5):
        client.post("/in/factor/", {"code": "x"})
    answer = client.post("/in/factor/", {"code": app_code(secret)})
    errors = answer.context["form"].errors.as_data()["code"]
    assert errors[0].code == "too_many_login_attempts"
    assert "15" in str(errors[0].message)
    assert "_auth_user_id" not in client.session


@pytest.fixture
def own_keys(settings, tmp_path):
    """A copy of the keys: other tests read the shared ones meanwhile."""
    (tmp_path / "vault.json").write_bytes((settings.ENV.keys / "vault.json").read_bytes())
    settings.ENV = settings.ENV.model_copy(update={"keys": tmp_path})
    return tmp_path / "vault.json"


def test_secrets_are_sealed_and_can_be_sealed_anew(own_keys, person, client):
    secret, _ = add_app(client)
    rows = list(Authenticator.objects.all())
    assert secret not in json.dumps([row.data for row in rows])
    codes = next(r for r in rows if r.type == "recovery_codes").wrap().generate_codes()

    Keyring.load(own_keys).with_new_key().save(own_keys)
    with transaction.atomic():
        assert operations.reseal_authenticators() == 2
        assert operations.reseal_authenticators() == 0
    assert operations.reseal_sessions() == 1
    Keyring.load(own_keys).without_old_keys().save(own_keys)
    rows = {row.type: row for row in Authenticator.objects.all()}
    assert rows["totp"].wrap().validate_code(app_code(secret)) is True
    assert rows["recovery_codes"].wrap().generate_codes() == codes
    assert client.get("/in/sessions/").status_code == 200


def test_removing_the_last_factor_takes_the_recovery_codes_along(person, client):
    add_passkey(client, SoftKey())
    passkey = Authenticator.objects.get(type="webauthn")
    assert client.get(f"/in/factors/{passkey.pk}/").status_code == 200
    assert client.post(f"/in/factors/{passkey.pk}/")["Location"] == "/in/factors/"
    assert not Authenticator.objects.exists()
    assert last() == ("signin.factor_removed", {"person": person.pk, "kind": "webauthn"})


def test_nobody_removes_anothers_factor(person, client, gateway):
    add_passkey(client, SoftKey())
    passkey = Authenticator.objects.get(type="webauthn")
    client.cookies.clear()
    enter(client, gateway, "13700000001")
    events = Event.objects.count()
    assert client.post(f"/in/factors/{passkey.pk}/").status_code == 404
    assert Authenticator.objects.filter(pk=passkey.pk).exists()
    assert Event.objects.count() == events


def age(client, seconds):
    """As if the proofs of this session were older."""
    session = client.session
    for each in session["account_authentication_methods"]:
        each["at"] -= seconds
    session.save()


def test_what_matters_asks_once_more_by_code(person, client, gateway):
    age(client, 601)
    answer = client.get("/in/factors/passkey/")
    assert answer["Location"] == "/in/again/?next=%2Fin%2Ffactors%2Fpasskey%2F"
    page = answer["Location"]
    assert "138****5678" in client.get(page).content.decode()
    with clock.frozen(clock.now() + dt.timedelta(minutes=2)):
        assert client.post(page, {"action": "send"}).status_code == 302
        assert client.post(page, {"code": "x"}).status_code == 200
        answer = client.post(page, {"code": gateway.code})
    assert answer["Location"] == "/in/factors/passkey/"
    assert client.get("/in/factors/passkey/").status_code == 200


def test_who_has_a_factor_is_asked_for_it(person, client, gateway):
    secret, _ = add_app(client)
    age(client, 601)
    answer = client.get("/in/factors/codes/new/")
    assert answer["Location"].startswith("/in/again/app/?next=")
    answer = client.post(answer["Location"], {"code": app_code(secret)})
    assert answer["Location"] == "/in/factors/codes/new/"
    assert client.post("/in/factors/codes/new/")["Location"] == "/in/factors/codes/"
    assert last() == ("signin.recovery_codes_made", {"person": person.pk})
    # a code to the phone is no way around it
    age(client, 601)
    assert client.get("/in/again/")["Location"].startswith("/in/again/app/")


def test_a_second_factor_counts_for_a_working_day(person, client):
    request = request_of(client, person)
    assert second_factor_url(request, "/acting/") == "/in/factors/?next=%2Facting%2F"
    add_passkey(client, SoftKey())
    request = request_of(client, person)
    assert has_second_factor(request)
    # shown a moment ago, but nobody answers for it yet
    assert second_factor_url(request, "/acting/") == "/in/factors/code/?next=%2Facting%2F"
    Person.objects.update(vouched_at=clock.now())
    person.refresh_from_db()
    request = request_of(client, person)
    assert second_factor_url(request, "/acting/").startswith("/in/again/passkey/?next=")
    age(client, 12 * 3600)
    assert not has_second_factor(request_of(client, person))


def test_a_passkey_answers_once_more(person, client):
    key = SoftKey()
    add_passkey(client, key)
    age(client, 13 * 3600)
    page = "/in/again/passkey/?next=/acting/"
    options = client.get(page).context["js_data"]["request_options"]
    assert client.post(page, {"credential": key.get(options)})["Location"] == "/acting/"
    assert has_second_factor(request_of(client, person))
