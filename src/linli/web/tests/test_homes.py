"""Pages and API: the same few queries for one row and for many, buttons that act, both sides."""

import time
from datetime import date

import pypdf
import pytest
from django.urls import reverse
from tests.queries import queries as counted
from tests.working import work

from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.notices.audiences import resolved
from linli.notices.models import Addressed
from linli.organisations.actions import appoint, found
from linli.organisations.models import Organisation
from linli.residence import needs, printing
from linli.residence.actions import claims, codes, desk, homes
from linli.residence.models import Claim, Doubt, Residence
from linli.residence.tests.houses import NAMES, NOON, WHY, peopled, resident
from linli.residence.tests.test_claims import own, rent
from linli.residence.tests.test_codes import handed, home


@pytest.fixture
def house(committed):
    with clock.frozen(NOON):
        yield peopled()


@pytest.fixture
def enter(house, client):
    found(SYSTEM, kind="residents_committee", place=house.community, names=("居委会", "RC"))
    offices = {
        key: appoint(
            SYSTEM, organisation=Organisation.objects.get().pk, person=house.people[key].public_id,
            capacity="staff", place=house.community, since=date(2026, 1, 1),
            titles=("专干", "Clerk"), ground="任命书",
        )
        for key in ("kim", "lee")
    }  # fmt: skip

    def as_somebody(key):
        client.force_login(house.people[key])
        session = client.session
        session["account_authentication_methods"] = [{"method": "demo", "at": time.time()}]
        if key in offices:
            session["acting_office"] = offices[key].pk
        session.save()
        return client

    return as_somebody


def asked(client, url) -> int:
    client.get(url)
    with counted() as made:
        assert client.get(url).status_code == 200
    return len(made)


def test_lists_take_the_same_queries_at_two_sizes(house, enter):
    own(house, "ann")
    rent(house, "eve")
    codes.print_slips(house.kim, building=house.units["1栋 101"].building_id)
    codes.use_code(house.lee, code=handed(house), relation="family")
    handed(house, "102")
    mine = reverse("my_home", args=[home(house, "ann").pk])
    slips = reverse("slips", args=[house.units["1栋 101"].building_id])
    pages = [
        ("ann", "/me/homes/"), ("ann", "/me/"), ("ann", "/api/homes"), ("ann", mine),
        ("kim", "/work/residence/"), ("kim", "/work/residence/slips/"), ("kim", slips),
        ("kim", "/api/residence/claims"), ("kim", "/work/"),
    ]  # fmt: skip
    few = [asked(enter(who), url) for who, url in pages]
    for key in ("bob", "cat", "dan"):
        rent(house, key)
        codes.use_code(house.actors[key], code=handed(house), relation="family")
        handed(house, "103")
    claims.claim_home(house.ann, unit=house.units["2栋 101"].pk, relation="owner")
    assert [asked(enter(who), url) for who, url in pages] == few


def test_a_claim_in_four_steps_and_a_page_for_each_state(house, enter):
    client = enter("ann")
    first = client.get("/me/homes/claim/")
    assert first["Location"] == reverse("claim_building", args=[house.estate.pk])
    assert "1栋" in client.get(first["Location"]).content.decode()
    building = house.units["1栋 101"].building_id
    rooms = client.get(reverse("claim_room", args=[building]), {"q": "101"})
    assert [unit.room for unit in rooms.context["page"].items] == ["101"]
    step = reverse("claim_home", args=[house.unit("101")])
    assert client.post(step, {"relation": ""}).status_code == 422
    answer = client.post(step, {"relation": "owner"})
    assert answer["Location"] == reverse("my_home", args=[home(house, "ann").pk])
    again = client.post(step, {"relation": "owner"})
    assert (again.status_code, "relation" in again.context["form"].errors) == (422, True)
    assert "业主" in client.get("/me/").content.decode()

    eve = enter("eve")
    answer = eve.post(step, {"relation": "tenant", "until": "2027-05-10", "says": "合同"})
    claim = Claim.objects.across_communities(WHY).get(state="open")
    assert answer["Location"] == reverse("my_claim", args=[claim.pk])
    assert [n.count for n in needs.personal(house.ann)] == [1, 0, 0]
    assert [n.count for n in needs.official(house.kim)] == [1, 0, 0]
    kim = enter("kim")
    page = kim.get(reverse("residence_claim", args=[claim.pk])).content.decode()
    assert "合同" in page
    assert (
        kim.post(
            reverse("residence_claim", args=[claim.pk]), {"step": "refuse", "refuse-answer": ""}
        ).status_code
        == 422
    )
    assert (
        kim.post(reverse("residence_claim", args=[claim.pk]), {"step": "approve"}).status_code
        == 302
    )
    claim.refresh_from_db()
    assert claim.state == "approved"
    assert NAMES["ann"] not in page


