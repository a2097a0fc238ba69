"""The clerk's way with a roster: choose, answer, look, apply; units, corrections, the table."""

import io
from dataclasses import replace

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.kernel.actor import SYSTEM
from linli.places.actions import corrections, rosters
from linli.places.models import RosterImport, Unit, UnitCorrection
from linli.places.tests.rosters import JT, workbook
from linli.places.tests.test_roster_rows import GOOD, HEAD, OTHER, row
from tests.architecture.world import World, enter, undone
from tests.queries import queries


@pytest.fixture
def town(world: World, django_db_blocker):
    with django_db_blocker.unblock(), undone():
        yield world


@pytest.fixture
def estate(town: World):
    return rosters.enter_estate(SYSTEM, community=town.community.pk, name_zh="测试小区")


class Clerk:
    """A browser of the clerk; afterwards the test is in the district again."""

    def __init__(self, client) -> None:
        self.client = client

    def get(self, *words, **more):
        return self._back(self.client.get(*words, **more))

    def post(self, *words, **more):
        return self._back(self.client.post(*words, **more))

    @staticmethod
    def _back(answer):
        enter("demo")
        return answer


@pytest.fixture
def clerk(town: World):
    return Clerk(town.client("staff"))


def upload(clerk, estate, data: bytes):
    file = SimpleUploadedFile("r.xlsx", data)
    return clerk.post(f"/work/estates/{estate.pk}/roster/", {"file": file})


def units(estate) -> list[str]:
    rows = Unit.objects.within(estate.community_id).filter(estate=estate).order_by("position")
    return [unit.room for unit in rows]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_from_the_file_to_the_units(clerk, estate, language):
    clerk.client.cookies["language"] = language
    page = clerk.get(upload(clerk, estate, JT.read_bytes())["Location"])
    text = page.content.decode()
    assert page.status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert "45,739.88" in text
    assert units(estate) == []
    roster = RosterImport.objects.within(estate.community_id).get(estate=estate)
    answer = clerk.post(f"/work/rosters/{roster.pk}/apply/", {"version": 0})
    assert answer["Location"] == f"/work/estates/{estate.pk}/"
    assert len(units(estate)) == 530
    assert clerk.get(answer["Location"]).status_code == 200
    assert clerk.get(f"/work/rosters/{roster.pk}/").status_code == 200


def test_a_wrong_file_is_refused_with_its_reason(clerk, estate):
    answer = upload(clerk, estate, b"%PDF-1.7 ...")
    assert answer.status_code == 422
    assert "PDF" in answer.content.decode()
    assert RosterImport.objects.within(estate.community_id).filter(estate=estate).count() == 0


def test_a_question_is_asked_answered_and_can_be_asked_again(clerk, estate):
    head = [h if h != "业主" else "甲方" for h in HEAD]
    address = upload(clerk, estate, workbook([head, row()]))["Location"]
    assert "甲方" in clerk.get(address).content.decode()
    refused = clerk.post(f"{address}apply/", {"version": 0})
    assert (refused["Location"], units(estate)) == (address, [])
    assert clerk.post(f"{address}answer/", {}).status_code == 422
    assert clerk.post(f"{address}answer/", {"q0": "甲方"})["Location"] == address
    assert clerk.post(f"{address}forget/")["Location"] == address
    assert clerk.post(f"{address}answer/", {"q0": "甲方"})["Location"] == address
    clerk.post(f"{address}apply/", {"version": 0})
    assert units(estate) == ["101"]


def test_withdrawn_is_erased(clerk, estate):
    address = upload(clerk, estate, workbook([HEAD, row()]))["Location"]
    clerk.post(f"{address}withdraw/")
    roster = RosterImport.objects.within(estate.community_id).get(estate=estate)
    assert (roster.state, roster.content, units(estate)) == ("withdrawn", None, [])


def put(estate, *rows):
    rosters.import_file(SYSTEM, estate=estate.pk, data=workbook([HEAD, *rows]))


def test_a_correction_is_proposed_on_the_page_and_waits_for_a_colleague(clerk, estate):
    put(estate, row(建筑面积=None))
    unit = Unit.objects.within(estate.community_id).get(estate=estate)
    page = clerk.get(f"/work/units/{unit.pk}/")
    assert "张**" in page.content.decode()
    assert "张三" not in page.content.decode()
    wrong = clerk.post(f"/work/units/{unit.pk}/correct/area/", {"value": "viel", "reason": "x"})
    assert wrong.status_code == 422
    done = clerk.post(f"/work/units/{unit.pk}/correct/area/", {"value": "90.5", "reason": "房产证"})
    assert done["Location"] == f"/work/units/{unit.pk}/"
    queue = clerk.get("/work/units/corrections/").content.decode()
    # names, values and reasons stand on no list; the second person types the value anew
    assert "90.50" not in queue
    assert "房产证" not in queue
    proposal = UnitCorrection.objects.within(estate.community_id).get(unit=unit)
    assert f"/work/units/corrections/{proposal.pk}/" in queue
    alone = clerk.get(f"/work/units/corrections/{proposal.pk}/").content.decode()
    assert "房产证" in alone
    assert 'name="confirmed"' not in alone  # one's own is not decided by oneself


