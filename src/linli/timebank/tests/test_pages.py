"""Pages and API: constant queries at two sizes, forms that refuse in words, privacy between people."""

from datetime import UTC, datetime, timedelta

import pytest
from segno import make
from tests.queries import queries

from linli.kernel import clock
from linli.timebank import codes
from linli.timebank.actions import arranging
from linli.timebank.models import Session
from linli.timebank.tests.hours import MAY
from linli.timebank.views import me


@pytest.fixture
def enter(client, bank):
    def as_somebody(name):
        client.force_login(bank.person(name))
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "demo", "at": datetime.now(UTC).timestamp()}
        ]
        if name in bank.town.offices:
            session["acting_office"] = bank.town.offices[name].pk
        session.save()
        return client

    return as_somebody


def asked(client, url) -> int:
    client.get(url)
    with queries() as made:
        assert client.get(url).status_code == 200, url
    return len(made)


def test_pages_take_the_same_queries_at_two_sizes(bank, enter):
    def fill(first, last):
        for number in range(first, last):
            row = bank.propose("ann", "gu", at=MAY + timedelta(hours=2 * number + 1))
            if number % 2:
                arranging.accept(bank.actor("gu"), session=row.pk)
            bank.note("bob", "insured")

    fill(0, 2)
    paths = [
        ("ann", "/time/"),
        ("ann", "/api/time/sessions"),
        ("ann", "/"),
        ("clerk", "/work/time/?tab=all"),
        ("clerk", "/work/time/?tab=open"),
        ("clerk", "/work/time/standings/"),
        ("clerk", "/work/"),
    ]
    few = [asked(enter(who), path) for who, path in paths]
    fill(2, 12)
    assert [asked(enter(who), path) for who, path in paths] == few
    page = enter("ann").get("/api/time/sessions").json()
    assert {row["state"] for row in page["items"]} == {"proposed", "arranged"}
    (book,) = enter("ann").get("/api/time/rules").json()
    assert (book["terms"]["day_minutes"], book["number"]) == (480, 1)


def test_a_neighbour_learns_nothing_and_an_office_acts_only_as_a_resident(bank, enter):
    row = bank.arrange(words="陪我去取药")
    assert "陪我去取药" in enter("gu").get(f"/time/{row.pk}/").content.decode()
    assert enter("bob").get(f"/time/{row.pk}/").status_code == 404
    assert enter("far").get(f"/work/time/{row.pk}/").status_code == 404
    page = enter("clerk").get(f"/work/time/{row.pk}/").content.decode()
    assert "陪我去取药" in page
    assert enter("clerk").get("/time/new/").status_code == 403


def test_the_form_says_why(bank, enter):
    client = enter("ann")
    sent = {
        "side": "giver",
        "person": bank.person("bob").public_id,
        "pay": "free",
        "category": "comfort",
        "day": "2026-05-13",
        "begins": "09:00",
        "minutes": "60",
        "where": "outside",
    }
    answer = client.post("/time/new/", sent)
    assert answer.status_code == 422
    assert "没有登记该服务对象免时长的依据" in answer.content.decode()
    sent["person"] = bank.person("gu").public_id
    answer = client.post("/time/new/", sent)
    row = Session.objects.within(bank.community).get()
    assert answer.headers["Location"] == f"/time/{row.pk}/"
    assert row.starts_at == datetime(2026, 5, 13, 1, tzinfo=UTC)
    assert row.day == clock.today() + timedelta(days=1)


def test_the_code_stands_behind_the_number_sign_where_no_server_sees_it(bank, enter, monkeypatch):
    row = bank.arrange(at=MAY + timedelta(minutes=30))
    drawn = []
    monkeypatch.setattr(me.segno, "make_qr", lambda text, **_: drawn.append(text) or make(text))
    page = enter("gu").get(f"/time/{row.pk}/")
    code = codes.shown(row.pk, "receiver")
    assert drawn == [f"http://localhost/time/{row.pk}/sign/#{code}"]
    assert page["Cache-Control"] == "no-store"
    # an address of the old kind fills nothing in
    asked = enter("ann").get(f"/time/{row.pk}/sign/?code={code}").content.decode()
    field = asked.partition('data-scan="code"')[2].partition(">")[0]
    assert code not in field
    assert "linli/scan" in asked
