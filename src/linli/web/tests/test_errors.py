"""Error pages: the right status, what happened, what can be done; also without a database."""

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.shortcuts import resolve_url
from django.test import Client

from linli.kernel.errors import text_of
from linli.web import errors


@pytest.fixture
def strict(db) -> Client:
    """A client that is met as a stranger's browser is, with the failing addresses."""
    settings.ROOT_URLCONF, before = "linli.web.tests.broken_urls", settings.ROOT_URLCONF
    yield Client(HTTP_HOST="localhost", raise_request_exception=False, enforce_csrf_checks=True)
    settings.ROOT_URLCONF = before


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("/fails/refused", 409, "kernel.stale"),
        ("/fails/many", 429, "kernel.too_many"),
        ("/fails/denied", 403, "以您现在的身份不能打开这里。"),
        ("/fails/missing", 404, "没有"),
        ("/nowhere/at/all", 404, "没有"),
        ("/fails/odd", 400, "无法识别这次请求"),
        ("/fails/broken", 500, "责任在我们"),
        ("/fails/method", 405, "不支持这种操作"),
        ("/fails/missing?q=a%00b", 400, "无法识别这次请求"),
        ("/fails/%00", 404, "没有"),
    ],
)
def test_each_fault_has_its_page(strict: Client, path: str, status: int, word: str):
    response = strict.get(path)
    text = response.content.decode()
    assert response.status_code == status
    assert word in text
    assert '<html lang="zh-Hans"' in text
    assert 'href="/"' in text
    assert "secret" not in text


def test_a_refusal_says_what_and_what_to_do(strict: Client):
    text = strict.get("/fails/refused").content.decode()
    for part in (text_of("kernel.stale").title, text_of("kernel.stale").remedy):
        assert str(part) in text


def test_a_wrong_method_names_the_right_ones(strict: Client):
    assert strict.get("/fails/method").headers["Allow"] == "POST"


@pytest.mark.parametrize(("method", "back"), [("get", "/fails/visitor%3Fa%3D1"), ("post", "/")])
def test_who_must_sign_in_comes_back(db, method: str, back: str, rf):
    from linli.kernel.errors import Refused

    request = getattr(rf, method)("/fails/visitor?a=1")
    response = errors.refused(request, Refused("kernel.sign_in_first"))
    assert response.status_code == 302
    assert response.headers["Location"] == f"{resolve_url(settings.LOGIN_URL)}?next={back}"


def test_a_form_without_its_token_is_explained(strict: Client):
    response = strict.post("/settings/look", {"mode": "care"})
    assert response.status_code == 403
    assert "这张表单已过期" in response.content.decode()
    assert "mode" not in response.cookies


def test_the_page_of_our_own_fault_needs_no_database(strict: Client):
    strict.get("/health")  # the host's district is remembered from here on

    def gone(*_):
        raise OperationalError

    with connection.execute_wrapper(gone):
        response = strict.get("/fails/broken")
    assert response.status_code == 500
    assert "责任在我们" in response.content.decode()


def test_english_readers_get_english(strict: Client):
    strict.cookies["language"] = "en"
    text = strict.get("/fails/broken").content.decode()
    assert "Something went wrong on our side." in text
    assert '<html lang="en"' in text


@pytest.mark.parametrize("letter", ["\x00", "\ud83d", "\udc75\ud83d"])
def test_a_letter_that_no_text_can_hold_is_no_body(committed, client, letter):
    """NUL and half a letter in JSON: PostgreSQL refuses them wherever they would stand."""
    from linli.ledger.tests.town import build

    client.force_login(build().people["ann"])
    sent = {"words": f"a{letter}b", "person": letter, "team": [letter]}
    for path in ("time/sessions", "activities/1/sign-up", "wishes"):
        answer = client.post(f"/api/{path}", sent, content_type="application/json")
        assert answer.status_code == 400, path
    whole = client.post("/api/wishes", {"words": "\U0001f475"}, content_type="application/json")
    assert whole.status_code == 422


def test_no_address_and_no_question_holds_a_letter_that_no_text_can_hold(committed, client):
    """Wherever a code stands in an address, a number, a cursor or a word that is looked for."""
    from linli.ledger.tests.town import build

    client.force_login(build().people["ann"])
    for path, status in (
        ("/api/communities/%00", 404),
        ("/community/%00/", 404),
        ("/api/organisations?community=%00", 400),
        ("/topics/?after=%00", 400),
    ):
        answer = client.get(path)
        assert answer.status_code == status, path
        if path.startswith("/api/"):
            assert answer.headers["Content-Type"] == "application/problem+json"
