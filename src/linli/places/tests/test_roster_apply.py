"""A roster becomes the state of an estate: once, whole, and never unnoticed."""

import pytest
from tests.racing import race
from tests.refusing import refusing

from linli.identity.models import Person
from linli.journal.models import Event
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.places import queries
from linli.places.actions import corrections, rosters
from linli.places.actions.search import search_homes
from linli.places.difference import LEFT_OUT
from linli.places.drafts import draft_of
from linli.places.figures import estate_figures
from linli.places.models import (
    Estate,
    Place,
    RosterImport,
    RosterOwner,
    SealedText,
    Title,
    Unit,
    UnitCorrection,
)
from linli.places.tests.rosters import JT, workbook
from linli.places.tests.test_roster_figures import EXPECTED
from linli.places.tests.test_roster_rows import GOOD, HEAD, OTHER, row

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def community():
    district = Place.objects.add_root(
        {"kind": "district", "code": "44", "name_zh": "区", "name_en": "D"}
    )
    return Place.objects.add_child(
        district, {"kind": "community", "code": "44001", "name_zh": "社区", "name_en": "C"}
    )


@pytest.fixture
def estate(community):
    return rosters.enter_estate(SYSTEM, community=community.pk, name_zh="JT小区")


def clerk(community) -> Actor:
    person = Person.objects.create(community=community.pk)
    return Actor(
        person.pk, Capacity.STAFF, community.pk, frozenset({community.pk}), second_factor=True
    )


def put(estate, *rows, actor=SYSTEM):
    return rosters.import_file(actor, estate=estate.pk, data=workbook([HEAD, *rows]))


def units(estate) -> dict[str, Unit]:
    rows = Unit.objects.within(estate.community_id).filter(estate=estate)
    return {unit.room: unit for unit in rows}


refused = refusing()


def test_the_estate_has_exactly_the_expected_figures_and_again_changes_nothing(estate):
    data = JT.read_bytes()
    rosters.import_file(SYSTEM, estate=estate.pk, data=data)
    found = estate_figures(estate)
    assert found.pop("disputed_units") == len(EXPECTED["disputed"])
    assert found == {key: EXPECTED[key] for key in found}
    owners = RosterOwner.objects.within(estate.community_id).count()
    refused("places.roster_same", rosters.import_file, SYSTEM, estate=estate.pk, data=data)
    assert RosterOwner.objects.within(estate.community_id).count() == owners
    assert Title.objects.filter(until__isnull=False).count() == 0
    assert Event.objects.filter(type="places.roster_applied").count() == 1
    event = Event.objects.get(type="places.roster_applied")
    assert (event.payload["added"], event.payload["disputed"]) == (530, 3)


def test_owners_are_sealed_and_the_file_is_erased(estate, community):
    actor = clerk(community)
    draft = rosters.upload_roster(actor, estate=estate.pk, data=workbook([HEAD, row()]))
    stored = draft.content
    assert "张三".encode() not in bytes(stored.text)
    rosters.apply_roster(actor, roster=draft.pk, version=0)
    owner = RosterOwner.objects.within(community.pk).get()
    assert "张三".encode() not in bytes(owner.name)
    assert (owner.read("name"), owner.read("id_number")) == ("张三", GOOD)
    assert owner.read("phone") == "13800138000"
    assert not SealedText.objects.filter(pk=stored.pk).exists()
    assert RosterImport.objects.within(community.pk).get().content is None


def test_a_later_roster_ends_titles_and_leaves_nobody_out(estate):
    put(estate, row(), row(房号="102"), row(房号="103"), row(楼栋="2栋", 房号="201"))
    later = [
        row(),
        row(房号="102", 业主="李四", 身份证号=OTHER),
        row(房号="104", 建筑面积="90.00"),
    ]
    change = draft_of(estate, workbook([HEAD, *later])).difference
    assert [c.new.row.room for c in change.changed] == ["102"]
    assert change.changed[0].what == ("owner", "roster")
    assert [new.row.room for new in change.added] == ["104"]
    assert [known.label for known in change.left_out] == ["1栋 103"]  # not 2栋: not spoken of
    put(estate, *later)
    now = units(estate)
    assert now["103"].disputes == [LEFT_OUT]
    assert now["201"].disputes == []
    titles = Title.objects.filter(unit=now["102"]).order_by("pk")
    assert [title.until is None for title in titles] == [False, True]
    refused("places.roster_same", put, estate, *later)


