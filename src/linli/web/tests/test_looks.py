"""Language, letters and colours: cookies for visitors, the account for people."""

import json

import pytest
from django.test import Client

from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.journal.models import Event
from linli.web import navigation
from linli.web.context import _addresses


def html(client: Client, path: str = "/settings/") -> str:
    text = client.get(path).content.decode()
    return text[text.index("<html") : text.index(">", text.index("<html"))]


@pytest.mark.usefixtures("db")
def test_chinese_whatever_the_browser_prefers(client: Client):
    response = client.get("/settings/", HTTP_ACCEPT_LANGUAGE="en")
    assert response.headers["Content-Language"] == "zh-hans"
    assert "Cookie" in response.headers["Vary"]
    assert html(client) == '<html lang="zh-Hans" data-mode="normal" data-theme="auto"'


@pytest.mark.usefixtures("db")
def test_a_visitor_keeps_it_in_cookies(client: Client):
    response = client.post(
        "/settings/look",
        {"language": "en", "mode": "care", "theme": "dark", "next": "/settings/", "told": "1"},
    )
    assert (response.status_code, response.headers["Location"]) == (302, "/settings/")
    assert {name: cookie.value for name, cookie in response.cookies.items()}.items() >= {
        ("language", "en"),
        ("mode", "care"),
        ("theme", "dark"),
    }
    assert "Your settings are kept." in client.get("/settings/").content.decode()
    assert html(client) == '<html lang="en" data-mode="care" data-theme="dark"'


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site(client: Client, back: str):
    response = client.post("/settings/look", {"mode": "care", "next": back})
    assert response.headers["Location"] == "/"


@pytest.mark.usefixtures("db")
def test_nonsense_changes_nothing(client: Client):
    response = client.post("/settings/look", {"mode": "huge", "language": "tlh", "theme": ""})
    assert response.cookies == {}
    client.cookies["mode"] = "huge"
    assert html(client) == '<html lang="zh-Hans" data-mode="normal" data-theme="auto"'


@pytest.mark.usefixtures("committed")
def test_a_person_keeps_it_in_the_account(client: Client):
    from django.db import transaction

    with transaction.atomic():
        person = enrol(phone="19900008888", name="王小明")
    client.force_login(person, "linli.identity.signin.backend.PersonBackend")
    before = Event.objects.count()
    client.cookies["theme"] = "light"
    client.post("/settings/look", {"mode": "care", "theme": "dark"})
    person.refresh_from_db()
    assert (person.language, person.mode, person.theme) == ("zh-hans", "care", "dark")
    assert Event.objects.count() == before + 1
    Person.objects.filter(pk=person.pk).update(language="en")
    assert html(client) == '<html lang="en" data-mode="care" data-theme="dark"'


@pytest.mark.usefixtures("db")
def test_the_manifest_makes_it_installable(client: Client):
    for language, name in (("zh-hans", "邻里"), ("en", "Linli")):
        client.cookies["language"] = language
        response = client.get("/manifest.webmanifest")
        assert response.headers["Content-Type"] == "application/manifest+json"
        facts = json.loads(response.content)
        assert (facts["name"], facts["display"], facts["start_url"]) == (name, "standalone", "/")
        assert {each["sizes"] for each in facts["icons"]} == {"any", "192x192", "512x512"}
        assert any(each.get("purpose") == "maskable" for each in facts["icons"])


def test_every_way_leads_somewhere():
    entries = (*navigation.TABS, *navigation.DUTIES, *navigation.SETTINGS)
    missing = {each.url for each in entries} - set(_addresses(entries))
    assert missing == set()


def test_a_page_inside_a_part_lights_its_tab():
    addresses = {**_addresses(navigation.TABS), "home": "/"}
    lit = {
        path: navigation.current(navigation.TABS, path, addresses)
        for path in ("/", "/topics/1/", "/public/", "/log/1/", "/work/people/", "/me/x/", "/style/")
    }
    assert list(lit.values()) == ["home", "topics", "public", "public", "work", "me", ""]
