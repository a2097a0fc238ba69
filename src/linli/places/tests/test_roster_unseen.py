"""Rosters as other offices write them: read exactly, or asked about."""

from datetime import date

import pytest

from linli.places.roster import detect, reading, sheets
from linli.places.tests.rosters import workbook
from linli.places.tests.test_roster_rows import GOOD, OTHER

DAY = date(2026, 11, 25)
LI, WANG = OTHER, "110101199003070134"


def csv(text: str, code: str) -> bytes:
    return text.encode(code)


ROSTERS = {
    "csv in GB18030, blank building, two owners, a total": (
        csv(
            "栋座,门牌号码,产证面积(㎡),房屋所有权人,身份证件号码,手机号码\r\n"
            f"1栋,101,８９．４４㎡,张三,{GOOD},13800138000\r\n"
            f",102,90平方米,李四、王五,{LI}；{WANG},13900139000\r\n合计,2,179.44,,,\r\n",
            "gb18030",
        ),
        [("1", "101", 8944, ["张三"], []), ("1", "102", 9000, ["李四", "王五"], [])],
    ),
    "tabs, the inner area beside the built one": (
        csv(
            f"楼号\t户室\t套内面积\t建筑面积\t业主名称\t证件号\n1\t101\t80\t90\t张三\t{GOOD}\n",
            "utf-8-sig",
        ),
        [("1", "101", 9000, ["张三"], [])],
    ),
    "two rows of headings, owners first, a formula": (
        workbook(
            [
                ["业主资料", None, None, "房产资料", None, None, "备注"],
                ["姓名", "证件号码", "联系电话", "座", "房间", "面积", None],
                ["张三", GOOD, "13800138000", "A座", "1201", "88.5㎡", None],
                ["李四", LI, "13900139000", None, "1202", "=88.5*1", "x"],
                ["小计", None, None, None, None, "177", None],
            ],
            merges=[(1, 1, 1, 3), (1, 4, 1, 6), (1, 7, 2, 7)],
        ),
        [("A", "1201", 8850, ["张三"], []), ("A", "1202", None, ["李四"], ["formula"])],
    ),
    "the tenant stands beside the owner": (
        workbook(
            [
                ["楼栋", "房号", "面积", "姓名", "租客姓名", "电话", "租客电话"],
                ["1栋", "101", "90", "张三", "李四", "13800138000", "13900139000"],
            ]
        ),
        [("1", "101", 9000, ["张三"], [])],
    ),
    "co-owners have columns of their own": (
        workbook(
            [
                ["楼栋", "房号", "建筑面积", "买受人", "共有人", "身份证号", "共有人身份证号"],
                ["1栋", "101", "90", "张三", "李四", GOOD, LI],
            ]
        ),
        [("1", "101", 9000, ["张三", "李四"], [])],
    ),
    "whole addresses": (
        workbook(
            [
                ["序号", "坐落", "建筑面积/㎡", "所有权人", "证件号"],
                [1, "禅城区某路12号3座2梯1103房", "101.2", "张三", GOOD],
            ]
        ),
        [("3", "1103", 10120, ["张三"], [])],
    ),
    "blank buildings, shops, a parking sheet with a total": (
        workbook(
            [
                ["栋", "单元", "房", "面积", "业主", "身份证", "手机"],
                ["1", "1", "101", "90", "张三", GOOD, "13800138000"],
                [None, "2", "101", "90", "王五", WANG, "13700137000"],
                ["商铺", None, "S1", "50", "某某有限公司", "91350100M000100Y43", None],
                ["总计", None, "3套", "230", None, None, None],
            ],
            parking=[
                ["车位编号", "业主", "房号", "面积"],
                ["B1-001", "张三", "1-101", "12.5"],
                ["合计", None, None, "12.5"],
            ],
        ),
        [
            ("1", "101", 9000, ["张三"], []),
            ("1", "101", 9000, ["王五"], []),
            ("商铺", "S1", 5000, ["某某有限公司"], ["phone_missing"]),
            ("", "B1-001", 1250, ["张三"], []),
        ],
    ),
}

ASKED = {
    "two areas": (
        [
            ["Tower", "Flat", "Saleable area", "Gross area", "Registered owner", "Passport / ID"],
            ["A", "12F", "60", "80", "CHAN Tai Man", "A123456(7)"],
        ],
        [("area", "ambiguous")],
    ),
    "names and numbers in one cell": (
        [
            ["楼栋", "房号", "面积(平米)", "业主信息"],
            ["1栋", "101", "90", f"张三 {GOOD} 13800138000"],
        ],
        [("owner", "contradicts")],
    ),
    "a word of delivery that nobody taught": (
        [
            ["楼栋", "房号", "面积", "业主", "身份证", "房屋状态"],
            ["1栋", "101", "90", "张三", GOOD, "已入住"],
            ["1栋", "102", "90", "李四", LI, "空置"],
        ],
        [("status", "value")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ROSTERS)
def test_read_exactly(name):
    data, wanted = ROSTERS[name]
    found = sheets.sheets_of(data)
    detection = detect.detect(found, {})
    assert detection.questions == ()
    roster = reading.read(found, detection.layouts, {}, today=DAY)
    assert [
        (
            u.building_key,
            u.room_key,
            u.area_centi,
            [o.name for o in u.owners],
            [f.code for f in u.findings],
        )
        for u in roster.units
    ] == wanted


@pytest.mark.parametrize("name", ASKED)
def test_asked_not_guessed(name):
    rows, wanted = ASKED[name]
    detection = detect.detect(sheets.sheets_of(workbook(rows)), {})
    assert [(q.field, q.code) for q in detection.questions] == wanted
