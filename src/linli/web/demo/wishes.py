"""Wishes of the community with homes: open, claimed, fulfilled with thanks, and one to look over."""

from datetime import timedelta

from linli.identity.models import Person
from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.organisations.queries import offices_of
from linli.residence.queries import homes_of
from linli.web.acting import as_office, as_resident
from linli.web.demo.homes import KEY
from linli.web.demo.people import BY_KEY
from linli.wishes import actions
from linli.wishes.queries import mine
from linli.wishes.wanted import Wanted


def wish_for_things() -> None:
    """Once: where the grandmother has wished before, nothing is added."""
    grandmother, owner, tenant, clerk = (
        _living(f"{role}-{KEY}") for role in ("grandmother", "owner", "tenant", "clerk")
    )
    if grandmother is None or owner is None or tenant is None or clerk is None:
        return
    if mine(as_resident(grandmother)).exists():
        return
    granny, young, third = (as_resident(each) for each in (grandmother, owner, tenant))
    desk = as_office(clerk, offices_of(clerk.pk)[0], second=True)
    home = homes_of(grandmother.pk).values_list("unit", flat=True).first()
    # two days ago: whoever is on another wish at that time could not have been on this one
    with clock.frozen(clock.now() - timedelta(days=2)):
        _fulfilled(granny, young)
    actions.post(
        granny,
        wanted=Wanted(kind="digital", words="想学会用手机和孙女视频", urgency=1, unit=home),
    )
    actions.post(third, wanted=Wanted(kind="carry", words="周六搬一张书桌上楼，需要一个人搭手"))
    need = Wanted(kind="health", words="每周二上午陪同去医院做透析", urgency=1)
    reason = "独居，行动不便，已列入帮扶名单"
    actions.post_for(desk, person=tenant.public_id, wanted=need, reason=reason)
    actions.offer_skills(young, kinds=["digital", "repair"], slots=[15, 18])
    actions.form_squad(young, name="数字帮帮队", kinds=["digital"])
    actions.propose_pair(desk, helper=owner.public_id, elder=grandmother.public_id, slots=[18])
    hidden = Wanted(kind="things", words="想要一件儿童旧棉衣，身高一米二", unnamed=True)
    actions.post(young, wanted=hidden)


def _fulfilled(granny: Actor, young: Actor) -> None:
    made = actions.post(granny, wanted=Wanted(kind="errand", words="帮我买一袋米，五楼提不动"))
    actions.claim(young, wish=made.pk, source="volunteer")
    actions.prove(young, wish=made.pk, words="米已放进厨房", minutes=40)
    actions.confirm(granny, wish=made.pk)
    actions.thank(granny, wish=made.pk, words="谢谢小罗，米很好！")


def _living(key: str) -> Person | None:
    person = person_by_phone(BY_KEY[key].phone)
    return person if person is not None and person.is_active else None
