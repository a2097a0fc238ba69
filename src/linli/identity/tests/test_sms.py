"""The gateway's protocol: token, idempotency, retries, a clear refusal."""

import logging

import pytest

from linli.identity.models import Tries
from linli.identity.signin.sms import Console, Http
from linli.identity.tests.signing_in import PHONE, TOKEN, ask, fake_gateway, gateway_settings
from linli.kernel.errors import Refused


@pytest.fixture
def gateway():
    with fake_gateway() as fake:
        yield fake


def test_a_message_is_accepted(gateway):
    Http(gateway.url, TOKEN).send_code(PHONE, "123456", language="en")
    assert gateway.messages == [
        {
            "to": f"+86{PHONE}",
            "template": "sign_in_code",
            "params": {"code": "123456"},
            "language": "en",
        }
    ]


def test_trouble_at_the_gateway_is_tried_once_more_as_the_same_message(gateway):
    gateway.answers = [503]
    Http(gateway.url, TOKEN).send_code(PHONE, "123456", language="en")
    assert len(gateway.messages) == 1
    first, second = gateway.requests
    assert first == second


def test_a_refusal_of_the_gateway_is_final(gateway, caplog):
    gateway.answers = [422]
    with pytest.raises(Refused) as refusal:
        Http(gateway.url, TOKEN).send_code(PHONE, "123456", language="en")
    assert refusal.value.code == "identity.sms_unavailable"
    assert len(gateway.requests) == 1
    assert PHONE not in caplog.text
    assert "123456" not in caplog.text


def test_a_wrong_token_and_silence_are_refusals(gateway, caplog):
    for http in (Http(gateway.url, "wrong"), Http("http://127.0.0.1:9/", TOKEN)):
        with pytest.raises(Refused) as refusal:
            http.send_code(PHONE, "123456", language="en")
        assert refusal.value.code == "identity.sms_unavailable"
    assert gateway.messages == []
    assert PHONE not in caplog.text


def test_the_console_writes_the_code_and_the_masked_number(caplog):
    caplog.set_level(logging.INFO)
    Console().send_code(PHONE, "123456", language="en")
    assert "sign-in code for 138****5678: 123456" in caplog.text
    assert PHONE not in caplog.text


def test_a_failure_is_said_at_the_field_and_costs_no_try(committed, client, settings, gateway):
    gateway_settings(settings, gateway)
    gateway.answers = [500, 500]
    answer = ask(client, HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 503
    assert answer.context["form"].errors.as_data()["phone"][0].code == "identity.sms_unavailable"
    assert [row.at for row in Tries.objects.all()] == [[], []]
    assert ask(client).status_code == 302
