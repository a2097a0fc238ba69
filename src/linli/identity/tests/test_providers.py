"""Signing in with an account at a provider, against one that speaks the real protocol."""

import logging
import subprocess
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.sessions.models import Session
from tests.databases import pg_program

from linli.identity.models import Person
from linli.identity.queries import person_by_phone
from linli.identity.signin.session_store import SessionStore
from linli.identity.tests.oidc_provider import fake_provider, provider_settings
from linli.identity.tests.signing_in import (
    OTHER,
    PHONE,
    ask,
    enter,
    fake_gateway,
    gateway_settings,
)
from linli.journal.models import Event


@pytest.fixture
def gateway(settings):
    with fake_gateway() as fake:
        gateway_settings(settings, fake)
        yield fake


@pytest.fixture
def provider(settings):
    with fake_provider() as fake:
        provider_settings(settings, fake)
        yield fake


def by_provider(client, query=""):
    """To the provider and back, as a browser goes."""
    out = client.get(f"/in/with/oidc/{query}")
    assert out.status_code == 302, out.content.decode()
    back = requests.get(out["Location"], allow_redirects=False, timeout=5).headers["Location"]
    return client.get(back.removeprefix("http://localhost"))


def test_who_comes_the_first_time_proves_the_phone_and_is_known_from_then_on(
    committed, client, gateway, provider
):
    answer = by_provider(client)
    assert (answer.status_code, answer["Location"]) == (302, "/in/")
    assert Person.objects.count() == 0
    assert "佛山通" in client.get("/in/").content.decode()

    sent = ask(client, PHONE)
    page = client.get(sent["Location"]).content.decode()
    assert ('name="tie"' in page, "checked" in page) == (True, False)
    answer = client.post(sent["Location"], {"code": gateway.code, "tie": "on"})
    assert answer["Location"] == "/me/welcome/"
    person = Person.objects.get()
    account = SocialAccount.objects.get()
    assert (account.user_id, account.provider, account.extra_data) == (person.pk, "oidc", {})
    assert len(account.uid) == 64
    assert "4711" not in account.uid
    assert [e.type for e in Event.objects.order_by("pk")] == [
        "identity.enrolled",
        "signin.signed_in",
        "signin.account_tied",
    ]

    client.post("/in/out/")
    assert by_provider(client)["Location"] == "/me/welcome/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert Event.objects.last().payload["means"] == ["socialaccount"]
    assert Person.objects.count() == 1


def test_without_a_tick_nothing_is_tied(committed, client, gateway, provider):
    """Somebody else may have left their account waiting on this device."""
    by_provider(client)
    assert enter(client, gateway)["Location"] == "/me/welcome/"
    assert SocialAccount.objects.count() == 0
    assert "pending_account" not in client.session
    kinds = ["identity.enrolled", "signin.signed_in"]
    assert list(Event.objects.order_by("pk").values_list("type", flat=True)) == kinds


def test_nothing_that_the_provider_tells_is_kept(  # noqa: PLR0917 (fixtures)
    committed, client, gateway, provider, caplog, settings
):
    caplog.set_level(logging.DEBUG)
    by_provider(client)
    stash = "".join(repr(SessionStore().decode(r.session_data)) for r in Session.objects.all())
    sent = ask(client, OTHER)
    client.post(sent["Location"], {"code": gateway.code, "tie": "on"})
    assert SocialAccount.objects.count() == 1
    stash += "".join(repr(SessionStore().decode(r.session_data)) for r in Session.objects.all())
    events = "".join(str(event.payload) for event in Event.objects.all())
    accounts = "".join(f"{a.uid} {a.extra_data}" for a in SocialAccount.objects.all())
    own_log = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("linli"))
    for secret in ("王小明", "xiaoming", "4711", PHONE):
        assert secret not in stash + events + accounts + own_log, secret
    assert SocialToken.objects.count() == 0
    assert person_by_phone(PHONE) is None  # the number that the provider tells proves nothing
    dump = dump_of(committed)
    for secret in ("王小明", "xiaoming", "person-4711", PHONE, OTHER):
        assert secret not in dump, secret