def test_staff_see_what_agrees_and_no_name(house, enter):
    resident(house, "dan2", name=NAMES["dan"])
    claim = claims.claim_home(house.dan2, unit=house.unit("103"), relation="owner")
    page = enter("kim").get(reverse("residence_claim", args=[claim.pk]))
    row = page.context["it"].owners[0]
    assert (row.name, row.number, row.phone) == (True, None, False)
    assert NAMES["dan"] not in page.content.decode()
    sent = {"step": "approve", "approve-roster_owner": str(row.owner.pk)}
    enter("kim").post(reverse("residence_claim", args=[claim.pk]), sent)
    assert home(house, "dan2").ground == "papers"


def test_a_print_run_is_one_pdf_that_names_nobody(house, enter, monkeypatch):
    building = house.units["1栋 101"].building_id
    client = enter("kim")
    answer = client.post(reverse("print_slips", args=[building]))
    assert answer["Content-Type"] == "application/pdf"
    import io

    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    text = "".join(page.extract_text() for page in pages)
    assert "101" in text
    assert "104" in text
    assert not [name for name in NAMES.values() if name in text]
    monkeypatch.setattr(printing, "pdf", lambda _context: None)
    monkeypatch.setattr("linli.residence.views.slips.pdf", lambda _context: None)
    sent = {"units": [str(house.unit("102"))]}
    page = client.post(reverse("print_slips", args=[building]), sent)
    assert "Pango" in page.content.decode()
    code = page.context["slips"][0]["code"].replace(" ", "")
    client.post(reverse("hand_over_slips", args=[building]), sent)
    eve = enter("eve")
    first = eve.post("/me/homes/code/", {"code": code.lower()})
    assert first["Location"] == reverse("home_by_code", args=[code])
    assert eve.get(first["Location"]).status_code == 200
    eve.post(first["Location"], {"relation": "family"})
    assert home(house, "eve", "family").unit_id == house.unit("102")
    assert eve.post("/me/homes/code/", {"code": "WRONGWRONG12"}).status_code == 422


def test_the_way_through_the_pages_of_a_home(house, enter):
    own(house, "ann")
    mine = home(house, "ann").pk
    client = enter("ann")
    made = client.post(reverse("home_invite", args=[mine]), {"relation": "family"})
    code = made.context["code"].replace(" ", "")
    enter("cat").post(reverse("home_by_code", args=[code]))
    cat = home(house, "cat", "family")
    client = enter("ann")
    page = client.get(reverse("my_home", args=[mine]))
    assert [row["may_end"] for row in page.context["people"]] == [False, True]
    client.post(reverse("home_contact", args=[mine, cat.person_id]))
    client.post(reverse("home_send_away", args=[mine, cat.pk]))
    client.post(reverse("home_leave", args=[mine]))
    client.post(reverse("home_come", args=[mine]))
    rows = Residence.objects.across_communities(WHY)
    assert [(r.ending, r.lives) for r in rows.order_by("pk")] == [("", True), ("sent_away", True)]


def test_api(house, enter):
    def send(client, path, **sent):
        return client.post(f"/api{path}", sent, content_type="application/json")

    client = enter("ann")
    made = send(client, "/homes/claims", unit=house.unit("101"), relation="owner").json()
    assert (made["state"], made["home"]) == ("approved", "榕树园 1栋 1单元 101")
    assert (
        send(client, "/homes/claims", unit=house.unit("101"), relation="owner").json()["code"]
        == "residence.already_home"
    )
    eve = enter("eve")
    made = send(
        eve, "/homes/claims", unit=house.unit("101"), relation="tenant", until="2027-01-01"
    ).json()
    assert made["state"] == "open"
    client = enter("ann")
    path = f"/homes/claims/{made['id']}/confirm"
    assert send(client, path, lives_here=True).json()["state"] == "approved"
    code = handed(house, "103")
    assert send(client, "/homes/codes", code=code, relation="family").status_code == 200
    assert len(client.get("/api/homes").json()) == 2
    waiting = rent(house, "bob")
    kim = enter("kim")
    assert [c["id"] for c in kim.get("/api/residence/claims").json()["items"]] == [waiting.pk]
    decided = send(kim, f"/residence/claims/{waiting.pk}/decide", approved=False, answer="不符")
    assert decided.json()["state"] == "refused"


