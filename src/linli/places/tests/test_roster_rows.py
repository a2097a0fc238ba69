"""What single rows say, and what is asked instead of guessed."""

import pytest

from linli.places.roster.types import NONE, Holding
from linli.places.tests.rosters import workbook
from linli.places.tests.test_roster_figures import figures, read

HEAD = ["楼栋", "单元", "房号", "建筑面积", "业主", "身份证号", "联系电话", "备注"]
GOOD = "11010519491231002X"
OTHER = "440600197310048138"


def row(**changes):
    values = {
        "楼栋": "1栋", "单元": "1单元", "房号": "101", "建筑面积": "100.00", "业主": "张三",
        "身份证号": GOOD, "联系电话": "13800138000", "备注": None,
    }  # fmt: skip
    values.update(changes)
    return [values[name] for name in HEAD]


def units(*rows, head=HEAD, merges=None, answers=None):
    found, roster = read(workbook([head, *rows], merges=merges), answers)
    assert found.questions == (), found.questions
    return roster.units


def codes(*rows, **options):
    return [(f.row, f.code, str(f.severity)) for u in units(*rows, **options) for f in u.findings]


@pytest.mark.parametrize(
    ("changes", "code", "severity"),
    [
        ({"身份证号": GOOD[:17]}, "id_length", "disputed"),
        ({"身份证号": "11010519491231" + "0012"}, "id_checksum", "disputed"),
        ({"身份证号": "110105200102290010"}, "id_birth", "disputed"),
        ({"身份证号": 4.40600197510048e17}, "id_checksum", "disputed"),
        ({"业主": "示例有限公司", "身份证号": "91440600MA00000015"}, "uscc_checksum", "disputed"),
        ({"联系电话": None}, "phone_missing", "warning"),
        ({"联系电话": "138001"}, "phone_invalid", "warning"),
        ({"联系电话": "=A1"}, "formula", "warning"),
        ({"建筑面积": None}, "area_missing", "disputed"),
        ({"建筑面积": "-89.36"}, "area_invalid", "disputed"),
        ({"建筑面积": "0"}, "area_invalid", "disputed"),
        ({"建筑面积": "约90"}, "area_invalid", "disputed"),
        ({"建筑面积": "=89.44*1"}, "formula", "disputed"),
        ({"业主": None}, "owner_missing", "disputed"),
        ({"业主": "张三等3人"}, "owner_missing", "disputed"),
        ({"楼栋": None}, "building_missing", "disputed"),
        ({"房号": None}, "building_missing", "disputed"),
    ],
)
def test_a_finding_of_each_sort(changes, code, severity):
    sound = [row(楼栋="2栋", 房号=str(n), 身份证号=OTHER) for n in range(201, 206)]
    assert codes(row(**changes), *sound) == [(2, code, severity)]


@pytest.mark.parametrize(
    ("text", "centi"),
    [("89.44", 8944), ("８９．８２", 8982), ("118.61㎡", 11861), ("1,234.5 平方米", 123450),
     (143.17, 14317), (100, 10000), ("2792.68m²", 279268), ("89.445", 8945), ("89.4449", 8944)],
)  # fmt: skip
def test_areas_are_exact(text, centi):
    (unit,) = units(row(建筑面积=text))
    assert unit.area_centi == centi
    assert unit.findings == []


@pytest.mark.parametrize(
    ("name", "number"),
    [("张三、李四", f"{GOOD};{OTHER}"), ("张三,李四", f"{GOOD},{OTHER}"),
     ("张三/李四", f"{GOOD}／{OTHER}"), ("张三\n李四", f"{GOOD}\n{OTHER}"),
     ("张三；李四（共同共有）", f"{GOOD} {OTHER}"), ("张三 李四", f"{GOOD} {OTHER}")],
)  # fmt: skip
def test_several_owners_in_a_cell(name, number):
    (unit,) = units(row(业主=name, 身份证号=number))
    assert [(o.name, o.id_number) for o in unit.owners] == [("张三", GOOD), ("李四", OTHER)]
    assert unit.findings == []


def test_the_same_unit_twice_is_rejected_and_with_other_owners_also_disputed():
    assert codes(row(), row(单元="一单元")) == [(3, "unit_duplicate", "rejected")]
    differs = codes(row(), row(楼栋="01幢", 业主="李四", 身份证号=OTHER))
    assert differs == [(2, "unit_duplicate", "disputed"), (3, "unit_duplicate", "rejected")]


def test_blank_buildings_continue_and_a_new_building_has_no_stairwell():
    rows = [row(), row(楼栋=None, 单元=None, 房号="102"), row(楼栋="商铺", 单元=None, 房号="S1")]
    found = [(u.building_key, u.stair_key, u.room_key) for u in units(*rows)]
    assert found == [("1", "1", "101"), ("1", "1", "102"), ("商铺", "", "S1")]


def test_totals_repeated_headings_and_notes_are_no_units():
    total = ["合计", None, None, "200.00", None, None, None, None]
    note = ["制表人:某某", *[None] * 7]
    found = units(row(), HEAD, row(房号="102"), total, note)
    assert [u.room for u in found] == ["101", "102"]


