"""A decision of the demo's estate that was voted in the city's official system, and recounted here."""

import csv
import io
from datetime import datetime, time, timedelta
from typing import Any

from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.organisations.models import Organisation
from linli.organisations.queries import offices_of
from linli.voting.actions import course, drafting, exports, results, rolls
from linli.voting.models import Assembly, RollUnit
from linli.voting.official.drafts import open_draft
from linli.voting.queries_official import open_export
from linli.web.acting import as_office, as_resident
from linli.web.demo.bodies import estate
from linli.web.demo.people import BY_KEY
from linli.web.demo.places import COMMUNITIES

KEY = COMMUNITIES[0][0]
TITLES = ("榕荫花园业主大会临时会议", "Rongyin Garden, special owners' assembly")
TELLERS = ((f"grandmother-{KEY}", "teller"), (f"grid_worker-{KEY}", "scrutineer"))
#: Days before today.
NOTICED, OPENED, CLOSED = 28, 12, 6
WORDS = ("同意", "同意", "同意", "反对", "同意", "同意", "弃权", "同意", "未投票", "同意")
#: As it was stated: a home of another estate was counted with them.
STATED = {
    "agree": {"persons": 8, "area": 734_40},
    "oppose": {"persons": 1, "area": 120_76},
    "abstain": {"persons": 1, "area": 103_40},
    "passed": True,
}
TEXTS = {
    "zh-hans": ("续聘物业服务企业", "合同期三年，收费标准不变。本次表决在市物业电子投票平台进行。"),
    "en": (
        "Keep the property company",
        "For three years at the same fees. The vote was held in the city's official system.",
    ),
}


def official_vote() -> None:
    """Announced a month ago, voted elsewhere, imported, counted and published; once."""
    quarter = estate()
    chair = person_by_phone(BY_KEY[f"owners_chair-{KEY}"].phone)
    rows = Assembly.objects.within(quarter.community_id)
    if chair is None or rows.filter(title_zh=TITLES[0]).exists():
        return
    office = next(iter(offices_of(chair.pk)), None)
    body = Organisation.objects.filter(estate=quarter.pk, kind="owners_committee").first()
    people = [person_by_phone(BY_KEY[key].phone) for key, _role in TELLERS]
    if office is None or body is None or None in people:
        return
    convener = as_office(chair, office, second=True)
    today = clock.today()

    def day(before: int, hour: int) -> datetime:
        return datetime.combine(today - timedelta(days=before), time(hour), clock.LOCAL)

    with clock.frozen(day(NOTICED, 10)):
        row = drafting.draft(
            convener,
            estate=quarter.pk,
            convener=body.pk,
            ground="owners_committee",
            ground_text="业主委员会第二次会议决议",
            titles=TITLES,
            legal_mode="IMPORTED_FROM_OFFICIAL",
            opens_at=day(OPENED, 9),
            closes_at=day(CLOSED, 18),
        )
        drafting.add_matter(convener, assembly=row.pk, kind="property_company", texts=TEXTS)
        for person, (_key, role) in zip(people, TELLERS, strict=True):
            number = person.public_id if person else ""
            drafting.appoint_teller(convener, assembly=row.pk, person=number, role=role)
        course.notice(convener, assembly=row.pk)
    with clock.frozen(day(OPENED, 9)):
        rolls.freeze(convener, assembly=row.pk)
        course.open_vote(convener, assembly=row.pk)
    with clock.frozen(day(CLOSED, 18)):
        course.close(convener, assembly=row.pk)
        _decide(row, [as_resident(person) for person in people if person])
        results.publish(convener, assembly=row.pk)


def _decide(row: Assembly, tellers: list[Any]) -> None:
    """One brings the export, the other applies it; both sign."""
    brings, applies = tellers
    exports.bring(brings, assembly=row.pk, data=_export(row))
    exports.state(brings, assembly=row.pk, totals={1: STATED})
    kept = open_export(row)
    if kept is None:
        return
    exports.apply(applies, assembly=row.pk, mark=open_draft(row, kept).mark)
    counted = results.tally(applies, assembly=row.pk)
    for teller in tellers:
        results.sign(teller, assembly=row.pk, result_hash=counted.result_hash)


def _export(row: Assembly) -> bytes:
    """As the city's system gives it out, with one row of another estate."""
    units = RollUnit.objects.filter(assembly=row).select_related("unit__building").order_by("unit")
    stream = io.StringIO()
    table = csv.writer(stream)
    table.writerow(["楼栋", "房号", "表决意见", "专有部分面积", "投票方式"])
    for unit, word in zip(units, WORDS, strict=False):
        area = f"{unit.area_centi // 100}.{unit.area_centi % 100:02}"
        table.writerow([unit.unit.building.label, unit.unit.room, word, area, "手机"])
    table.writerow(["5栋", "101", "同意", "89.52", "手机"])
    return stream.getvalue().encode()
