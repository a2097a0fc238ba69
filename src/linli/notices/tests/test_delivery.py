"""Over real HTTP to fakes of the gateways: once each, at loud hours, with evidence, whatever breaks."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import connection, connections, transaction
from django.db.utils import InternalError, ProgrammingError

from linli.districts.context import in_district
from linli.identity.models import Consent, Person
from linli.identity.operations import enrol
from linli.identity.purposes import SMS, current
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.notices import operations
from linli.notices.audiences import Addressee
from linli.notices.channels import sms, wechat
from linli.notices.delivering import TRIES, deliver
from linli.notices.digest import send_digests
from linli.notices.jobs import deliver_one
from linli.notices.models import Addressed, Claim, Evidence, Preferences
from linli.notices.queries import delivered_before, units_delivered_before
from linli.notices.tests.gateways import SmsGateway, WeChatGateway

NOON = datetime(2026, 5, 11, 4, tzinfo=UTC)
COMMUNITY = 7


@pytest.fixture
def gates(settings):
    texts, account = SmsGateway(), WeChatGateway()
    settings.SMS, settings.SMS_URL, settings.SMS_TOKEN = "http", texts.url, "secret"
    settings.WECHAT_URL, settings.WECHAT_APP = account.url, "app"
    settings.WECHAT_SECRET, settings.WECHAT_TEMPLATE = "secret", "template"
    settings.WECHAT_SITE = "https://linli.example"
    yield texts, account
    texts.close()
    account.close()


def somebody(number: int, *, consents=True, openid="", **wishes) -> Person:
    with transaction.atomic():
        person = enrol(phone=f"1990002{number:04d}", name="王小明", community=COMMUNITY)
    if consents:
        Consent.objects.create(
            person=person,
            purpose=SMS,
            version=current(SMS).version,
            given=True,
            by=person,
            at=clock.now(),
        )
    if openid:
        SocialAccount.objects.create(
            user=person, provider="weixin", uid=f"u{number}", extra_data={"openid": openid}
        )
    if wishes:
        Preferences.objects.create(person=person, **wishes)
    return person


def told(*people: Person, urgent=False, units=()) -> list[Addressed]:
    with transaction.atomic():
        notice = operations.issue(
            SYSTEM,
            community=COMMUNITY,
            people=[Addressee(p.pk, tuple(units)) for p in people],
            audience="person",
            title="停水通知",
            text="周六停水检修",
            urgent=urgent,
        )
    return list(notice.addressed.order_by("pk"))


def outcomes(row: Addressed) -> list[tuple[str, str, int]]:
    return [(e.channel, e.outcome, e.attempt) for e in row.evidence.order_by("pk")]


def jobs() -> list[tuple[int, object]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'addressed', scheduled_at FROM public.procrastinate_jobs"
            " WHERE task_name = %s ORDER BY id",
            [operations.DELIVER],
        )
        return [(int(a), at) for a, at in cursor.fetchall()]


PLACED = ("inbox", "placed", 1)


@pytest.fixture
def noon(committed):
    with clock.frozen(NOON):
        yield


def test_wechat_first_with_key_link_and_evidence(noon, gates):
    texts, account = gates
    [row] = told(somebody(1, openid="o1"))
    assert jobs() == [(row.pk, None)]
    assert deliver(row.pk) is None
    assert outcomes(row) == [PLACED, ("wechat", "accepted", 1)]
    [(key, body)] = account.sent.items()
    assert key == f"demo-{row.pk}-wechat"
    assert body["url"] == f"https://linli.example/me/notices/{row.pk}/"
    assert body["data"]["first"]["value"] == "停水通知"
    assert deliver(row.pk) is None
    assert (account.asked, texts.asked) == (1, 0)
    assert Evidence.objects.get(channel="wechat").reference == "0"


def test_a_stale_token_is_fetched_anew(noon, gates):
    _texts, account = gates
    deliver(told(somebody(1, openid="o1"))[0].pk)
    account.token += 1
    [row] = told(somebody(2, openid="o2"))
    assert deliver(row.pk) is None
    assert outcomes(row)[-1] == ("wechat", "accepted", 1)


def test_a_final_refusal_falls_back_to_the_text_message(noon, gates):
    texts, account = gates
    account.strangers = frozenset({"o1"})
    [row] = told(somebody(1, openid="o1"))
    assert deliver(row.pk) is None
    assert outcomes(row) == [PLACED, ("wechat", "failed", 1), ("sms", "accepted", 1)]
    [body] = texts.sent.values()
    assert body["params"] == {"title": "停水通知"}
    assert body["to"] == "+8619900020001"


def test_without_consent_or_number_only_the_inbox(noon, gates):
    texts, account = gates
    [row] = told(somebody(1, consents=False))
    assert deliver(row.pk) is None
    assert outcomes(row) == [PLACED, ("wechat", "no_address", 1), ("sms", "no_address", 1)]
    assert (texts.asked, account.asked) == (0, 0)


def test_a_busy_gateway_is_asked_again_then_left(noon, gates):
    texts, _account = gates
    texts.troubles = [(503, {})] * TRIES
    [row] = told(somebody(1))
    at = NOON
    for attempt in range(1, TRIES):
        with clock.frozen(at):
            back = deliver(row.pk)
        assert back > at
        assert outcomes(row)[-1] == ("sms", "later", attempt)
        at = back
    with clock.frozen(at):
        assert deliver(row.pk) is None
    assert outcomes(row)[-1] == ("sms", "failed", TRIES)
    assert texts.sent == {}


def test_taken_and_then_silence_reaches_the_person_once(noon, gates):
    texts, _account = gates
    texts.deaf = 1
    [row] = told(somebody(1))
    back = deliver(row.pk)
    assert len(texts.sent) == 1
    with clock.frozen(back):
        assert deliver(row.pk) is None
    assert texts.asked == 2
    assert len(texts.sent) == 1
    assert outcomes(row)[1:] == [
        ("wechat", "no_address", 1),
        ("sms", "later", 1),
        ("sms", "accepted", 2),
    ]


class Killed(BaseException):
    """What SIGKILL does to us: nothing more is written."""


@pytest.mark.parametrize("after_sending", [False, True])
def test_killed_between_claim_and_outcome_then_run_again(noon, gates, monkeypatch, after_sending):
    texts, _account = gates
    [row] = told(somebody(1))
    real = sms.Sms.send

    def die(self, address, message):
        if after_sending:
            real(self, address, message)
        raise Killed

    monkeypatch.setattr(sms.Sms, "send", die)
    with pytest.raises(Killed):
        deliver(row.pk)
    monkeypatch.setattr(sms.Sms, "send", real)
    assert Claim.objects.filter(key=f"demo-{row.pk}-sms").count() == 1
    assert ("sms", "accepted", 1) not in outcomes(row)
    assert deliver(row.pk) is None
    assert len(texts.sent) == 1
    assert outcomes(row)[-1] == ("sms", "accepted", 1)


def test_killed_and_found_too_late_goes_on_to_the_next_channel(noon, gates, monkeypatch):
    texts, account = gates
    [row] = told(somebody(1, openid="o1"))
    real = wechat.WeChat.send

    def die(self, address, message):
        real(self, address, message)
        raise Killed

    monkeypatch.setattr(wechat.WeChat, "send", die)
    with pytest.raises(Killed):
        deliver(row.pk)
    monkeypatch.setattr(wechat.WeChat, "send", real)
    with clock.frozen(NOON + timedelta(minutes=30)):
        assert deliver(row.pk) is None
    assert account.asked == 1
    assert outcomes(row) == [PLACED, ("wechat", "unknown", 1), ("sms", "accepted", 1)]
    assert len(texts.sent) == 1


def test_four_workers_at_once_reach_the_person_once(noon, gates):
    texts, _account = gates
    [row] = told(somebody(1))
    gate = threading.Barrier(4)

    def work():
        try:
            with clock.frozen(NOON), in_district("demo"):
                gate.wait(10)
                deliver(row.pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(texts.sent) == 1
    assert outcomes(row).count(("sms", "accepted", 1)) == 1
    assert Claim.objects.count() == 1


def test_at_night_nothing_rings(noon, gates):
    texts, account = gates
    night = datetime(2026, 5, 11, 15, 30, tzinfo=UTC)  # 23:30
    [row] = told(somebody(1, openid="o1"), urgent=True)
    with clock.frozen(night):
        back = deliver(row.pk)
    assert back == datetime(2026, 5, 12, 0, 0, tzinfo=UTC)
    assert (texts.asked, account.asked) == (0, 0)
    with clock.frozen(back):
        assert deliver(row.pk) is None
    assert len(account.sent) == 1


def test_the_job_comes_back_in_the_morning(noon, gates):
    [row] = told(somebody(1))
    with clock.frozen(datetime(2026, 5, 11, 15, 30, tzinfo=UTC)):
        deliver_one(schema="demo", addressed=row.pk)
    assert jobs() == [(row.pk, None), (row.pk, datetime(2026, 5, 12, 0, 0, tzinfo=UTC))]
    with clock.frozen(NOON + timedelta(days=1)):
        deliver_one(schema="demo", addressed=row.pk)
        deliver_one(schema="demo", addressed=row.pk)
    assert len(gates[0].sent) == gates[0].asked == 1
    assert len(jobs()) == 2


def test_no_notice_no_job(noon, gates):
    person = somebody(1)

    class Trouble(Exception):
        pass

    def fail():
        with transaction.atomic():
            told(person)
            raise Trouble

    with pytest.raises(Trouble):
        fail()
    assert jobs() == []
    assert not Addressed.objects.exists()


def test_what_was_read_does_not_ring(noon, gates):
    texts, _account = gates
    person = somebody(1)
    [row] = told(person)
    with transaction.atomic():
        operations.note_read(person.pk, row.pk)
        operations.note_read(person.pk, row.pk)
    assert deliver(row.pk) is None
    assert texts.asked == 0
    assert outcomes(row) == [PLACED, ("inbox", "read", 1)]


def test_the_digest_is_one_message_a_day(noon, gates):
    texts, _account = gates
    daily = somebody(1, pace="daily")
    rows = told(daily) + told(daily)
    assert [deliver(row.pk) for row in rows] == [None, None]
    assert texts.asked == 0
    assert (send_digests(), send_digests()) == (1, 0)
    [body] = texts.sent.values()
    assert body["params"] == {"title": "2 条未读通知"}
    assert all(("sms", "digested", 1) in outcomes(row) for row in rows)
    with clock.frozen(NOON + timedelta(days=1)):
        assert send_digests() == 0
        [late] = told(daily, urgent=True)
        assert deliver(late.pk) is None
    assert outcomes(late)[-1] == ("sms", "accepted", 1)


def test_evidence_that_a_vote_relies_on(noon, gates):
    reached, silent = somebody(1), somebody(2, consents=False)
    rows = told(reached, silent, units=(31, 32))
    with clock.frozen(NOON + timedelta(minutes=1)):
        for row in rows:
            deliver(row.pk)
    notice = rows[0].notice_id
    when = NOON + timedelta(minutes=1)
    assert delivered_before(notice, when) == {}
    assert delivered_before(notice, when + timedelta(seconds=1)) == {reached.pk: when}
    assert units_delivered_before(notice, NOON + timedelta(days=1)) == {31: when, 32: when}
    with pytest.raises((InternalError, ProgrammingError)):
        Evidence.objects.update(outcome="read")


def test_two_districts_keep_apart(noon, gates):
    texts, _account = gates
    [row] = told(somebody(1))
    deliver(row.pk)
    with in_district("north"):
        person = somebody(1)
        [abroad] = told(person)
        deliver(abroad.pk)
        assert outcomes(abroad)[-1] == ("sms", "accepted", 1)
        assert Addressed.objects.count() == 1
    assert Addressed.objects.count() == 1
    assert {key.split("-")[0] for key in texts.sent} == {"demo", "north"}