def test_a_different_telephone_is_renewed_without_a_new_owner(estate):
    put(estate, row())
    put(estate, row(联系电话="13900139000"))
    owner = RosterOwner.objects.within(estate.community_id).get()
    assert owner.read("phone") == "13900139000"
    assert Title.objects.count() == 1


def test_two_who_look_at_the_same_state_do_not_apply_both(estate, community):
    first = rosters.upload_roster(clerk(community), estate=estate.pk, data=workbook([HEAD, row()]))
    refused(
        "places.roster_open",
        rosters.upload_roster,
        clerk(community),
        estate=estate.pk,
        data=workbook([HEAD, row()]),
    )
    rosters.apply_roster(clerk(community), roster=first.pk, version=0)
    second = rosters.upload_roster(
        clerk(community), estate=estate.pk, data=workbook([HEAD, row(房号="9")])
    )
    refused(
        "places.roster_moved_on",
        rosters.apply_roster,
        clerk(community),
        roster=second.pk,
        version=0,
    )
    rosters.apply_roster(clerk(community), roster=second.pk, version=1)
    refused(
        "places.roster_over", rosters.apply_roster, clerk(community), roster=second.pk, version=2
    )


def test_one_roster_applied_four_times_at_once_is_applied_once(estate):
    data = workbook([HEAD, row(), row(房号="102")])
    at_once = [lambda: rosters.import_file(SYSTEM, estate=estate.pk, data=data)] * 4
    assert race(*at_once) == ["done", *["places.roster_same"] * 3]
    assert len(units(estate)) == 2
    assert Title.objects.count() == 2


def test_two_clerks_bring_and_apply_two_rosters_at_once(estate, community):
    """One roster is open at a time, and it is applied once; the other clerk is told so."""
    clerks = clerk(community), clerk(community)
    files = [workbook([HEAD, *[row(房号=n) for n in part]]) for part in ("12", "34")]

    def both(act) -> list[str]:
        return race(*[lambda n=n: act(n) for n in range(2)])

    assert both(lambda n: rosters.upload_roster(clerks[n], estate=estate.pk, data=files[n])) == [
        "done",
        "places.roster_open",
    ]
    draft = RosterImport.objects.within(community.pk).get()
    events = Event.objects.count()
    assert both(lambda n: rosters.apply_roster(clerks[n], roster=draft.pk, version=0)) == [
        "done",
        "places.roster_over",
    ]
    assert Event.objects.count() == events + 1
    first = sorted(units(estate))
    assert first in (["1", "2"], ["3", "4"])
    other = files[first == ["1", "2"]]
    again = rosters.upload_roster(clerks[0], estate=estate.pk, data=other)
    assert both(lambda n: rosters.apply_roster(clerks[n], roster=again.pk, version=1)) == [
        "done",
        "places.roster_over",
    ]
    # homes that the later file leaves out stay: nobody vanishes
    assert sorted(units(estate)) == ["1", "2", "3", "4"]
    assert Title.objects.filter(until=None).count() == 4


def test_answers_are_remembered_for_the_estate(estate, community):
    head = [h if h != "业主" else "甲方" for h in HEAD]
    actor = clerk(community)
    draft = rosters.upload_roster(actor, estate=estate.pk, data=workbook([head, row()]))
    refused("places.roster_questions", rosters.apply_roster, actor, roster=draft.pk, version=0)
    rosters.answer_questions(actor, roster=draft.pk, answers={"Sheet1|owner": "甲方"})
    rosters.apply_roster(actor, roster=draft.pk, version=0)
    again = draft_of(
        Estate.objects.within(community.pk).get(), workbook([head[::-1], row(房号="2")[::-1]])
    )
    assert again.detection.questions == ()


def test_floor_and_room_are_asked_about_once_for_the_estate(estate, community):
    head, actor = ["楼层", *HEAD], clerk(community)
    lines = [["1", *row(房号="01")], ["2", *row(房号="01")]]
    draft = rosters.upload_roster(actor, estate=estate.pk, data=workbook([head, *lines]))
    refused("places.roster_questions", rosters.apply_roster, actor, roster=draft.pk, version=0)
    assert units(estate) == {}
    rosters.answer_questions(actor, roster=draft.pk, answers={"Sheet1|floor": "楼层"})
    rosters.apply_roster(actor, roster=draft.pk, version=0)
    assert sorted(units(estate)) == ["101", "201"]
    again = draft_of(
        Estate.objects.within(community.pk).get(),
        workbook([head[::-1], *(line[::-1] for line in lines), ["3", *row(房号="02")][::-1]]),
    )
    assert [unit.row.room for unit in again.difference.added] == ["302"]


