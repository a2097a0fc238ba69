"""Reading official exports: what officials write, what lies, and what comes back of a random roll."""

import io
import random
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel.errors import Refused
from linli.places.roster.cells import building_key, room_key, stair_key
from linli.places.roster.sheets import sheets_of
from linli.places.tests.rosters import changed
from linli.voting.official.choosing import choice_of, matter_of
from linli.voting.official.detect import detect
from linli.voting.official.differences import difference
from linli.voting.official.folding import fold
from linli.voting.official.reading import Frame, read
from linli.voting.official.recounting import recount
from linli.voting.official.totals import cleaned, read_totals
from linli.voting.official.types import Ask, Elector, Home, Roll
from linli.voting.tally import counted, explained, packed
from linli.voting.tests.counting import NATIONAL
from linli.voting.tests.exporting import WORD, book

ONE = [Ask(1, ("修订管理规约", "revisethecovenant"))]
TWO = [*ONE, Ask(2, ("更换电梯",))]
ELECTION = [Ask(1, ("选举",), {"1": 1, "2": 2, "3": 3, "安宁一": 1, "包国强": 2}, 2)]
DAYS = ("2026-05-27", "2026-06-06")


def roll(*homes, persons=None):
    """`homes`: (label such as 1栋-1单元-101, elector, area in m²)."""
    made = []
    for number, (label, elector, area) in enumerate(homes, 1):
        building, stair, room = label.split("-")
        keys = (building_key(building), stair_key(stair), room_key(room))
        made.append(Home(number, *keys, elector, round(area * 100)))
    electors = {}
    for home in made:
        electors[home.elector] = electors.get(home.elector, 0) + home.area_centi
    weights = persons or {}
    return Roll([Elector(n, area, weights.get(n, 1)) for n, area in electors.items()], made)


#: The third elector has two homes.
FOUR = roll(
    ("1栋-1单元-101", 1, 90), ("1栋-2单元-101", 2, 80.5), ("2栋-1单元-101", 3, 70), ("2栋-1单元-102", 3, 60)
)  # fmt: skip


def folded(data, asks=ONE, answers=None, on=FOUR):
    sheets = sheets_of(data)
    answers = answers or {}
    found = detect(sheets, asks, answers)
    assert found.questions == ()
    return fold(read(sheets, found.layouts, answers, Frame(asks, on, DAYS)), on)


def said(data, **more):
    return {number: dict(choices) for number, choices in folded(data, **more).ballots.items()}


def codes(data, **more):
    return [(each.code, each.row) for each in folded(data, **more).findings]


def csv(*lines):
    return "\n".join(lines).encode()


# --- layouts ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "data",
    [
        csv("楼栋,单元,房号,表决意见", "1栋,1单元,101,同意", "2栋,一单元,101室,反对"),
        csv("序号,房屋坐落,业主姓名,投票选项,备注", "1,幸福路8号1栋1单元101室,张三,赞成,", "2,2栋1单元101室,李四,不同意,"),
        csv("Building,Room,Entrance,Matter,Vote", "1,101,1,Item 1,agree", "2,101,1,Revise the covenant,Against"),
        csv("表决人编号;表决事项;意见", "1;事项一;同意票", "３;第1项：修订管理规约;反对票"),
        csv("某小区表决明细,,,", "楼栋,单元,房号,1. 修订管理规约", "1幢,1,101,同 意", "2幢,1,101,反对"),
        book(("明细", [["楼号", "单元", "房号", "议题一"], ["1栋", "1单元", 101, "同意"], ["2栋", "1单元", "１０１", "反对"]])),
    ],
)  # fmt: skip
def test_tables_that_officials_make(data):
    assert said(data) == {1: {1: "agree"}, 3: {1: "oppose"}}


