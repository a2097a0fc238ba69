"""The supervisor's lot, findings with consequences, certificates after they were shown."""

import hashlib
import io
from datetime import UTC, date, datetime, timedelta

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.refusing import refusing

from linli.facts.timebank import CertificateIssued, SampleDrawn
from linli.identity.models import Person
from linli.journal.models import Event
from linli.journal.queries import receipts_of
from linli.kernel import clock
from linli.ledger.audit import audit
from linli.timebank import jobs, sampling, scope_oversight
from linli.timebank.actions import certificates, deciding, oversight
from linli.timebank.models import Call, Certificate, Sample, Session
from linli.timebank.tests.hours import MAY, found

JUNE = datetime(2026, 6, 15, 1, tzinfo=UTC)


refused = refusing(lambda: list(Session.objects.across_communities("test").order_by("pk").values()))


@given(st.sets(st.integers(1, 10**9), max_size=60), st.text(max_size=8), st.integers(0, 100))
def test_a_lot_is_repeatable_and_has_its_share(sessions, seed, percent):
    found = sampling.drawn(sessions, seed=seed, percent=percent)
    assert found == sampling.drawn(sorted(sessions, reverse=True), seed=seed, percent=percent)
    assert set(found) <= sessions
    assert len(found) == -(-len(sessions) * percent // 100)
    # more percent only adds to what is drawn
    assert set(found) <= set(sampling.drawn(sessions, seed=seed, percent=100))


@pytest.fixture
def month(committed):
    """Six sessions of May, half of which are called back."""
    with clock.frozen(MAY):
        bank = found(audit_percent=50, pair_week=None)
        for number in range(6):
            bank.done(
                "ann" if number % 2 else "bob", "gu", at=MAY + timedelta(hours=3 * number + 1)
            )
    with clock.frozen(JUNE):
        yield bank


def test_a_month_is_drawn_once_and_anybody_draws_the_same(month):
    bank = month
    draw = {"community": bank.community, "month": date(2026, 5, 20)}
    refused("kernel.not_for_you", oversight.draw, bank.actor("clerk"), **draw)
    running = {**draw, "month": date(2026, 6, 1)}
    refused("timebank.month_runs", oversight.draw, bank.actor("auditor"), **running)
    empty = {**draw, "month": date(2026, 4, 1)}
    refused("timebank.nothing_to_draw", oversight.draw, bank.actor("auditor"), **empty)
    row = oversight.draw(bank.actor("auditor"), **draw)
    refused("timebank.drawn_already", oversight.draw, bank.actor("auditor"), **draw)
    event = Event.objects.get(type=SampleDrawn.type)
    every = scope_oversight.month_of(bank.community, date(2026, 5, 1))
    again = sorted(
        sorted(
            every, key=lambda n: hashlib.sha256(f"{event.payload['seed']}:{n}".encode()).digest()
        )[:3]
    )
    assert event.payload["sessions"] == again
    assert event.payload["digest"] == sampling.digest_of(every)
    calls = Call.objects.within(bank.community).filter(sample=row).order_by("session")
    assert [call.session_id for call in calls] == again
    assert Sample.objects.within(bank.community).count() == 1


def test_what_was_not_so_is_taken_back_and_what_was_spent_is_owed(month):
    bank = month
    oversight.draw(bank.actor("auditor"), community=bank.community, month=date(2026, 5, 1))
    call = Call.objects.within(bank.community).select_related("session").earliest("session")
    giver = "ann" if call.session.giver_id == bank.person("ann").pk else "bob"
    # most of it went elsewhere meanwhile
    other = "bob" if giver == "ann" else "ann"
    bank.done(other, giver, kind="exchange", pay="exchange", minutes=150)
    assert bank.has(giver) == 30
    false = {"call": call.pk, "outcome": "false", "words": "老人说当天没有来"}
    refused("kernel.not_for_you", oversight.find, bank.actor("clerk"), **false)
    oversight.find(bank.actor("auditor"), **false)
    row = Session.objects.within(bank.community).get(pk=call.session_id)
    assert (row.state, row.owed, bank.has(giver)) == ("taken_back", 30, 0)
    refused("timebank.not_now", oversight.find, bank.actor("auditor"), **false)
    assert jobs.collect() == 0
    bank.done(giver, "gu", minutes=20, at=JUNE + timedelta(hours=9))
    assert jobs.collect() == 20
    row.refresh_from_db()
    assert (row.owed, bank.has(giver)) == (10, 0)
    deciding.appeal(bank.actor(giver), session=row.pk, words="有邻居作证")
    step = {"session": row.pk, "verb": "grant", "words": "邻居已证实"}
    # who was wronged does not wait until they have earned what they had spent
    row = deciding.decide(bank.actor("clerk"), **step)
    assert (row.state, row.owed, bank.has(giver)) == ("confirmed", 0, 50)
    assert audit() == []


def test_a_certificate_is_shown_first_counted_anew_and_stands_in_the_log(month):
    bank = month
    span = {"first": date(2026, 5, 1), "last": date(2026, 5, 31)}
    refused("timebank.nothing_served", certificates.ask, bank.actor("gu"), **span)
    row = certificates.ask(bank.actor("ann"), **span)
    assert (row.minutes, row.sessions, row.until) == (180, 3, date(2026, 6, 22))
    refused("timebank.shown_already", certificates.ask, bank.actor("ann"), **span)
    refused("timebank.still_shown", certificates.issue, bank.actor("ann"), certificate=row.pk)
    refused("kernel.not_found", certificates.issue, bank.actor("bob"), certificate=row.pk)
    words = {"certificate": row.pk, "words": "5月13日他不在本市"}
    refused("timebank.own_certificate", certificates.object_to, bank.actor("ann"), **words)
    refused("kernel.not_found", certificates.object_to, bank.actor("eve"), **words)
    said = certificates.object_to(bank.actor("bob"), **words)
    refused("timebank.objected_already", certificates.object_to, bank.actor("bob"), **words)
    with clock.frozen(JUNE + timedelta(days=8)):
        refused(
            "timebank.objection_open", certificates.issue, bank.actor("ann"), certificate=row.pk
        )
        certificates.answer(
            bank.actor("clerk"), objection=said.pk, upheld=False, words="已核对签到记录"
        )
        session = Session.objects.within(bank.community).filter(giver=bank.person("ann")).first()
        oversight.draw(bank.actor("auditor"), community=bank.community, month=date(2026, 5, 1))
        Call.objects.within(bank.community).get_or_create(
            sample=Sample.objects.within(bank.community).get(),
            session=session,
            community=bank.community,
        )
        call = Call.objects.within(bank.community).get(session=session)
        oversight.find(bank.actor("auditor"), call=call.pk, outcome="false", words="不属实")
        row = certificates.issue(bank.actor("ann"), certificate=row.pk)
        assert (row.state, row.minutes, row.sessions) == ("issued", 120, 2)
        event = Event.objects.get(type=CertificateIssued.type)
        number = Person.objects.get(pk=row.person_id).public_id
        assert (row.event, event.payload["digest"]) == (
            event.pk,
            certificates.digest_of(row, number),
        )
        assert receipts_of(bank.person("ann").pk).filter(pk=event.pk).exists()
        assert not receipts_of(bank.person("bob").pk).filter(pk=event.pk).exists()


def test_an_upheld_objection_ends_it(month):
    bank = month
    row = certificates.ask(bank.actor("ann"), first=date(2026, 5, 1), last=date(2026, 5, 31))
    said = certificates.object_to(bank.actor("bob"), certificate=row.pk, words="不对")
    certificates.answer(bank.actor("clerk"), objection=said.pk, upheld=True, words="时长有误")
    row.refresh_from_db()
    assert row.state == Certificate.State.REFUSED


def test_the_paper_bears_the_four_elements(month, client):
    bank = month
    row = certificates.ask(bank.actor("ann"), first=date(2026, 5, 1), last=date(2026, 5, 31))
    with clock.frozen(JUNE + timedelta(days=8)):
        certificates.issue(bank.actor("ann"), certificate=row.pk)
        client.force_login(bank.person("ann"))
        answer = client.get(f"/time/certificates/{row.pk}/pdf/")
        text = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
        plain = "".join(text.split())
        number = bank.person("ann").public_id
        for words in ("王小明", number, "3小时", "情感慰藉", "甲居委会", "2026-06-23"):
            assert words in plain, words
        client.force_login(bank.person("bob"))
        assert client.get(f"/time/certificates/{row.pk}/pdf/").status_code == 404


def test_the_reserve_warns_below_its_share(month):
    bank = month
    found = scope_oversight.reserve(bank.community)
    assert (found.outstanding, found.pool, found.earned, found.short) == (360, 0, 360, True)
    assert found.share == "0.0 %"
