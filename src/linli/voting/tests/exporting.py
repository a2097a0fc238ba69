"""Exports of an official platform, made by a writer of our own; and an assembly that imports one."""

import io

import openpyxl

from linli.kernel import clock
from linli.voting.actions import course, exports, results, rolls
from linli.voting.models import Assembly, OfficialImport, RollUnit
from linli.voting.official.drafts import open_draft
from linli.voting.queries_official import open_export
from linli.voting.tests import estates
from linli.voting.tests.estates import CLOSES, OPENS, ROOMS, Quarter, clerk

HEAD = ["楼栋", "房号", "表决事项", "表决意见", "专有部分面积(㎡)", "投票方式", "投票时间"]
WORD = {"agree": "同意", "oppose": "反对", "abstain": "弃权", "invalid": "废票", "": "未投票"}
TOTALS = [
    "表决事项",
    "同意人数",
    "同意面积",
    "反对人数",
    "反对面积",
    "弃权人数",
    "弃权面积",
    "是否通过",
]
#: What nine homes say; two say nothing.
SAID = dict(
    zip(ROOMS, ("agree",) * 5 + ("oppose", "abstain", "", ""), strict=True)
)  # fmt: skip


def rows(
    said: dict[str, str], matter: str = "第1项 修订管理规约", area: str = "100.00"
) -> list[list]:
    """One row per home, as a platform lists them."""
    day = OPENS.strftime("%Y-%m-%d 10:00")
    return [
        [*room.split(), matter.partition(" ")[0], WORD.get(choice, choice), area, "手机", day]
        for room, choice in said.items()
    ]


def book(*sheets: tuple[str, list[list]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, lines in sheets:
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def totals(agree=(5, "500.00"), oppose=(1, "100.00"), abstain=(1, "100.00"), passed="通过"):
    return [TOTALS, ["第1项", *agree, *oppose, *abstain, passed]]


def export(said=None, stated=None, **more) -> bytes:
    """The whole file: choices, and the official totals on a sheet of their own."""
    choices = ("表决明细", [["榕树园 表决明细"], HEAD, *rows(said or SAID, **more)])
    return book(choices, ("表决结果", stated or totals()))


def opened(quarter: Quarter, **more) -> Assembly:
    """Announced, frozen and open, in an official system: no key, and no ballot here."""
    row = estates.with_matter(quarter, legal_mode="IMPORTED_FROM_OFFICIAL", **more)
    estates.with_tellers(quarter, row)
    course.notice(clerk(quarter), assembly=row.pk)
    with clock.frozen(OPENS):
        rolls.freeze(clerk(quarter), assembly=row.pk)
        return course.open_vote(clerk(quarter), assembly=row.pk)


def closed(quarter: Quarter, **more) -> Assembly:
    row = opened(quarter, **more)
    estates.closed(quarter, row)
    row.refresh_from_db()
    return row


def teller(quarter: Quarter):
    return quarter.owners["1栋 105"]


def bring(quarter: Quarter, row: Assembly, data: bytes | None = None) -> None:
    with clock.frozen(CLOSES):
        exports.bring(clerk(quarter), assembly=row.pk, data=data or export())


def draft(row: Assembly):
    row = Assembly.objects.within(row.community).select_related("estate").get(pk=row.pk)
    return open_draft(row, open_export(row))


def applied(quarter: Quarter, row: Assembly, data: bytes | None = None) -> OfficialImport:
    bring(quarter, row, data)
    with clock.frozen(CLOSES):
        return exports.apply(teller(quarter), assembly=row.pk, mark=draft(row).mark)


def published(quarter: Quarter, data: bytes | None = None, **more) -> Assembly:
    row = closed(quarter, **more)
    applied(quarter, row, data)
    estates.signed(quarter, row)
    with clock.frozen(CLOSES):
        return results.publish(clerk(quarter), assembly=row.pk)


def homes(row: Assembly) -> dict[str, int]:
    """Home as `1栋 101` -> the number of its elector."""
    units = RollUnit.objects.filter(assembly=row).select_related("entry", "unit__building")
    return {f"{u.unit.building.label} {u.unit.room}": u.entry.number for u in units}