def test_a_room_that_spans_rows_has_several_owners():
    second = [None, None, None, None, "李四", OTHER, None, None]
    (unit,) = units(row(), second, merges=[(2, 3, 3, 3)])
    assert [o.name for o in unit.owners] == ["张三", "李四"]


def test_an_owner_that_spans_rows_owns_both():
    second = row(房号="102", 业主=None, 身份证号=None, 联系电话=None)
    merges = [(2, c, 3, c) for c in (5, 6, 7)]
    one, two = units(row(), second, merges=merges)
    assert one.owners == two.owners


def test_a_whole_address_in_one_cell():
    head = ["房屋坐落", "建筑面积", "业主", "身份证号"]
    found = units(["幸福路8号3栋2单元501室", "90", "张三", GOOD], head=head)
    assert [(u.building_key, u.stair_key, u.room_key) for u in found] == [("3", "2", "501")]
    head[0] = "房号"
    found = units(["3-2-501", "90", "张三", GOOD], head=head)
    assert [(u.building_key, u.stair_key, u.room_key) for u in found] == [("3", "2", "501")]


def test_the_developer_holds_what_is_not_handed_over():
    head = [*HEAD, "交付状态"]
    rows = [
        [*row(), "已交付"],
        [*row(房号="102", 业主=None, 身份证号=None, 联系电话=None), "未售"],
        [*row(房号="103", 身份证号="1"), "已售未交付"],
    ]
    found = units(*rows, head=head)
    assert [u.holding for u in found] == [Holding.DELIVERED, Holding.UNSOLD, Holding.UNDELIVERED]
    assert [[f.code for f in u.findings if u.disputed] for u in found] == [[], [], []]
    assert figures(workbook([head, *rows]))["persons"] == 2


def questions(rows, answers=None):
    found, _ = read(workbook(rows), answers)
    return [(q.field, q.code, q.candidates) for q in found.questions]


def test_two_columns_that_claim_one_field_are_asked_about():
    rows = [[*HEAD, "产权面积"], [*row(), "99.00"]]
    assert questions(rows) == [("area", "ambiguous", ("产权面积", "建筑面积"))]
    assert questions(rows, {"Sheet1|area": "产权面积"}) == []
    rows[1][-1] = "100.00"  # they say the same: nothing to ask
    assert questions(rows) == []


def test_an_unknown_heading_is_offered_never_taken():
    head = [h if h != "业主" else "甲方" for h in HEAD]
    assert questions([head, row()]) == [("owner", "missing", ("甲方",))]


def test_a_heading_that_its_values_contradict_is_asked_about():
    swapped = [row(业主="13800138000", 联系电话="张三"), row(业主="13800138001", 联系电话="李四")]
    asked = questions([HEAD, *swapped])
    assert [(field, code) for field, code, _ in asked] == [
        ("owner", "contradicts"),
        ("phone", "contradicts"),
    ]


def test_the_tenant_is_not_the_owner():
    head = [h if h != "业主" else "租户姓名" for h in HEAD]
    assert [q[:2] for q in questions([head, row()])] == [("owner", "missing")]


def test_a_telephone_of_whom_is_asked():
    head = [h if h != "联系电话" else "联系人电话" for h in HEAD]
    assert questions([head, row()]) == [("phone", "missing", ("联系人电话",))]
    assert questions([head, row()], {"Sheet1|phone": NONE}) == []


def test_no_building_is_asked_for_and_the_answer_is_used():
    rows = [HEAD[1:], row()[1:]]
    assert questions(rows) == [("building_name", "building_name", ("Sheet1",))]
    _, roster = read(workbook(rows), {"Sheet1|building_name": "7栋"})
    assert [u.building_key for u in roster.units] == ["7"]


def test_an_unknown_word_of_delivery_is_asked_about():
    rows = [[*HEAD, "状态"], [*row(), "已售"]]
    assert questions(rows) == [("status", "value", ("delivered", "undelivered", "unsold"))]
    _, roster = read(workbook(rows), {"Sheet1|status|已售": "undelivered"})
    assert roster.units[0].holding == Holding.UNDELIVERED


def test_a_sheet_of_something_else_is_skipped_with_its_reason():
    found, _ = read(workbook([HEAD, row()], parking=[["会议", "时间"], ["业主大会", "明天"]]))
    assert [(s.sheet, s.reason) for s in found.skipped] == [("停车", "no_header")]
    found, _ = read(workbook([HEAD, row()]), {"Sheet1|sheet": NONE})
    assert [s.reason for s in found.skipped] == ["told"]


def test_a_name_alone_does_not_make_two_units_one_elector():
    same = [row(房号=str(n), 身份证号=None, 联系电话=None) for n in (101, 102)]
    assert figures(workbook([HEAD, *same]))["owner_sets"] == 2
    same = [row(房号=str(n), 身份证号=None) for n in (101, 102)]
    assert figures(workbook([HEAD, *same]))["owner_sets"] == 1
