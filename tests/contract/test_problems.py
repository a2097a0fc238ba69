"""Errors of the API are RFC 9457 problems, in the reader's language."""

import pytest
from django.test import Client

from linli.kernel.errors import Refused
from linli.web.problems import MEDIA_TYPE, of_refusal
from tests.architecture.world import HOST


def problem(response, status, code):
    assert response.status_code == status
    assert response["Content-Type"] == MEDIA_TYPE
    body = response.json()
    assert set(body) == {"type", "title", "status", "detail", "code", "errors"}
    assert (body["status"], body["code"], body["type"]) == (status, code, "about:blank")
    return body


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/nothing", 404, "kernel.not_found"),
        ("get", "/api/communities/440604999999", 404, "kernel.not_found"),
        ("get", "/api/communities?after=x", 400, "kernel.bad_cursor"),
        ("post", "/api/communities", 405, "web.method"),
        ("get", "/api/me", 401, "kernel.sign_in_first"),
    ],
)
def test_errors_are_problems(db, client, method, path, status, code):  # noqa: PLR0917
    body = problem(getattr(client, method)(path), status, code)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in body["title"])


def test_the_reader_chooses_the_language(db, client):
    client.cookies["language"] = "en"
    assert problem(client.get("/api/me"), 401, "kernel.sign_in_first")["title"] == "Sign in first."


def test_a_method_that_is_not_allowed_names_those_that_are(db, client):
    assert "GET" in client.delete("/api/communities")["Allow"]


def test_a_refusal_names_its_field():
    answer = of_refusal(Refused("organisations.dates", field="until"))
    assert answer.status_code == 422
    assert b'"field": "until"' in answer.content


def test_a_fault_of_ours_is_a_problem_too(db, monkeypatch):
    def break_down():
        raise RuntimeError

    monkeypatch.setattr("linli.places.queries.communities", break_down)
    client = Client(HTTP_HOST=HOST, raise_request_exception=False)
    body = problem(client.get("/api/communities"), 500, "web.broken")
    assert "RuntimeError" not in str(body)


def test_pages_stay_pages(db, client):
    response = client.get("/nothing")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")