def test_nobody_else_brings_a_roster(estate, community):
    stranger = Person.objects.create(community=community.pk)
    resident = Actor(stranger.pk, Capacity.RESIDENT, community.pk, frozenset({community.pk}))
    data = workbook([HEAD, row()])
    refused("kernel.not_for_you", rosters.upload_roster, resident, estate=estate.pk, data=data)
    elsewhere = Actor(stranger.pk, Capacity.STAFF, 0, frozenset({0}), second_factor=True)
    refused("kernel.not_found", rosters.upload_roster, elsewhere, estate=estate.pk, data=data)
    assert RosterImport.objects.within(community.pk).count() == 0


def test_a_correction_needs_a_reason_and_a_second_person(estate, community):
    put(estate, row(建筑面积=None), row(房号="102"))
    one, two = clerk(community), clerk(community)
    unit = units(estate)["101"]
    proposal = corrections.propose_correction(
        one, unit=unit.pk, kind="area", value="８８.5㎡", reason="产权证"
    )
    assert proposal.reason.read("text") == "产权证"
    refused(
        "places.correction_waits",
        corrections.propose_correction,
        two,
        unit=unit.pk,
        kind="settle",
        reason="x",
    )
    refused(
        "places.second_person",
        corrections.decide_correction,
        one,
        correction=proposal.pk,
        confirmed=True,
    )
    for typed, code in (("88.6", "places.value_differs"), ("?", "places.area_wrong")):
        refused(
            code,
            corrections.decide_correction,
            two,
            correction=proposal.pk,
            confirmed=True,
            value=typed,
        )
    corrections.decide_correction(two, correction=proposal.pk, confirmed=True, value="88.50")
    unit.refresh_from_db()
    assert (unit.area_centi, unit.disputes, unit.corrected) == (8850, [], True)
    refused(
        "places.correction_over",
        corrections.decide_correction,
        two,
        correction=proposal.pk,
        confirmed=True,
    )
    # the same roster does not undo what two people decided
    refused("places.roster_same", put, estate, row(建筑面积=None), row(房号="102"))


def test_owners_corrected_by_hand(estate, community):
    put(estate, row(身份证号="110105194912310012"))
    one, two = clerk(community), clerk(community)
    unit = units(estate)["101"]
    refused(
        "places.owner_wrong",
        corrections.propose_correction,
        one,
        unit=unit.pk,
        kind="owner",
        names="张三",
        numbers="110105194912310012",
        reason="x",
    )
    proposal = corrections.propose_correction(
        one,
        unit=unit.pk,
        kind="owner",
        names="张三、李四",
        numbers=f"{GOOD};{OTHER}",
        reason="产权证",
    )
    assert proposal.value == ""
    sealed = proposal.owner_id
    assert queries.proposed_owners(proposal) == ["张**", "李**"]
    typed = {"names": "李四，张三", "numbers": f"{OTHER} {GOOD}"}
    refused(
        "places.value_differs",
        corrections.decide_correction,
        two,
        correction=proposal.pk,
        confirmed=True,
        **(typed | {"phone": "13800138000"}),
    )
    corrections.decide_correction(two, correction=proposal.pk, confirmed=True, **typed)
    assert not SealedText.objects.filter(pk=sealed).exists()
    unit.refresh_from_db()
    assert unit.disputes == []
    title = Title.objects.get(unit=unit, until=None)
    names = {m.owner.read("name") for m in title.elector.members.select_related("owner")}
    assert names == {"张三", "李四"}
    assert estate_figures(estate)["persons"] == 1


def test_what_nobody_knows_is_not_settled_by_saying_so(estate, community):
    put(estate, row(建筑面积=None))
    one, two = clerk(community), clerk(community)
    unit = units(estate)["101"]
    proposal = corrections.propose_correction(one, unit=unit.pk, kind="settle", reason="x")
    refused(
        "places.area_unknown",
        corrections.decide_correction,
        two,
        correction=proposal.pk,
        confirmed=True,
    )
    corrections.decide_correction(two, correction=proposal.pk, confirmed=False)
    assert UnitCorrection.objects.within(community.pk).get().state == "refused"
    unit.refresh_from_db()
    assert unit.disputes == ["area_missing"]


