"""The estate of the data folder as other offices lay it out: the same figures, or a question first."""

import copy
import re
from functools import cache

import pytest

from linli.places.roster import detect, electors, reading, sheets
from linli.places.roster.floors import floor_key, joined
from linli.places.roster.types import NONE, Sheet
from linli.places.tests import rosters
from linli.places.tests.test_roster_figures import EXPECTED, TODAY

SEQ, BUILDING, STAIR, ROOM, USE, AREA, STATUS, OWNER, ID, PHONE, REMARK = range(11)
USUAL = [SEQ, BUILDING, STAIR, ROOM, AREA, OWNER, ID, PHONE, STATUS, REMARK]
HEAD = ["序号", "楼栋", "单元", "房号", "面积", "业主", "证件号", "电话", "状态", "备注"]
FIRST = 4  # row of the first unit in the original


@cache
def _original():
    return rosters.original()


def rows(columns, *, continued=True):
    """Rows of units: a column is a number or a function of the row. The building may be repeated."""
    building, found = "", []
    for row in _original()[0][FIRST - 1 : -1]:
        building = row[BUILDING] or building
        whole = [*row]
        whole[BUILDING] = row[BUILDING] if continued else building
        found.append([whole[c] if isinstance(c, int) else c(whole) for c in columns])
    return found


def sheet(lines, merges=(), name="Sheet1"):
    return Sheet(name, [tuple(map(sheets.text_of, line)) for line in lines], merges)


def parking(name="车位", head=None, shape=None):
    lines = _original()[1]
    if shape:
        lines = [head, *(shape(line) for line in lines[1:])]
    return sheet(lines, name=name)


def expected(row_of):
    """The figures with rows as this layout counts them."""
    figures = copy.deepcopy(EXPECTED)
    for kind in ("disputed", "rejected", "warnings"):
        for each in figures[kind]:
            each["row"] = row_of(each["row"] - FIRST)
    return figures


def figures(table, answers):
    found = detect.detect(table, answers)
    assert [(q.key, q.code, q.candidates) for q in found.questions] == []
    return electors.figures(reading.read(table, found.layouts, answers, today=TODAY).units)


def company(row):
    return row[STAIR] is None


def pages():
    """Printed pages: totals of each building, page numbers, the heading again; who made it, below."""
    lines, at, before = [["业主名册"], HEAD], [], None
    for row in rows(USUAL, continued=False):
        if before and row[1] != before:
            lines += [
                [None, f"{before}小计", None, None, 9],
                [None, None, None, "第1页 共9页"],
                HEAD,
            ]
        before = row[1]
        lines.append(row)
        at.append(len(lines))
    lines += [["合计"], ["制表人:张三", None, None, "审核人:李四", None, "日期:2026年1月"]]
    return [sheet(lines), parking()], at.__getitem__


def floors_anew():
    def floor(row):
        return f"{row[ROOM][:-2]}层" if row[ROOM].isdigit() else "1层"

    def last(row):
        return int(row[ROOM][-2:]) if row[ROOM].isdigit() else row[ROOM]

    columns = [SEQ, BUILDING, STAIR, floor, last, AREA, OWNER, ID, PHONE, STATUS, REMARK]
    return [sheet([[*HEAD[:3], "楼层", *HEAD[3:]], *rows(columns)]), parking()], lambda n: n + 2


def one_row(head, columns, *, above=(), below=(), park=None, **options):
    lines = [*above, head, *below, *rows(columns, **options)]
    start = len(above) + len(below) + 2
    return [sheet(lines), park or parking()], lambda n: n + start


def two_rows(upper, lower, columns, merges=()):
    return [sheet([upper, lower, *rows(columns)], merges), parking()], lambda n: n + 3


def person(column, number):
    """One of the owners who stand in a cell, or their number."""

    def taken(row):
        each = [part.strip() for part in re.split("[/、,;]", str(row[column] or ""))]
        return each[number] or None if number < len(each) else None

    return taken