def test_a_column_for_each_matter_under_a_merged_heading():
    rows = [
        ["幸福小区业主大会表决明细"],
        ["楼栋", "单元", "房号", "表决意见", None],
        [None, None, None, "第1项", "第2项 更换电梯"],
        ["1栋", "1单元", "101", "同意", "弃权"],
        ["1栋", "2单元", "101", "未投票", "同意"],
        ["合计", None, None, "1", "2"],
    ]
    rows[2][4] = "第2项：更换电梯"
    assert said(book(("表", rows)), asks=TWO) == {1: {1: "agree", 2: "abstain"}, 2: {2: "agree"}}


def test_an_election_by_numbers_and_by_names():
    data = csv(
        "楼栋,单元,房号,意见",
        "1栋,1单元,101,安宁一、包国强",
        "1栋,2单元,101,3",
        "2栋,1单元,101,弃权",
    )
    assert said(data, asks=ELECTION) == {1: {1: (1, 2)}, 2: {1: (3,)}, 3: {1: "abstain"}}
    [ask] = ELECTION
    assert [choice_of(text, ask) for text in ("1、2、3", "王五", "1、1", "")] == [None] * 4


@pytest.mark.parametrize(
    ("data", "asks", "question"),
    [
        (csv("楼栋,房号,表决意见,投票意见", "1栋,101,同意,反对"), ONE, ("choice", "ambiguous", "")),
        (csv("楼栋,房号,表决意见", "1栋,101,同意"), TWO, ("matter", "missing", "")),
        (csv("楼栋,房号,表决意见", "1栋,101,好"), ONE, ("choice", "value", "好")),
        (csv("楼栋,房号,事项,意见", "1栋,101,绿化,同意"), TWO, ("matter", "value", "绿化")),
        (csv("楼栋,房号,第1项", "1栋,101,同意"), TWO, ("matter2", "missing", "")),
        (csv("楼栋,房号,建筑面积,面积,意见", "1栋,101,90,80,同意"), ONE, ("area", "ambiguous", "")),
    ],
)  # fmt: skip
def test_it_asks_and_does_not_guess(data, asks, question):
    [asked] = detect(sheets_of(data), asks, {}).questions
    assert (asked.field, asked.code, asked.value) == question
    answer = "-" if question[0] == "matter" else asked.candidates[-1]
    assert detect(sheets_of(data), asks, {asked.key: answer}).questions == ()
    if asked.code == "value":  # the heading of a column is no meaning of a word
        for heading in ("楼栋", "意见", "表决意见"):
            assert detect(sheets_of(data), asks, {asked.key: heading}).questions == (asked,)


def test_what_is_a_matter_and_what_only_begins_like_one():
    names = [
        "事项一",
        "第2项",
        "2.更换电梯",
        "1、更换电梯",
        "一号楼电梯",
        "更换电梯",
        "3",
        "2",
        "Item 2",
    ]
    assert [matter_of(each, TWO) for each in names] == [1, 2, 2, None, None, 2, None, 2, 2]
    assert matter_of("2", TWO, heading=True) is None


# --- what is wrong ------------------------------------------------------------------------------
def test_every_fault_of_a_row_is_named_and_none_counts_by_a_guess():
    head = ["楼栋", "单元", "房号", "表决意见", "面积", "投票时间"]
    rows = [
        ["9栋", "1单元", "101", "同意", "90", "2026-05-28"],
        ["1栋", None, "101", "同意", "90", "2026-05-28"],
        ["1栋", "1单元", "101", "同意", "95.00", "2026-07-01 09:00"],
        ["1栋", "1单元", "101", "同意", "90", "2026/5/28"],
        ["1栋", "2单元", "101", "=A1", "80.5", None],
        ["1栋", "2单元", "101", None, "80.5", None],
        ["2栋", "1单元", "101", "同意", "无", None],
        ["2栋", "1单元", "102", "反对", "60", None],
    ]
    data = book(("表", [head, *rows]))
    found = folded(data)
    assert {number: dict(c) for number, c in found.ballots.items()} == {1: {1: "agree"}}
    assert sorted((each.code, each.row) for each in found.findings) == [
        ("area_differs", 4),
        ("area_unreadable", 8),
        ("choice_missing", 7),
        ("contradicts", 8),
        ("contradicts", 9),
        ("formula", 6),
        ("home_ambiguous", 3),
        ("home_unknown", 2),
        ("repeated", 5),
        ("time_outside", 4),
    ]


