"""Every URL of the site, met by every role (show 5 of the issue)."""

import os
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import reverse

from tests.architecture.matrix import METHODS, ROLES, Address, Rule, addresses, rules
from tests.architecture.world import HOST, OTHER_HOST, World, send, undone

RULES = rules()
ADDRESSES = addresses()


def test_every_url_says_which_methods_it_answers():
    assert [each.name for each in ADDRESSES if not each.methods] == []


def test_every_url_has_a_rule_and_every_rule_a_url():
    wanted = {key for address in ADDRESSES for key in address.keys}
    assert sorted(wanted - set(RULES)) == [], "URLs without a rule"
    assert sorted(set(RULES) - wanted) == [], "rules without a URL"


def leads_to_sign_in(response) -> bool:
    if response.status_code != 302:
        return False
    return urlsplit(response["Location"]).path == resolve_url(settings.LOGIN_URL)


def turned_away(rule: Rule, role: str, url: str, response) -> bool:
    """Whether a role that may not enter met the right answer."""
    if rule.denied is not None and role != "helper":
        return response.status_code == rule.denied
    if role == "anonymous":
        return (
            response.status_code == 401 if url.startswith("/api/") else leads_to_sign_in(response)
        )
    return response.status_code in {403, 404, rule.denied}


def let_in(rule: Rule, response) -> bool:
    if rule.status is not None:
        return response.status_code == rule.status
    return response.status_code < 400 and not leads_to_sign_in(response)


@dataclass(frozen=True)
class Door:
    """A URL with what its rule made for it, ready for everybody to knock at."""

    world: World
    method: str
    url: str
    rule: Rule

    def ask(self, role: str, *, host: str = HOST):
        """The request of one role, with a body of its own; what it does is undone."""
        with undone():
            client = self.world.client(role, host=host)
            address = f"{self.url}?{self.rule.query}" if self.rule.query else self.url
            body = self.rule.body(self.world)
            response = send(client, self.method, address, body, self.rule.content_type)
            if response.streaming:
                response.content = b"".join(response.streaming_content)
        return response


@pytest.mark.parametrize("key", sorted(RULES))
def test_roles(world: World, key: str):
    """What a rule makes is made once; each role meets it as it was made."""
    rule = RULES[key]
    method, name = key.split(" ", 1)
    with undone():
        args = rule.args(world)
        door = Door(world, method, reverse(name, kwargs=args), rule)
        for role in ROLES:
            if role != "stranger":
                meet(door, role)
        meet_stranger(door, has_args=bool(args))


def meet(door: Door, role: str) -> None:
    rule, response = door.rule, door.ask(role)
    expected = (
        let_in(rule, response) if rule.admits(role) else turned_away(rule, role, door.url, response)
    )
    assert expected, f"{role}: {response.status_code} {response.headers.get('Location', '')}"


def meet_stranger(door: Door, *, has_args: bool) -> None:
    """On the first district's host they are nobody; on their own they find nothing of it."""
    rule, abroad = door.rule, door.ask("stranger")
    nobody = (
        let_in(rule, abroad)
        if "anonymous" in rule.allowed
        else turned_away(rule, "anonymous", door.url, abroad)
    )
    assert nobody, f"a stranger on the other host: {abroad.status_code}"

    home = door.ask("stranger", host=OTHER_HOST)
    assert home.status_code < 500
    if has_args and "stranger" not in rule.allowed:
        assert home.status_code in {403, 404, rule.denied}, (
            f"a stranger at home: {home.status_code}"
        )
    text = home.content.decode(errors="replace")
    assert [mark for mark in door.world.marks if mark in text and mark not in door.url] == []


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a.strict], ids=lambda a: a.name)
def test_other_methods_are_refused(world: World, address: Address):
    """405 for whoever may use the URL at all."""
    known = [RULES[key] for key in address.keys if key in RULES]
    if not known:
        pytest.fail("no rule")
    rule = replace(known[0], data=None, query="", content_type=None)
    # what opens to no role, as a gateway's address does, is knocked at by anybody
    role = next((r for r in ROLES if r in rule.allowed), ROLES[0])
    with undone():
        url = reverse(address.name, kwargs=rule.args(world))
        for method in METHODS:
            if method in address.methods | address.beside:
                continue
            if method == "PUT" and "POST" in address.methods:  # Django's forms take both
                continue
            response = Door(world, method, url, rule).ask(role)
            assert response.status_code == 405, f"{method}: {response.status_code}"


def test_the_matrix_runs_in_demo_mode():
    """/enter/ exists only then, and it is part of the matrix."""
    assert settings.DEMO
    assert os.environ["LINLI_DEMO"] == "true"
