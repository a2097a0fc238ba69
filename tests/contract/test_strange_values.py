"""What people should not type is answered in words, on every form of these modules, never by a fault.

A table: each form of theirs (pages and API), each of its fields, each value.
"""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from linli.awards.tests.url_rules import RULES as AWARDS
from linli.cases.tests.url_rules import RULES as CASES
from linli.mall.tests.url_rules import RULES as MALL
from linli.meetings.tests.url_rules import RULES as MEETINGS
from linli.partywork.tests.url_rules import RULES as PARTYWORK
from linli.polls.tests.url_rules import RULES as POLLS
from linli.recognition.tests.url_rules import RULES as RECOGNITION
from linli.representation.tests.url_rules import RULES as REPRESENTATION
from linli.resolutions.tests.url_rules import RULES as RESOLUTIONS
from linli.stalling.tests.url_rules import RULES as STALLING
from tests.architecture.matrix import Rule
from tests.architecture.matrix import rules as every_rule
from tests.architecture.world import World, send, undone

RULES: dict[str, Rule] = {
    key: rule
    for module in (
        AWARDS,
        MALL,
        RECOGNITION,
        CASES,
        MEETINGS,
        PARTYWORK,
        POLLS,
        REPRESENTATION,
        RESOLUTIONS,
        STALLING,
    )
    for key, rule in module.items()
    if key.startswith("POST ") and rule.data is not None
}
LONG = "9" * 40
STRANGE = {
    "negative": "-1",
    "emoji": "👵🏽🎉",
    "formula": '=1+1;=HYPERLINK("http://example.org")',
    "long number": LONG,
    "full-width digits": "１２３",
    "fraction": "1.5e3",
    "nul": "a\x00b",
    "right to left": "\u202eabc\u200b",
    "long text": "长" * 20_000,
    "nothing": "",
    "list": ["1", "2"],
}
#: What an answer to a form may be: done, or refused with words.
SAID = {200, 201, 302, 403, 404, 409, 422, 429}
#: What software sends and no JSON reader of ours takes.
UNREADABLE = 400


def spoilt(value: Any, strange: Any) -> Any:
    """A list stays one, a number of the API may be one as well."""
    return [strange] if isinstance(value, list) and not isinstance(strange, list) else strange


def wrong(response: Any, url: str) -> str:
    unreadable = url.startswith("/api/") and response.status_code == UNREADABLE
    if response.status_code not in SAID and not unreadable:
        return f"{response.status_code}"
    if response.status_code == 422 and not response.content.strip():
        return "422 without a word"
    return ""


@pytest.mark.parametrize("key", sorted(RULES))
def test_a_form_answers_whatever_is_typed(world: World, key: str):
    rule = RULES[key]
    name = key.partition(" ")[2]
    role = min(rule.allowed - {"stranger"})
    found = []
    with undone():
        url = reverse(name, kwargs=rule.args(world))
        body = rule.body(world)
        assert isinstance(body, dict)
        for field, value in body.items():
            for called, strange in STRANGE.items():
                numbers = [int(LONG), -1] if url.startswith("/api/") and called == "list" else []
                for one in [spoilt(value, strange), *numbers]:
                    with undone():
                        client = world.client(role)
                        client.raise_request_exception = False
                        sent = body | {field: one}
                        answer = send(client, "POST", url, sent, rule.content_type)
                        if trouble := wrong(answer, url):
                            found.append((field, called, trouble))
    assert found == []


#: What was a fault once, elsewhere: a date before every rule, a number that is none, thousands of digits.
FOUND = [
    ("POST change_assembly", {"opens_at": "0001-01-01 00:00"}),
    ("POST keying", {"code": "甲１２"}),
    ("POST keying", {"code": "+86 138"}),
    ("POST api:cast_ballot", {"elector": 10**39}),
    ("POST ballot", {"at": "9" * 5000}),
    ("POST ballot", {"go": "9" * 5000}),
    ("POST ballot", {"matter1": "9" * 5000}),
    ("GET booth_desk", {"q": "#" + "9" * 5000}),
    ("POST plan_activity", {"community": "9" * 5000}),
    ("POST found_group", {"scope": "9" * 5000}),
    ("POST activity_confirm", {"signup": "９"}),
    ("GET activity_figures", {"year": "9" * 5000}),
    ("POST estates", {"q": "a\x00"}),
    ("POST visit_homes", {"q": "a\x00"}),
    ("POST stand_in", {"last_day": "9999-12-31"}),
    ("POST give_post", {"last_day": "9999-12-31"}),
    ("POST end_post", {"last_day": "9999-12-31"}),
]


@pytest.mark.parametrize(("key", "change"), FOUND, ids=lambda each: str(each)[:30])
def test_what_was_a_fault_once_is_answered_in_words(world: World, key: str, change: dict[str, Any]):
    rule = every_rule()[key]
    method, _, name = key.partition(" ")
    with undone():
        url = reverse(name, kwargs=rule.args(world))
        body = rule.body(world)
        assert isinstance(body, dict)
        client = world.client(min(rule.allowed - {"stranger"}))
        answer = send(client, method, url, body | change, rule.content_type)
    assert not wrong(answer, url)


@pytest.mark.parametrize(
    ("key", "field"), [("POST make_offer", "pictures"), ("POST attach_scan", "scans")]
)
def test_a_file_that_is_too_large_or_no_picture_is_refused_in_words(world: World, key, field):
    rule = RULES[key]
    role = min(rule.allowed)
    contents = {"large": b"\xff\xd8\xff\xe0" + b"0" * (10 << 20), "none": b"", "text": b"=1+1"}
    for called, content in contents.items():
        with undone():
            url = reverse(key.partition(" ")[2], kwargs=rule.args(world))
            client = world.client(role)
            sent = rule.body(world) | {field: SimpleUploadedFile("图.jpg", content, "image/jpeg")}
            answer = send(client, "POST", url, sent, rule.content_type)
            assert answer.status_code == 422, called
            assert "field__error" in answer.content.decode() or "notice" in answer.content.decode()