def test_one_owner_with_two_homes_is_one_ballot():
    data = csv("楼栋,单元,房号,意见", "2栋,1单元,101,同意", "2栋,1单元,102,同意")
    found = folded(data)
    assert found.findings == []
    assert {key: (e.persons, e.area, e.rows) for key, e in found.effects.items()} == {
        (1, "agree", "one_elector"): (-1, 0, 2)
    }
    part = csv("楼栋,单元,房号,意见", "2栋,1单元,102,同意")
    assert codes(part) == [("homes_missing", 2)]
    assert folded(part).effects[1, "agree", "homes_missing"].area == 70_00


def lying(name):
    good = book(("表", [["楼栋", "房号", "意见"], ["1栋", "101", "同意"]]))
    wide = "<row r='1'>" + "<c t='inlineStr'><is><t>x</t></is></c>" * 200_000 + "</row>"
    sheet = f"<worksheet xmlns='x'><sheetData>{wide}</sheetData></worksheet>"
    return {
        "a PDF": b"%PDF-1.7 ...",
        "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "macros": changed(good, "xl/vbaProject.bin", b"x"),
        "a bomb": changed(good, "xl/worksheets/sheet1.xml", b"\0" * (64 << 20)),
        "200,000 columns": changed(good, "xl/worksheets/sheet1.xml", sheet.encode(), level=0),
        "no workbook": _zip(),
        "nothing": b"",
        "a page": b"<html><table></table></html>",
    }[name]


