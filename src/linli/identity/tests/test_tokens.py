"""Keys for software: what they open, what they do not, and what stays on record."""

import json
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from linli.identity.models import ApiToken, Person, TokenUse
from linli.identity.operations import enrol
from linli.identity.tokens.actions import LONGEST, MOST, end_token, make_token
from linli.identity.tokens.operations import CALLS_A_MINUTE
from linli.identity.tokens.words import digest_of, new_key, prefix_of
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import VISITOR, Actor, Capacity
from linli.kernel.api import asked_scopes, scopes
from linli.kernel.errors import Refused


@pytest.fixture
def someone(committed) -> Actor:
    with transaction.atomic():
        person = enrol(phone="19900000001", name="张三")
    return Actor(person.pk, Capacity.RESIDENT)


def call(client, key, path="/api/me"):
    return client.get(path, headers={"Authorization": f"Bearer {key}"})


def test_a_key_is_found_by_its_prefix_and_known_by_its_digest():
    prefix, key = new_key()
    assert prefix_of(key) == prefix
    assert len(digest_of(key)) == 32
    for wrong in ("", "linli_", key[:-1], key + "x", key.replace("linli", "Linli"), "汉" * 60):
        assert prefix_of(wrong) is None


def test_a_key_opens_what_its_scope_allows(someone, client):
    pk, key = make_token(someone, label="家里的屏幕", scopes=["me:read"], days=7)
    answer = call(client, key)
    assert answer.status_code == 200
    assert answer.json()["capacity"] == "resident"
    assert answer.json()["shown"] == "张**"
    use = TokenUse.objects.get()
    assert (use.token_id, use.method, use.operation) == (pk, "GET", "api:get_me")
    row = ApiToken.objects.get()
    assert row.read("label") == "家里的屏幕"
    assert bytes(row.digest) == digest_of(key)
    event = Event.objects.get(type="tokens.made")
    assert event.payload == {
        "token": pk,
        "person": someone.person,
        "scopes": ["me:read"],
        "days": 7,
    }
    assert key not in json.dumps(event.payload)


def test_a_key_without_the_scope_is_refused_and_noted(someone, client):
    pk, key = make_token(someone, label="x", scopes=["me:read"], days=7)
    ApiToken.objects.filter(pk=pk).update(scopes=["other"])
    answer = call(client, key)
    assert answer.status_code == 403
    assert answer.json()["code"] == "identity.token_scope"
    assert answer["Content-Type"] == "application/problem+json"
    assert TokenUse.objects.count() == 1


def ended(pk):
    ApiToken.objects.filter(pk=pk).update(ended_at=clock.now())


def past(pk):
    made = clock.now() - timedelta(days=9)
    ApiToken.objects.filter(pk=pk).update(made_at=made, expires_at=made + timedelta(days=8))


def locked(pk):
    Person.objects.update(is_active=False, locked="merged")


@pytest.mark.parametrize("change", [ended, past, locked])
def test_a_key_that_is_over_opens_nothing(someone, client, change):
    pk, key = make_token(someone, label="x", scopes=["me:read"], days=7)
    change(pk)
    answer = call(client, key)
    assert answer.status_code == 401
    assert answer.json()["code"] == "kernel.sign_in_first"
    assert answer["WWW-Authenticate"] == "Bearer"
    assert not TokenUse.objects.exists()


def test_a_changed_secret_opens_nothing(someone, client):
    _, key = make_token(someone, label="x", scopes=["me:read"], days=7)
    other = key[:-1] + ("A" if key[-1] != "A" else "B")
    assert call(client, other).status_code == 401


def test_a_key_opens_no_page(someone, client):
    _, key = make_token(someone, label="x", scopes=["me:read"], days=7)
    assert call(client, key, "/me/").status_code == 302


def test_too_many_calls_are_refused_with_429(someone, client):
    pk, key = make_token(someone, label="x", scopes=["me:read"], days=7)
    uses = [TokenUse(token_id=pk, at=clock.now(), method="GET", operation="x")] * CALLS_A_MINUTE
    TokenUse.objects.bulk_create(
        [TokenUse(token_id=u.token_id, at=u.at, method=u.method) for u in uses]
    )
    answer = call(client, key)
    assert answer.status_code == 429
    assert answer.json()["code"] == "kernel.too_many"
    with clock.frozen(clock.now() + timedelta(minutes=2)):
        assert call(client, key).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"scopes": []}, "identity.no_such_scope"),
        ({"scopes": ["me:read", "everything"]}, "identity.no_such_scope"),
        ({"days": 0}, "identity.token_days"),
        ({"days": LONGEST + 1}, "identity.token_days"),
    ],
)
def test_what_is_out_of_bounds_is_refused(someone, wrong, code):
    with pytest.raises(Refused) as caught:
        make_token(someone, **{"label": "x", "scopes": ["me:read"], "days": 7} | wrong)
    assert caught.value.code == code
    assert not ApiToken.objects.exists()


def test_twenty_keys_are_enough(someone):
    for _ in range(MOST):
        make_token(someone, label="x", scopes=["me:read"], days=7)
    with pytest.raises(Refused, match=r"identity\.too_many_tokens"):
        make_token(someone, label="x", scopes=["me:read"], days=7)
    end_token(someone, token=ApiToken.objects.first().pk)
    make_token(someone, label="x", scopes=["me:read"], days=7)


def test_visitors_make_none(committed):
    with pytest.raises(Refused, match=r"kernel\.sign_in_first"):
        make_token(VISITOR, label="x", scopes=["me:read"], days=7)


def test_only_the_owner_ends_a_key(someone):
    pk, _ = make_token(someone, label="x", scopes=["me:read"], days=7)
    with transaction.atomic():
        other = Actor(enrol(phone="19900000002").pk, Capacity.RESIDENT)
    with pytest.raises(Refused, match=r"kernel\.not_found"):
        end_token(other, token=pk)
    assert ApiToken.objects.get().ended_at is None
    end_token(someone, token=pk)
    with pytest.raises(Refused, match=r"identity\.token_over"):
        end_token(someone, token=pk)
    assert Event.objects.filter(type="tokens.ended").count() == 1


def test_uses_are_facts(someone, client):
    _, key = make_token(someone, label="x", scopes=["me:read"], days=7)
    call(client, key)
    with pytest.raises(ProgrammingError), transaction.atomic():
        TokenUse.objects.all().delete()
    assert TokenUse.objects.count() == 1


def test_every_scope_that_is_asked_for_can_be_given():
    assert asked_scopes - set(scopes()) == set()