def test_search_by_room_name_and_last_four_digits(estate, community):
    put(estate, row(), row(房号="102", 业主="李四", 身份证号=OTHER, 联系电话="13900139999"))
    actor = clerk(community)

    def rooms(text):
        return [unit.room for unit in queries.search_units(actor, text)]

    assert rooms("101") == ["101"]
    assert rooms("李四") == ["102"]
    assert rooms("9999") == ["102"]
    assert rooms(GOOD) == ["101"]
    assert rooms("王五") == []
    nobody = Actor(actor.person, Capacity.STAFF, 0, frozenset({0}), second_factor=True)
    assert list(queries.search_units(nobody, "101")) == []


def test_a_search_is_recorded_and_limited(estate, community, monkeypatch):
    put(estate, row())
    actor = clerk(community)
    assert [unit.room for unit in search_homes(actor, text="张三")] == ["101"]
    event = Event.objects.get(type="places.homes_searched")
    assert (event.actor, event.payload) == (actor.person, {"by": "name", "found": 1})
    monkeypatch.setattr("linli.places.actions.search.SEARCHES_PER_DAY", 1)
    refused("places.too_many_searches", search_homes, actor, text="101")
    search_homes(clerk(community), text="101")
    stranger = Actor(actor.person, Capacity.RESIDENT, community.pk, frozenset({community.pk}))
    refused("kernel.not_for_you", search_homes, stranger, text="101")


CHANGED = [
    {"建筑面积": "101.00"},
    {"业主": "李四", "身份证号": OTHER},
]


@pytest.mark.parametrize("changes", CHANGED, ids=["area", "owner"])
def test_what_units_have_is_changed_by_another_person(estate, community, changes):
    one, two = clerk(community), clerk(community)
    first = rosters.upload_roster(one, estate=estate.pk, data=workbook([HEAD, row()]))
    rosters.apply_roster(one, roster=first.pk, version=0)  # the first may be applied by one
    later = [HEAD, row(**changes), row(房号="102")]
    draft = rosters.upload_roster(one, estate=estate.pk, data=workbook(later))
    refused("places.other_person_applies", rosters.apply_roster, one, roster=draft.pk, version=1)
    assert queries.handed_rosters(two) == []
    rosters.hand_over_roster(one, roster=draft.pk)
    refused("places.roster_handed", rosters.hand_over_roster, one, roster=draft.pk)
    assert [each.pk for each in queries.handed_rosters(two)] == [draft.pk]
    assert queries.handed_rosters(one) == []
    assert list(units(estate)) == ["101"]
    rosters.apply_roster(two, roster=draft.pk, version=1)
    assert sorted(units(estate)) == ["101", "102"]


def test_new_rows_and_telephones_need_nobody_else_but_corrected_units_do(estate, community):
    one, two = clerk(community), clerk(community)
    put(estate, row(建筑面积=None))
    more = [HEAD, row(建筑面积=None, 联系电话="13900139000"), row(房号="102")]
    draft = rosters.upload_roster(one, estate=estate.pk, data=workbook(more))
    refused("places.roster_handed", rosters.hand_over_roster, one, roster=draft.pk)
    rosters.apply_roster(one, roster=draft.pk, version=1)
    proposal = corrections.propose_correction(
        one, unit=units(estate)["101"].pk, kind="holding", value="unsold", reason="x"
    )
    corrections.decide_correction(two, correction=proposal.pk, confirmed=True, value="unsold")
    undo = [HEAD, row(建筑面积=None), row(房号="102")]
    again = rosters.upload_roster(two, estate=estate.pk, data=workbook(undo))
    refused("places.other_person_applies", rosters.apply_roster, two, roster=again.pk, version=3)
    assert units(estate)["101"].holding == "unsold"
    refused("kernel.not_for_you", rosters.import_file, two, estate=estate.pk, data=b"x")


def test_what_a_roster_says_of_an_owner(estate):
    put(estate, row(), row(房号="102"))
    owner = RosterOwner.objects.within(estate.community_id).get()
    put(estate, row(业主="李四", 身份证号=OTHER), row(房号="102"))
    rows = queries.roster_rows_of([owner.pk])
    assert [(each["unit"], each["until"] == "") for each in rows] == [
        ("1栋 1单元 101", False),
        ("1栋 1单元 102", True),
    ]
    assert rows[0]["name"] == "张三"
    assert rows[0]["id_number"] == GOOD
    assert rows[0]["phone"] == "13800138000"