LAYOUTS = {
    "the tenant beside the owner, in two rows": lambda: two_rows(
        ["序号", "房屋坐落", None, None, "房屋", None, "产权人信息", None, None, "租户信息", None, "交付", "备注"],
        [None, "幢号", "单元", "室号", "套内面积", "建筑面积", "姓名", "证件号码", "联系电话", "姓名", "电话", "状态", None],
        [SEQ, BUILDING, STAIR, ROOM, lambda _: 70.5, AREA, OWNER, ID, PHONE, lambda _: "租客甲", lambda _: "13900139000", STATUS, REMARK],
        ((0, 0, 1, 0), (0, 1, 0, 3), (0, 4, 0, 5), (0, 6, 0, 8), (0, 9, 0, 10), (0, 12, 1, 12)),
    ),
    "built and inner area under one heading, nothing merged": lambda: two_rows(
        ["楼号", "单元号", "房号", "面积（㎡）", None, "业主姓名", "身份证号", "联系电话", "交付状态", "备注"],
        [None, None, None, "建筑", "套内", None, None, None, None, None],
        [BUILDING, STAIR, ROOM, AREA, lambda _: 60.5, OWNER, ID, PHONE, STATUS, REMARK],
    ),
    "stairwell and room in one cell": lambda: one_row(
        ["楼栋", "单元房号", *HEAD[4:]],
        [BUILDING, lambda r: (r[STAIR] or "") + r[ROOM], *USUAL[4:]],
    ),
    "stairwell and room in one cell with a dash": lambda: one_row(
        ["楼栋", "单元-房号", *HEAD[4:]],
        [BUILDING, lambda r: r[ROOM] if company(r) else f"1-{r[ROOM]}", *USUAL[4:]],
    ),
    "a whole address": lambda: one_row(
        ["房屋坐落", *HEAD[4:]],
        [lambda r: f"佛山市某路8号JT小区{r[BUILDING]}{r[STAIR] or ''}{r[ROOM]}", *USUAL[4:]],
        continued=False,
    ),
    "English, where Unit is the room": lambda: one_row(
        ["BLOCK", "ENTRANCE", "UNIT NO.", "AREA (SQM)", "OWNER NAME", "ID NUMBER", "PHONE", "STATUS", "COMMENTS"],
        USUAL[1:],
    ),
    "traditional characters": lambda: one_row(
        ["序號", "樓棟", "單元", "房號", "建築面積", "業主姓名", "身份證號碼", "聯絡電話", "交付狀態", "備註"],
        USUAL,
    ),
    "a template with columns numbered below and words of must": lambda: one_row(
        ["序号", "*楼栋（必填）", "*单元（必填）", "*房号（必填）", "*建筑面积（必填）", "*业主姓名【必填】",
         "*证件号码（必填）", "联系电话(选填)", "交付状态", "备注"],
        USUAL,
        above=[[f"说明{n}:请勿改动表头"] for n in range(11)],
        below=[[f"({n})" for n in range(1, 11)]],
    ),
    "numbers and telephones in two columns that take turns": lambda: one_row(
        [*HEAD[:6], "身份证号", "统一社会信用代码", "手机", "固定电话", *HEAD[8:]],
        [*USUAL[:6], lambda r: None if company(r) else r[ID], lambda r: r[ID] if company(r) else None,
         lambda r: None if company(r) else r[PHONE], lambda r: r[PHONE] if company(r) else None, *USUAL[8:]],
    ),
    "owners with columns of their own": lambda: one_row(
        [*HEAD[:5], "业主1姓名", "业主1身份证号", "业主1电话", "业主2姓名", "业主2身份证号", *HEAD[8:]],
        [*USUAL[:5], person(OWNER, 0), person(ID, 0), PHONE, person(OWNER, 1), person(ID, 1), *USUAL[8:]],
    ),
    "spaces that name the home of their owner": lambda: one_row(
        HEAD,
        USUAL,
        park=parking(
            "Sheet2",
            ["车位编号", "所属房号", "车位面积", "车位所有人", "身份证号码", "车牌"],
            lambda r: [r[0], "1-101", *r[1:4], "粤E12345"],
        ),
    ),
    "printed pages": pages,
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_figures_are_exact(name):
    table, row_of = LAYOUTS[name]()
    assert figures(table, {}) == expected(row_of)


def test_floor_and_room_belong_together_when_staff_say_so():
    table, row_of = floors_anew()
    (asked,) = detect.detect(table, {}).questions
    assert (asked.key, asked.code, asked.candidates) == ("Sheet1|floor", "floor", ("楼层",))
    assert figures(table, {"Sheet1|floor": "楼层"}) == expected(row_of)
    assert figures(table, {"*|floor": "楼层"}) == expected(row_of)  # as it is remembered
    alone = figures(table, {"Sheet1|floor": NONE})
    assert (alone["units"], len(alone["rejected"])) == (26, 385)


def test_a_sheet_for_each_building_is_asked_about_and_read_by_the_answers():
    by = {}
    for row in rows([BUILDING, *USUAL], continued=False):
        by.setdefault(row[0], [[f"{row[0]}清册"], [HEAD[0], *HEAD[2:]]])
        by[row[0]].append([row[1], *row[3:]])
    table = [*(sheet(lines, name=name) for name, lines in by.items()), parking()]
    asked = detect.detect(table, {}).questions
    assert [(q.key, q.candidates) for q in asked] == [
        (f"{name}|building_name", (name,)) for name in by
    ]
    found = figures(table, {f"{name}|building_name": name for name in by})
    for key in ("units", "parking", "area_centi", "persons", "owner_sets", "developer_area_centi"):
        assert found[key] == EXPECTED[key], key
    assert [f["code"] for f in found["disputed"]] == [f["code"] for f in EXPECTED["disputed"]]


def test_a_list_of_spaces_and_rooms_without_buildings_may_be_either():
    lines = [["车位号", "业主", "房号", "面积"], ["B1-1", "张三", "101", "12.5"]]
    (asked,) = detect.detect([sheet(lines)], {}).questions
    assert (asked.key, asked.candidates) == ("Sheet1|kind", ("homes", "parking"))
    (layout,) = detect.detect([sheet(lines)], {"Sheet1|kind": "parking"}).layouts
    assert (layout.parking, layout.columns["parking_no"]) == (True, 0)


@pytest.mark.parametrize(
    ("floor", "room", "together"),
    [("1", "01", "101"), ("12层", "3", "1203"), ("三楼", "02室", "302"), ("3F", "A", "3A"),
     ("1", "2A", "1-2A"), ("3", "301", "301"), ("11", "101", "11-101"), ("负一层", "7", "B1-7"),
     ("-1", "B1-7", "B1-B1-7"), ("夹层", "01", "夹-01")],
)  # fmt: skip
def test_how_floor_and_room_read_together(floor, room, together):
    assert joined(floor, room) == together


def test_one_floor_written_in_many_ways():
    assert {floor_key(each) for each in ("1", "01", "1层", "第一层", "1F", "Floor 1", "一楼")} == {
        "1"
    }
    assert {floor_key(each) for each in ("-1", "负1层", "B1", "地下一层")} == {"B1"}