def test_those_concerned_are_told(house):
    own(house, "ann")
    codes.use_code(house.bob, code=handed(house), relation="tenant", until=date(2027, 5, 10))
    tenancy = home(house, "bob", "tenant")
    _, code = codes.invite(house.bob, residence=tenancy.pk)
    codes.use_code(house.cat, code=code)
    homes.move_out(house.bob, residence=tenancy.pk)
    work()
    told = Addressed.objects.order_by("notice", "person").values_list("notice__kind", "person")
    ann, bob, cat = (house.people[key].pk for key in ("ann", "bob", "cat"))
    assert sorted(told) == sorted([
        ("home_joined", ann), ("home_joined", ann), ("home_joined", bob),
        ("home_ended", ann), ("home_ended", cat),
    ])  # fmt: skip


def test_a_notice_reaches_the_people_of_a_building_with_their_homes(house):
    own(house, "ann")
    codes.use_code(house.eve, code=handed(house), relation="family")
    codes.use_code(house.bob, code=handed(house, "103"), relation="family")
    ann, bob, eve = (house.people[key].pk for key in ("ann", "bob", "eve"))
    first, third = house.unit("101"), house.unit("103")

    def told(word):
        found = resolved(house.kim, community=house.community, code="homes", word=word)
        return {each.person: each.units for each in found}

    assert told("榕树园 1栋") == {ann: (first,), eve: (first,), bob: (third,)}
    assert told("1栋 101") == {ann: (first,), eve: (first,)}
    for word in ("2栋", "", "没有"):
        with pytest.raises(Refused):
            told(word)


def test_a_wrong_residence_on_the_pages(house, enter):
    """Kim proposes, Eve reads and answers, Lee decides; each sees what waits for them."""
    tenancy = desk.approve(house.kim, claim=rent(house).pk).residence
    there = reverse("residence_home", args=[tenancy.unit_id])
    end = reverse("residence_end", args=[tenancy.pk])
    assert end in enter("kim").get(there).content.decode()
    assert enter("kim").post(end, {"answer": ""}).status_code == 422
    assert enter("kim").post(end, {"answer": "邻居说早已搬走"})["Location"] == there
    doubt = Doubt.objects.across_communities(WHY).get()
    page = reverse("residence_doubt", args=[doubt.pk])
    assert page in enter("kim").get(there).content.decode()
    assert page in enter("kim").get(reverse("residence_queue"), {"tab": "doubts"}).content.decode()
    assert enter("kim").get(page).context["form"] is None
    assert [n.count for n in needs.personal(house.eve)] == [0, 0, 1]
    mine = reverse("my_doubt", args=[doubt.pk])
    assert mine in enter("eve").get(reverse("my_homes")).content.decode()
    assert "邻居说早已搬走" in enter("eve").get(mine).content.decode()
    early = enter("lee").post(page, {"step": "end", "answer": "查实"})
    assert (early.status_code, doubt.residence.ended_at) == (422, None)
    assert enter("eve").post(mine, {"says": "我出差了"})["Location"] == reverse("my_homes")
    assert [n.count for n in needs.official(house.kim)] == [0, 0, 0]
    assert [n.count for n in needs.official(house.lee)] == [0, 0, 1]
    assert "我出差了" in enter("lee").get(page).content.decode()
    assert enter("lee").post(page, {"step": "keep", "answer": "合同在"}).status_code == 302
    assert "合同在" in enter("eve").get(mine).content.decode()
    assert enter("eve").post(mine, {"says": "再说"}).status_code == 409
    work()
    told = Addressed.objects.filter(person=house.eve.person).values_list("notice__kind", flat=True)
    assert {"home_doubted", "home_kept"} <= set(told)
