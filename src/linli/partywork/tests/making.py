"""Matters for tests: at any point of their course, with the days that lie between."""

from dataclasses import replace
from datetime import timedelta

from tests.town import Town

from linli.deliberation.tests.town import MAY, home, town
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.organisations.actions import found
from linli.organisations.models import Organisation
from linli.partywork.actions import course, opinions
from linli.partywork.models import Affair, Opinion
from linli.partywork.wanted import Answer, Study, Vote, Wanted

__all__ = ["MAY", "Town", "home"]
TITLE, TEXT = "旧菜场改建为社区食堂", "腾空旧菜场，改建为社区食堂，六十岁以上老人优先"
ALL = "test"
#: A day that never comes too late; longer than every least.
LATER = timedelta(days=8)


def here_now() -> Town:
    """secretary and member: the party committee of the community; branch: another organisation."""
    made = town()
    for kind, place, name in (
        ("party_committee", made.community, "甲社区党委"),
        ("party_committee", made.other, "乙社区党委"),
        ("party_committee", made.street_place, "街道党工委"),
    ):
        found(SYSTEM, kind=kind, place=place, names=(name, name))
        made.bodies[name] = Organisation.objects.get(name_zh=name).pk
    made.official("secretary", made.bodies["甲社区党委"], made.community, "officer")
    made.official("member", made.bodies["甲社区党委"], made.community, "officer")
    made.official("elsewhere", made.bodies["乙社区党委"], made.other, "officer")
    made.official("above", made.bodies["街道党工委"], made.street_place, "officer")
    for name, office in made.offices.items():
        body = Organisation.objects.get(pk=office.organisation_id)
        made.actors[name] = replace(
            made.actors[name], office=office.pk, organisation=body.pk, body=body.kind
        )
    return made


def opened(made: Town, by: str = "secretary", **more) -> Affair:
    values = {"community": made.community, "title": TITLE, "text": TEXT}
    return course.open_affair(made.actors[by], wanted=Wanted(**{**values, **more}))


def studied(made: Town, **more) -> Affair:
    row = opened(made, **more)
    said = Study(clock.today(), 9, 5, "同意提交征求意见")
    return course.study(made.secretary, affair=row.pk, study=said)


def asked(made: Town, **more) -> Affair:
    row = studied(made, **more)
    return course.consult(made.secretary, affair=row.pk, until=in_days(7), text=TEXT)


def in_days(days: int):
    return clock.today() + timedelta(days=days)


def said(
    made: Town, row: Affair, who: str = "ann", words: str = "油烟会飘到三栋王先生家"
) -> Opinion:
    return opinions.say(made.actors[who], affair=row.pk, words=words)


def answered(made: Town, row: Opinion, stance: str = "taken") -> Opinion:
    answer = Answer(stance, "担心油烟", "加装油烟净化设备，排烟口朝向马路")
    return opinions.answer(made.member, opinion=row.pk, answer=answer)


def after(days: int):
    """So many days from now."""
    return clock.frozen(clock.now() + timedelta(days=days))


def vote(**more) -> Vote:
    values = {
        "day": clock.today(),
        "entitled": 9,
        "present": 7,
        "agree": 6,
        "oppose": 1,
        "words": "",
        "carry": True,
    }
    return Vote(**{**values, **more})


def decided(made: Town, **more) -> Affair:
    """The clock stands as it was; the row says the days."""
    row = asked(made)
    answered(made, said(made, row))
    with after(8):
        course.show(made.secretary, affair=row.pk, until=in_days(5), text=TEXT)
    with after(14):
        return course.decide(made.secretary, affair=row.pk, vote=vote(**more))