def dump_of(database):
    """Every row of the database as text."""
    import os

    from django.db import connection

    url = os.environ["DATABASE_OWNER_URL"].replace("/linli?", f"/{database}?")
    connection.close()
    done = subprocess.run(
        [pg_program("pg_dump"), "--data-only", url], capture_output=True, text=True, check=True
    )
    assert "identity_person" in done.stdout
    return done.stdout


def test_an_account_is_tied_to_the_record_that_the_phone_opens(
    committed, client, gateway, provider
):
    enter(client, gateway)
    person = Person.objects.get()
    answer = by_provider(client, "?process=connect")
    assert answer["Location"] == "/in/accounts/"
    assert SocialAccount.objects.get().user_id == person.pk
    page = client.get("/in/accounts/")
    assert [each["name"] for each in page.context["rows"]] == ["佛山通"]

    account = SocialAccount.objects.get()
    assert client.post("/in/accounts/", {"account": account.pk}).status_code == 302
    assert SocialAccount.objects.count() == 0
    assert Event.objects.last().type == "signin.account_untied"


def test_tying_needs_a_fresh_proof(committed, client, gateway, provider):
    enter(client, gateway)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 601
    session.save()
    assert by_provider(client, "?process=connect")["Location"] == "/in/accounts/"
    assert SocialAccount.objects.count() == 0
    assert client.get("/in/accounts/")["Location"].startswith("/in/again/")


def test_an_account_opens_one_record_only(committed, client, gateway, provider):
    enter(client, gateway)
    by_provider(client, "?process=connect")
    first = Person.objects.get()
    client.cookies.clear()
    enter(client, gateway, OTHER)
    events = Event.objects.count()
    assert by_provider(client, "?process=connect")["Location"] == "/in/accounts/"
    assert SocialAccount.objects.get().user_id == first.pk
    assert Event.objects.count() == events
    assert (
        client.post("/in/accounts/", {"account": SocialAccount.objects.get().pk}).status_code == 404
    )


def test_a_forged_or_repeated_way_back_signs_nobody_in(committed, client, gateway, provider):
    out = client.get("/in/with/oidc/")
    back = requests.get(out["Location"], allow_redirects=False, timeout=5).headers["Location"]
    path = back.removeprefix("http://localhost")
    stranger = client.__class__(HTTP_HOST="localhost")
    assert stranger.get(path).status_code in {200, 401}  # no state of theirs
    assert "pending_account" not in stranger.session
    assert client.get(path).status_code == 302
    assert client.get(path).status_code in {200, 401}
    assert provider.seen.count("/token") == 1


def test_giving_up_at_the_provider(committed, client, provider):
    out = client.get("/in/with/oidc/")
    state = dict(each.split("=") for each in urlsplit(out["Location"]).query.split("&"))["state"]
    answer = client.get(f"/in/with/oidc/back/?error=access_denied&state={state}", follow=True)
    assert answer.redirect_chain[-1][0] == "/in/with/cancelled/"
    assert answer.status_code == 200


def test_a_silent_provider_is_said(committed, client, settings, provider):
    provider_settings(settings, type(provider)(url="http://127.0.0.1:9"))
    assert client.get("/in/with/oidc/").status_code == 503


def test_providers_are_off_without_a_client_id(committed, client):
    page = client.get("/in/")
    assert page.context["providers"] == []
    for path in ("/in/with/oidc/", "/in/with/oidc/back/", "/in/with/weixin/", "/in/with/x/"):
        assert client.get(path).status_code == 404, path


def test_weixin_is_wired(committed, client, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "weixin": {"APPS": [{"name": "Weixin", "client_id": "wx123", "secret": "s"}]}
    }
    page = client.get("/in/")
    assert [each["name"] for each in page.context["providers"]] == ["Weixin"]
    out = client.get("/in/with/weixin/")
    assert out["Location"].startswith("https://open.weixin.qq.com/connect/qrconnect?appid=wx123&")
