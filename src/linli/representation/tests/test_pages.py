"""Coverage, the picture, the pages at two sizes, the daily look, and who is told."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation
from tests.entering import entering
from tests.queries import asked
from tests.working import work

from linli.kernel import clock
from linli.notices.models import Addressed, Notice
from linli.organisations.models import Organisation
from linli.places.models import Building, Unit
from linli.representation import jobs
from linli.representation.actions import objections
from linli.representation.coverage import Coverage, Standing, Voice, tile
from linli.representation.drawing import picture
from linli.representation.models import Mandate
from linli.representation.needs import official
from linli.representation.queries_coverage import coverage
from linli.representation.tests.houses import (
    MAY,
    after,
    building,
    enter,
    estate,
    houses,
    recognised,
)

SOON = date(2026, 6, 11)


def voice(until="2027-01-01", *units, whole=False) -> Voice:
    return Voice(1, "王**", date.fromisoformat(until), 3, 4, "抽签", whole, frozenset(units))


@pytest.mark.parametrize(
    ("voices", "covered", "standing"),
    [
        ((), 0, Standing.EMPTY),
        ((voice(whole=True),), 4, Standing.WHOLE),
        ((voice("2026-06-11", whole=True),), 4, Standing.ENDING),
        ((voice("2026-06-11", whole=True), voice(whole=True)), 4, Standing.WHOLE),
        ((voice("2027-01-01", 1, 2),), 2, Standing.PART),
        ((voice("2027-01-01", 1, 2), voice("2027-01-01", 2, 3)), 3, Standing.PART),
        ((voice("2027-01-01", 1, 2, 3, 4),), 4, Standing.WHOLE),
        ((voice("2026-06-01", 1), voice("2027-01-01", 1, 2)), 2, Standing.PART),
        ((voice("2026-06-01", 3), voice("2027-01-01", 1, 2)), 3, Standing.ENDING),
    ],
)
def test_how_a_building_stands(voices, covered, standing):
    found = tile(building=1, label="1栋", estate="甲", homes=4, voices=voices, soon=SOON)
    assert (found.covered, found.standing) == (covered, standing)


def test_the_picture_says_what_it_shows_and_trusts_no_label():
    tiles = tuple(
        tile(building=i, label=label, estate="甲", homes=4, voices=voices, soon=SOON)
        for i, (label, voices) in enumerate(
            (("<b>", ()), ("2栋", (voice(whole=True),)), ("3栋", (voice("2026-06-01", 1),)))
        )
    )
    with translation.override("en"):
        drawn = picture(Coverage(tiles), "<i>")
    assert "<b>" not in drawn
    assert "<i>" not in drawn
    assert "&lt;b&gt;" in drawn
    assert "5 of 12 homes. 1 building has nobody. For 1 building a term ends soon." in drawn
    assert drawn.count("<rect") == 6
    assert "style=" not in drawn


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        made = houses()
        row = Organisation.objects.get(pk=made.bodies["甲居委会"])
        assert row.kind == "residents_committee"
        yield made


def test_a_choice_is_written_down_objected_to_and_recognised_on_the_pages(here, client):
    sign = entering(client, here)
    clerk = sign("clerk")
    form = clerk.get("/work/representatives/new/?kind=homes").context["form"]
    assert list(form.fields)[:3] == ["buildings", "rooms", "person"]
    data = {
        "kind": "homes",
        "buildings": building(here).pk,
        "rooms": "101、102，103",
        "person": here.people["ann"].public_id.lower(),
        "how": "lot",
        "homes_chose": 2,
        "since": "2026-05-12",
        "until": "2027-05-11",
        "words": "抽签记录",
    }
    wrong = clerk.post("/work/representatives/new/", {**data, "rooms": "101 999"})
    assert list(wrong.context["form"].errors) == ["rooms"]
    paper = clerk.post("/work/representatives/new/", {**data, "how": "meeting"})
    assert list(paper.context["form"].errors) == ["papers"]
    made = clerk.post("/work/representatives/new/", data)
    row = Mandate.objects.within(here.community).get()
    assert made.url == f"/representatives/{row.pk}/"
    assert (row.homes_chose, row.homes_of) == (2, 3)
    page = sign("bob").get("/representatives/").content.decode()
    assert f"/representatives/{row.pk}/" in page
    assert "抽签记录" not in sign("bob").get(made.url).content.decode()
    bob = sign("bob")
    bob.post(f"{made.url}step/object/", {"words": "没有通知我家"})
    said = bob.get(made.url).content.decode()
    assert "没有通知我家" in said
    assert "没有通知我家" not in sign("cai").get(made.url).content.decode()
    with clock.frozen(after(6)):
        other = sign("clerk2")
        assert "没有通知我家" in other.get(made.url).content.decode()
        objection = objections.objections_of(row).get()
        address = f"/work/representatives/objections/{objection.pk}/"
        assert other.post(address, {"upheld": "no", "words": "签到表上有"}).url == made.url
        assert other.post(f"{made.url}step/recognise/", {"words": ""}).url == made.url
        sign("ann").post(f"{made.url}step/resigned/", {"words": ""})
    row.refresh_from_db()
    assert (row.state, row.ending) == ("ended", "resigned")


def test_pages_take_the_same_queries_at_two_sizes(here, client):
    sign = entering(client, here)
    recognised(here, "ann", since=date(2026, 5, 1))
    far = {"since": date(2029, 1, 1), "until": date(2030, 1, 1)}
    paths = {
        "ann": ["/representatives/", f"/public/representatives/{here.community}/"],
        "clerk": ["/work/representatives/", "/work/representatives/?tab=held", "/work/"],
    }
    with clock.frozen(after(7)):
        enter(here, "bob", **far)
        few = [asked(sign(who), path) for who, each in paths.items() for path in each]
    for key in ("3", "4", "5"):
        made = Building.objects.create(estate=estate(here), key=key, label=f"{key}栋")
        unit = Unit.objects.within(here.community).get(room="103")
        unit.pk, unit.building, unit.room, unit.room_key = None, made, key, key
        unit.save(force_insert=True)
        there = {"buildings": (building(here).pk, made.pk)}
        row = enter(here, "cai", **there, since=date(2026, 5, 1), until=date(2027, 5, int(key)))
        rows = Mandate.objects.within(here.community).filter(pk=row.pk)
        rows.update(
            person=here.people["fay"].pk,
            state="recognised",
            recognised_on="2026-05-18",
            settled_by=here.people["clerk2"].pk,
        )
    with clock.frozen(after(7)):
        enter(here, "cai", **far)
        assert len(coverage(here.community).tiles) == 5
        assert [asked(sign(who), path) for who, each in paths.items() for path in each] == few


def test_what_waits_for_the_committee(here):
    row = enter(here)
    objections.object_to(here.bob, mandate=row.pk, words="没有通知")
    with clock.frozen(after(6)):
        counts = [need.count for need in official(here.clerk2)]
        station = [need.count for need in official(replace(here.clerk2, body="street"))]
    assert (counts, station) == ([0, 1, 1], [0])


def test_terms_end_by_the_daily_look_and_everybody_hears(here):
    row = recognised(here)
    work()
    with clock.frozen(MAY.replace(year=2028, day=20)):
        assert [jobs.look(), jobs.look()] == [(0, 1), (0, 0)]
    with clock.frozen(MAY.replace(year=2028, month=6, day=2)):
        assert [jobs.look(), jobs.look()] == [(1, 0), (0, 0)]
    work()
    notices = Notice.objects.across_communities("test").in_bulk()
    names = {person.pk: name for name, person in here.people.items()}
    told = [
        (names[each.person_id], notices[each.notice_id].kind)
        for each in Addressed.objects.order_by("notice", "person")
    ]
    homes = ("bob", "cai", "fay")
    assert told == [
        *((name, "representative_entered") for name in homes),
        ("ann", "representative_you"),
        *((name, "representative_recognised") for name in homes),
        ("ann", "representative_recognised"),
        ("ann", "representative_near_end"),
        *((name, "representative_ended") for name in homes),
        ("ann", "representative_over"),
    ]
    assert {each.link for each in notices.values()} == {f"/representatives/{row.pk}/"}
