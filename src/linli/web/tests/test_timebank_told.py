"""From a session to the inboxes of its two people, through the job queue."""

import uuid
from datetime import timedelta

import pytest
from tests.working import work

from linli.kernel import clock
from linli.notices.models import Addressed, Notice
from linli.timebank import sending
from linli.timebank.actions import arranging, attending, deciding, giving, leaving
from linli.timebank.tests.hours import MAY, found
from linli.timebank.tests.neighbours import HOSTS, two_districts, wire
from linli.timebank.tests.test_giving import kin
from linli.timebank.tests.test_leaving import recorded, third


@pytest.fixture
def bank(committed):
    with clock.frozen(MAY):
        yield found()


def inboxes(bank) -> list[tuple[str, str, str]]:
    """(person, kind of notice, link), oldest first."""
    names = {person.pk: name for name, person in bank.town.people.items()}
    notices = Notice.objects.across_communities("test").in_bulk()
    rows = Addressed.objects.order_by("notice", "pk")
    return [
        (names[r.person_id], notices[r.notice_id].kind, notices[r.notice_id].link) for r in rows
    ]


def test_both_hear_of_each_step_but_for_who_took_it(bank):
    row = bank.serve()
    with clock.frozen(row.ends_at):
        attending.confirm(bank.actor("gu"), session=row.pk)
        attending.confirm(bank.actor("ann"), session=row.pk)
    late = bank.serve(at=MAY + timedelta(hours=5))
    deciding.dispute(bank.actor("gu"), session=late.pk, words="没有来")
    deciding.decide(bank.actor("clerk"), session=late.pk, verb="refuse", words="无法核实")
    off = bank.propose(at=MAY + timedelta(hours=9))
    arranging.cancel(bank.actor("ann"), session=off.pk)
    work()
    page, second, third = (f"/time/{each.pk}/" for each in (row, late, off))
    assert inboxes(bank) == [
        ("gu", "service_asked", page),
        ("ann", "service_arranged", page),
        ("gu", "service_to_confirm", page),
        ("ann", "service_to_confirm", page),
        ("gu", "service_entered", page),
        ("gu", "service_asked", second),
        ("ann", "service_arranged", second),
        ("gu", "service_to_confirm", second),
        ("ann", "service_held", second),
        *(sorted([("ann", "service_refused", second), ("gu", "service_refused", second)])),
        ("gu", "service_asked", third),
        ("gu", "service_cancelled", third),
    ]


def test_kin_and_whoever_the_pool_helps_hear_of_it(bank):
    bank.done(minutes=120)
    work()
    before = len(inboxes(bank))
    row = giving.declare_kin(
        bank.actor("ann"), person=bank.person("gu").public_id, relation="grandparent"
    )
    giving.confirm_kin(bank.actor("gu"), kinship=row.pk)
    giving.give(bank.actor("ann"), kinship=row.pk, minutes=30, key=uuid.uuid4())
    giving.donate(bank.actor("ann"), minutes=60, key=uuid.uuid4())
    giving.grant(
        bank.actor("clerk"),
        person=bank.person("bob").public_id,
        minutes=60,
        words="术后需人陪护",
        key=uuid.uuid4(),
    )
    work()
    assert inboxes(bank)[before:] == [
        ("gu", "kin_named", "/time/kin/"),
        ("ann", "kin_confirmed", "/time/kin/"),
        ("gu", "hours_given", "/time/"),
        ("bob", "hours_granted", "/time/"),
    ]


def test_jobs_carry_hours_to_another_district_and_both_ends_hear_of_it(committed, monkeypatch):
    """What is written defers its own sending; the endpoint is the wire."""
    monkeypatch.setattr(sending, "post", wire)
    with clock.frozen(MAY):
        both = two_districts()
        both.agree()
        work()
        before, told = {}, {}
        for schema in HOSTS:
            with both.at(schema):
                before[schema] = len(inboxes(both.banks[schema]))
        both.send("demo", 60)
        both.send("demo", 10, to="ZZZZZZZZZZZZ")
        work()
        assert (both.crossing("demo").state, both.abroad()) == ("returned", (60, -60))
        for schema in HOSTS:
            with both.at(schema) as bank:
                told[schema] = sorted(inboxes(bank)[before[schema] :])
        assert told == {
            "demo": [
                ("ann", "hours_came_back", "/time/districts/"),
                ("ann", "hours_crossed", "/time/districts/"),
            ],
            "north": [("ann", "hours_from_district", "/time/districts/")],
        }


def test_who_leaves_hears_before_the_second_person_and_the_heir_when_it_was_carried_out(bank):
    third(bank)
    kin(bank)
    bank.done(minutes=60)
    work()
    before = len(inboxes(bank))
    row = recorded(bank, cause="left")
    page = f"/time/leaving/{row.pk}/"
    work()
    assert inboxes(bank)[before:] == [("ann", "departure_recorded", page)]
    leaving.approve(bank.actor("second"), departure=row.pk)
    leaving.appeal(bank.actor("gu"), departure=row.pk, words="没有搬走")
    leaving.decide(bank.actor("third"), departure=row.pk, verb="undo", words="核实")
    work()
    told = [("ann", "departure_carried_out", page), ("gu", "departure_carried_out", page)]
    told += [("ann", "departure_undone", page), ("gu", "departure_undone", page)]
    assert sorted(inboxes(bank)[before + 1 :]) == sorted(told)