def _zip():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a PDF", "roster_pdf"),
        ("an old workbook", "roster_old_format"),
        ("macros", "roster_macros"),
        ("a bomb", "roster_bomb"),
        ("200,000 columns", "roster_columns"),
        ("no workbook", "roster_not_a_table"),
        ("nothing", "roster_empty"),
        ("a page", "roster_not_a_table"),
    ],
)
def test_files_that_lie_are_refused_in_little_memory(name, code):
    data = lying(name)
    tracemalloc.start()
    with pytest.raises(Refused) as refusal:
        sheets_of(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (refusal.value.code, refusal.value.params) == (f"places.{code}", refusal.value.params)
    assert peak < 16 << 20


# --- totals -------------------------------------------------------------------------------------
def totals_of(data, asks):
    sheets = sheets_of(data)
    return read_totals(sheets, detect(sheets, asks, {}).totals, asks)


def test_totals_of_a_row_per_matter_and_of_a_row_per_choice():
    wide = csv(
        "事项,同意人数,同意面积（㎡）,反对户数,反对面积,弃权票数,弃权面积,表决结论",
        '第1项,"1,204",123456.70,3人,300.5,0,0,通过',
        "第2项,10,1000,2,200,1,100,未通过",
    )
    assert totals_of(wide, TWO) == {
        1: {
            "agree": {"persons": 1204, "area": 123456_70},
            "oppose": {"persons": 3, "area": 300_50},
            "abstain": {"persons": 0, "area": 0},
            "passed": True,
        },
        2: {
            "agree": {"persons": 10, "area": 1000_00},
            "oppose": {"persons": 2, "area": 200_00},
            "abstain": {"persons": 1, "area": 100_00},
            "passed": False,
        },
    }
    tall = csv("选项,人数,面积", "同意,7,700.00", "反对,1,100", "同意,8,700.00")
    assert totals_of(tall, ONE) == {
        1: {"agree": {"persons": None, "area": 700_00}, "oppose": {"persons": 1, "area": 100_00}}
    }
    chosen = csv(
        "候选人,票数,面积,是否当选", "安宁一,7,700,当选", "2号,1,100,未当选", "包国强,2,150,未当选"
    )
    assert totals_of(chosen, ELECTION) == {
        1: {
            "1": {"persons": 7, "area": 700_00},
            "2": {"persons": 2, "area": 150_00},
            "elected": [1],
        }
    }


@pytest.mark.parametrize(
    "stated",
    [
        {"agree": {"persons": -1}, "passed": True},
        {"agree": {"persons": 1.5}, "passed": True},
        {"agree": {"persons": True}, "passed": True},
        {"agree": [1], "passed": True},
        {"agree": {"heads": 1}, "passed": True},
        {"1": {"persons": 1}, "passed": True},
        {"agree": {"persons": 1}},
    ],
)
def test_a_statement_that_is_none(stated):
    with pytest.raises(ValueError, match="statement"):
        cleaned(stated, ONE[0])


# --- a random roll comes back -------------------------------------------------------------------
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.booleans())
def test_what_our_writer_writes_is_counted_as_the_tally_counts_it(seed, wide):
    """And whatever is spoilt in it, *rows + effects = recount* on both bases."""
    chance = random.Random(seed)
    homes, kinds = [], {1: "covenant", 2: "raising_funds"}
    for elector in range(1, chance.randint(2, 12)):
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            number = len(homes)
            label = f"{number // 4 + 1}栋-{number % 2 + 1}单元-{101 + number}"
            homes.append((label, elector, chance.randint(2000, 15000) / 100))
    on = roll(*homes)
    words = ("agree", "agree", "oppose", "abstain", "invalid", "")
    cast = {n: {m: chance.choice(words) for m in kinds} for n in on.electors}
    lines = []
    for label, elector, area in homes:
        where = label.split("-")
        row = [*where, f"{area:.2f}"]
        if wide:
            lines.append([*row, *(WORD[cast[elector][m]] for m in kinds)])
        else:
            lines += [[*row, f"事项{m}", WORD[cast[elector][m]]] for m in kinds]
    tail = ["第1项", "第2项"] if wide else ["表决事项", "表决意见"]
    head = ["楼栋", "单元", "房号", "专有部分面积", *tail]
    chance.shuffle(lines)
    found = folded(book(("表", [head, *lines])), asks=TWO, on=on)
    assert found.findings == []
    ballots = {n: {m: w for m, w in c.items() if w} for n, c in cast.items()}
    assert found.ballots == {n: c for n, c in ballots.items() if c}
    weights = [(e.number, e.area_centi, e.persons) for e in on.electors.values()]
    for ask in TWO:
        mine = {n: c[ask.number] for n, c in ballots.items() if ask.number in c}
        wanted = packed(explained(counted(weights, mine), NATIONAL, kinds[ask.number]))
        assert recount(ask, kinds[ask.number], on, found.ballots, NATIONAL) == wanted
    for line in lines:
        spoilt = chance.random()
        if spoilt < 0.15:
            line[3] = f"{chance.randint(1, 9999) / 100:.2f}"
        elif spoilt < 0.25:
            line[2] = "999"
        elif spoilt < 0.35:
            line[-1] = chance.choice(("同意", "反对"))
    lines += chance.sample(lines, len(lines) // 4)
    _adds_up(folded(book(("表", [head, *lines])), asks=TWO, on=on), kinds, on)


def _adds_up(found, kinds, on):
    for ask in TWO:
        result = recount(ask, kinds[ask.number], on, found.ballots, NATIONAL)
        rows = {p: x.packed() for (m, p), x in found.rows.items() if m == ask.number}
        why = [
            {"pile": p, "code": code, "rows": e.rows, **e.packed()}
            for (m, p, code), e in found.effects.items()
            if m == ask.number
        ]
        for line in difference(ask.number, {}, rows, why, result).lines:
            for basis in ("persons", "area"):
                steps = sum(each[basis] for each in why if each["pile"] == line.pile)
                assert line.rows[basis] + steps == line.recount[basis]
