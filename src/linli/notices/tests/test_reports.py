"""Delivery reports of text messages: signed calls over the real address, into the evidence."""

import json
from datetime import timedelta

import pytest

from linli.districts.context import in_district
from linli.journal.models import Event
from linli.kernel import clock
from linli.notices.channels.reports import signature
from linli.notices.delivering import deliver
from linli.notices.evidence import Channel, Outcome, Proof, Standing, delivered, unit_standings
from linli.notices.models import Evidence
from linli.notices.queries import delivered_before, figures, unit_standings_of
from linli.notices.tests.gateways import REPORT_SECRET, SmsGateway
from linli.notices.tests.test_delivery import NOON, noon, outcomes, somebody, told  # noqa: F401

SOON = NOON + timedelta(hours=1)


@pytest.fixture
def gateway(settings):
    made = SmsGateway()
    settings.SMS, settings.SMS_URL, settings.SMS_TOKEN = "http", made.url, "secret"
    settings.SMS_REPORT_SECRET = REPORT_SECRET
    yield made
    made.close()


def sent(*people, units=(1,)):
    rows = told(*people, units=units)
    for row in rows:
        deliver(row.pk)
    return rows


def texts(row):
    return [each[1:] for each in outcomes(row) if each[0] == "sms"]


def test_delivered_and_failed_reach_the_evidence_once(noon, gateway, client):  # noqa: F811
    good, bad, silent = rows = sent(*(somebody(n) for n in (1, 2, 3)), units=(7,))
    keys = list(gateway.sent)
    assert keys == [f"demo-{row.pk}-sms" for row in rows]
    statuses = {keys[0]: "delivered", keys[1]: "failed"}
    for expected in ({"delivered": 1, "failed": 1}, {"delivered": 0, "failed": 0}):
        answer = gateway.report(client, statuses)
        assert (answer.status_code, answer.json()) == (200, expected)
    # what was reported once is not turned round by a later report
    turned = {keys[0]: "failed", keys[1]: "delivered"}
    assert gateway.report(client, turned).json() == {"delivered": 0, "failed": 0}
    assert texts(good) == [("accepted", 1), ("delivered", 1)]
    assert texts(bad) == [("accepted", 1), ("undelivered", 1)]
    assert texts(silent) == [("accepted", 1)]
    event = Event.objects.filter(type="notices.texts_reported").first()
    assert (event.actor, event.payload) == (None, {"delivered": 1, "failed": 1})
    reached = delivered_before(good.notice_id, SOON)
    assert set(reached) == {good.person_id, silent.person_id}
    shown = figures(good.notice, SOON)
    assert [each for each in shown.sent if each[1] == 3][-1][1:] == (3, 1, 1)
    assert shown.homes == {Standing.DELIVERED: 1}


def test_each_home_knows_how_far_the_notice_came(noon, gateway, client):  # noqa: F811
    notices = [sent(somebody(n), units=(n,))[0] for n in (1, 2, 3)]
    keys = list(gateway.sent)
    gateway.report(client, {keys[0]: "delivered", keys[1]: "failed"})
    found = [unit_standings_of(row.notice_id) for row in notices]
    assert found == [{1: "delivered"}, {2: "failed"}, {3: "accepted"}]


@pytest.mark.parametrize(
    "forged",
    [
        {"secret": "another"},
        {"at": int(NOON.timestamp()) - 301},
        {"at": int(NOON.timestamp()) + 301},
    ],
)
def test_only_the_gateway_reports_and_only_just_now(noon, gateway, client, forged):  # noqa: F811
    [row] = sent(somebody(1))
    answer = gateway.report(client, {next(iter(gateway.sent)): "failed"}, **forged)
    assert answer.status_code == 401
    assert texts(row) == [("accepted", 1)]


def test_a_changed_body_no_signature_or_no_secret_is_refused(noon, gateway, client, settings):  # noqa: F811
    [row] = sent(somebody(1))
    body = json.dumps(
        {"reports": [{"key": next(iter(gateway.sent)), "id": "sms-0", "status": "failed"}]}
    ).encode()
    value = signature(REPORT_SECRET, body.replace(b"failed", b"delivered"), int(NOON.timestamp()))
    address, kind = "/api/gateways/sms/reports", "application/json"
    for headers in ({"Linli-Signature": value}, {"Linli-Signature": "t=1,v1=x"}, {}):
        assert client.post(address, body, content_type=kind, headers=headers).status_code == 401
    settings.SMS_REPORT_SECRET = ""
    empty = signature("", body, int(NOON.timestamp()))
    answer = client.post(address, body, content_type=kind, headers={"Linli-Signature": empty})
    assert answer.status_code == 401
    assert texts(row) == [("accepted", 1)]


def test_what_is_not_ours_is_passed_over_and_what_is_no_report_refused(noon, gateway, client):  # noqa: F811
    [row] = sent(somebody(1))
    before = Evidence.objects.count()
    strange = [
        {"key": key, "id": number, "status": "delivered"}
        for key, number in (
            (f"demo-{row.pk}-sms", "sms-99"),  # another message's number
            (f"north-{row.pk}-sms", "sms-0"),
            (f"demo-{row.pk}-push", "sms-0"),
            ("demo-99999999-sms", "sms-0"),
            (f"demo-{'9' * 40}-sms", "sms-0"),
            (f"demo-0{row.pk}-sms", "sms-0"),
            ("5f0c9f7e-2d3b-4f0e-9d55-0a4d3b1f8a11", "sms-0"),  # a sign-in code
            ("", ""),
        )
    ]
    body = json.dumps({"reports": strange}).encode()
    assert gateway.report(client, {}, body=body).json() == {"delivered": 0, "failed": 0}
    for wrong in (b"{}", b"[]", b"x", b'{"reports": [{"key": "a", "status": "seen"}]}'):
        assert gateway.report(client, {}, body=wrong).status_code in {400, 422}
    with in_district("demo"):
        assert Evidence.objects.count() == before


def test_standings_and_deliveries_are_pure():
    def row(person, outcome, minutes=0, channel=Channel.SMS):
        return Proof(person, channel, outcome, NOON + timedelta(minutes=minutes))

    rows = [
        row(1, Outcome.ACCEPTED),
        row(1, Outcome.UNDELIVERED, 90),  # after the moment that is asked about
        row(2, Outcome.ACCEPTED),
        row(2, Outcome.UNDELIVERED),
        row(2, Outcome.READ, 5, Channel.INBOX),
        row(3, Outcome.PLACED, 0, Channel.INBOX),
        row(4, Outcome.ACCEPTED, 0, Channel.PUSH),
    ]
    assert set(delivered(rows, SOON)) == {2}
    homes = unit_standings({1: [10, 11], 2: [11], 3: [12], 4: [13]}, rows)
    assert homes == {10: "failed", 11: "delivered", 12: "waiting", 13: "accepted"}
    assert clock.now() > NOON