def test_a_colleague_types_the_owners_of_a_correction_who_stand_masked(clerk, estate, town):
    put(estate, row(身份证号="110105194912310012"))
    unit = Unit.objects.within(estate.community_id).get(estate=estate)
    colleague = replace(town.actor("staff"), person=town.resident.pk)
    proposal = corrections.propose_correction(
        colleague, unit=unit.pk, kind="owner", names="张三", numbers=OTHER, reason="房产证"
    )
    address = f"/work/units/corrections/{proposal.pk}/"
    page = clerk.get(address).content.decode()
    assert "张**" in page
    assert "张三" not in page
    assert OTHER not in page
    typed = {"confirmed": "1", "names": "张三", "numbers": GOOD}
    assert clerk.post(address, typed).status_code == 422
    assert clerk.post(address, typed | {"numbers": OTHER})["Location"] == "/work/units/corrections/"
    unit.refresh_from_db()
    assert unit.disputes == []


def test_an_uploader_hands_over_what_changes_units(clerk, estate):
    put(estate, row())
    address = upload(clerk, estate, workbook([HEAD, row(建筑面积="101")]))["Location"]
    page = clerk.get(address).content.decode()
    assert f"{address}apply/" not in page
    assert clerk.post(f"{address}apply/", {"version": 1}).status_code == 403
    assert clerk.post(f"{address}hand-over/")["Location"] == address
    assert f"{address}hand-over/" not in clerk.get(address).content.decode()
    assert Unit.objects.within(estate.community_id).get(estate=estate).area_centi == 10000


def test_a_roster_by_the_api(clerk, estate):
    head = [h if h != "业主" else "甲方" for h in HEAD]
    client = clerk.client
    file = SimpleUploadedFile("r.xlsx", workbook([head, row(), row(房号="102", 建筑面积=None)]))
    made = clerk.post(f"/api/estates/{estate.pk}/rosters", {"file": file})
    assert made.status_code == 201
    here = f"/api/rosters/{made.json()['id']}"
    (asked,) = clerk.get(here).json()["questions"]
    assert (asked["key"], asked["candidates"]) == ("Sheet1|owner", ["甲方"])
    json = {"content_type": "application/json"}
    told = client.post(f"{here}/answers", {"answers": {asked["key"]: "甲方"}}, **json)
    assert told.status_code == 200
    shown = clerk.get(here).json()
    assert (shown["added"], shown["changes"], shown["another_applies"]) == (2, [], False)
    assert [(f["row"], f["code"]) for f in shown["findings"]] == [(3, "area_missing")]
    assert client.post(f"{here}/apply", {"version": 7}, **json).status_code == 409
    enter("demo")
    assert units(estate) == []
    assert client.post(f"{here}/apply", {"version": 0}, **json).json()["state"] == "applied"
    enter("demo")
    assert units(estate) == ["101", "102"]


def test_units_are_found_by_room_name_and_number(clerk, estate):
    put(estate, row(), row(房号="102", 业主="李四", 身份证号=OTHER, 联系电话="13900139999"))
    for text, room in (("101", "101"), ("李四", "102"), ("9999", "102")):
        found = clerk.post("/work/estates/", {"q": text}).content.decode()
        assert f"1单元 {room}" in found, text


def test_lists_need_the_same_queries_for_three_units_and_for_sixty(clerk, estate, town):
    counts, homes = [], []
    home = f"/public/communities/{town.community.code}/"
    for many in (3, 60):
        put(
            estate,
            *(
                row(房号=str(100 + n), 业主=f"张{chr(0x4E00 + n)}", 身份证号=None)
                for n in range(many)
            ),
        )
        address = f"/work/estates/{estate.pk}/units/"
        clerk.get(address)
        with queries() as made:
            page = clerk.get(address)
        counts.append(len(made))
        rosters.enter_estate(SYSTEM, community=town.community.pk, name_zh=f"又一{many}")
        clerk.get(home)
        with queries() as made:
            assert f"又一{many}" in clerk.get(home).content.decode()
        homes.append(len(made))
    assert counts[0] == counts[1]
    assert homes[0] == homes[1]
    assert "after=" in page.content.decode()


def test_the_table_holds_no_formula(clerk, estate):
    evil = row(房号="@SUM(1)", 业主="+cmd|' /C calc'!A0", 身份证号=None, 备注="-1")
    put(estate, evil, row(房号="102"))
    answer = clerk.get(f"/work/estates/{estate.pk}/units.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [line[2].value for line in sheet.iter_rows(min_row=2)] == ["102", "@SUM(1)"]
    assert sheet.cell(2, 6).value == 100
