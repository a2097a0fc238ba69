"""Blocking and reporting: undone, answered, and blind to other communities."""

import pytest

from linli.identity.actions import neighbours as acts
from linli.identity.models import Block, Person, Report
from linli.identity.parameters import REPORTS_PER_DAY
from linli.identity.queries import blocked_ids
from linli.identity.tests.people import HERE, THERE, clerk, events, person, resident
from linli.journal.models import Event
from linli.kernel.actor import Capacity


def row(pk):
    return Report.objects.across_communities("test").get(pk=pk)


def test_block_is_private_and_undone(db, refuses):
    who, other = person(1), person(2)
    made = acts.block(resident(who), public_id=f" {other.public_id.lower()} ")
    assert blocked_ids(who.pk) == {other.pk}
    assert blocked_ids(other.pk) == frozenset()
    assert str(other.pk) not in Event.objects.get().payload.values()
    with refuses("identity.nothing_to_change"):
        acts.block(resident(who), public_id=other.public_id)
    with refuses("kernel.not_found"):
        acts.unblock(resident(other), block=made.pk)
    acts.unblock(resident(who), block=made.pk)
    assert Block.objects.count() == 0
    assert events() == ["identity.blocked", "identity.unblocked"]


def test_only_neighbours_exist(db, refuses):
    who, far = person(1), person(2, community=THERE)
    for code in (far.public_id, "NOBODY", ""):
        with refuses("identity.no_such_person", "public_id"):
            acts.block(resident(who), public_id=code)
        with refuses("identity.no_such_person", "public_id"):
            acts.report(resident(who), public_id=code, reason="spam")
    with refuses("identity.not_on_yourself", "public_id"):
        acts.block(resident(who), public_id=who.public_id)


def test_report_is_answered(db, refuses):
    who, other, staff = person(1), person(2), clerk()
    made = acts.report(resident(who), public_id=other.public_id, reason="spam", text="天天发广告")
    assert (made.community, made.state, made.read("text")) == (HERE, "open", "天天发广告")
    with refuses("identity.report_is_open"):
        acts.report(resident(who), public_id=other.public_id, reason="insult")
    with refuses("identity.reason_missing", "answer"):
        acts.decide_report(staff, report=made.pk, acted=True, answer="")
    acts.decide_report(staff, report=made.pk, acted=True, answer="已提醒")
    assert (row(made.pk).state, row(made.pk).read("answer")) == ("acted", "已提醒")
    with refuses("kernel.stale"):
        acts.decide_report(staff, report=made.pk, acted=False, answer="x")
    with refuses("kernel.stale"):
        acts.withdraw_report(resident(who), report=made.pk)
    assert events() == ["identity.report_made", "identity.report_decided"]


def test_report_is_withdrawn_by_its_maker_alone(db, refuses):
    who, other = person(1), person(2)
    made = acts.report(resident(who), public_id=other.public_id, reason="other")
    with refuses("kernel.not_found"):
        acts.withdraw_report(resident(other), report=made.pk)
    acts.withdraw_report(resident(who), report=made.pk)
    assert row(made.pk).state == "withdrawn"


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (lambda: clerk(905, reach=[THERE]), "kernel.not_found"),
        (lambda: resident(person(5)), "kernel.not_for_you"),
        (lambda: clerk(905, capacity=Capacity.AUDITOR), "kernel.not_for_you"),
    ],
)
def test_who_must_not_decide(db, refuses, actor, code):
    who, other = person(1), person(2)
    made = acts.report(resident(who), public_id=other.public_id, reason="spam")
    actor = actor()
    with refuses(code):
        acts.decide_report(actor, report=made.pk, acted=True, answer="x")


def test_staff_keep_out_of_their_own_matters(db, refuses):
    staff, other = clerk(), person(2)
    about = acts.report(resident(other), public_id=_at_home(staff).public_id, reason="insult")
    own = acts.report(resident(_at_home(staff)), public_id=other.public_id, reason="insult")
    for made in (about, own):
        with refuses("identity.not_on_yourself"):
            acts.decide_report(staff, report=made.pk, acted=False, answer="x")


def _at_home(staff):
    Person.objects.filter(pk=staff.person).update(community=HERE)
    return Person.objects.get(pk=staff.person)


def test_bad_reports(db, refuses):
    who, other = person(1), person(2)
    with refuses("identity.no_such_choice", "reason"):
        acts.report(resident(who), public_id=other.public_id, reason="dislike")
    with refuses("identity.text_too_long", "text"):
        acts.report(resident(who), public_id=other.public_id, reason="spam", text="x" * 501)
    for n in range(REPORTS_PER_DAY):
        acts.report(resident(who), public_id=person(10 + n).public_id, reason="spam")
    with refuses("kernel.too_many"):
        acts.report(resident(who), public_id=other.public_id, reason="spam")
