"""Staff at the desk: who may, in whose reach, what is written down, and what is refused."""

import pytest

from linli.facts.identity import PeopleSearched
from linli.identity.actions import desk
from linli.identity.models import Consent, LookAlert, Person, PrivateAccess, PrivateRecord
from linli.identity.parameters import LOOKS_PER_DAY, SEARCHES_PER_DAY
from linli.identity.tests.people import (
    HERE,
    NOON,
    THERE,
    clerk,
    consent,
    events,
    id_number,
    person,
    resident,
)
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import VISITOR, Capacity


def looks():
    return PrivateAccess.objects.across_communities("test").order_by("pk")


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (lambda: VISITOR, "kernel.sign_in_first"),
        (lambda: resident(person(3)), "kernel.not_for_you"),
        (lambda: clerk(reach=[THERE]), "identity.no_such_person"),
        (lambda: clerk(second=False), "kernel.second_factor"),
        (lambda: clerk(capacity=Capacity.AUDITOR), "kernel.not_for_you"),
        (lambda: clerk(capacity=Capacity.DISTRICT_ADMIN), "kernel.not_for_you"),
    ],
)
@pytest.mark.parametrize(
    "act",
    [
        lambda a, p: desk.reveal(a, person=p, part="phone", reason="contact"),
        lambda a, p: desk.note_consent(a, person=p, purpose="real_name"),
        lambda a, p: desk.verify_with_papers(a, person=p, name="李雷", id_number=id_number(1)),
    ],
)
def test_who_must_not(db, refuses, actor, code, act):
    who, actor = person(1), actor()
    with refuses(code):
        act(actor, who.pk)


def test_nobody_handles_their_own_record(db, refuses):
    actor = clerk()
    Person.objects.filter(pk=actor.person).update(community=HERE)
    with refuses("identity.not_on_yourself"):
        desk.reveal(actor, person=actor.person, part="phone", reason="contact")


def test_verify_with_papers(db, noon, refuses):
    who, actor = person(1), clerk()
    with refuses("identity.consent_first"):
        desk.verify_with_papers(actor, person=who.pk, name="李雷", id_number=id_number(1))
    desk.note_consent(actor, person=who.pk, purpose="real_name")
    assert Consent.objects.get().by_id == actor.person
    with refuses("identity.id_check_digit", "id_number"):
        desk.verify_with_papers(actor, person=who.pk, name="李雷", id_number="440604197003150010")
    with refuses("identity.name_shape", "name"):
        desk.verify_with_papers(actor, person=who.pk, name="", id_number=id_number(1))
    desk.verify_with_papers(actor, person=who.pk, name="李雷", id_number=id_number(1).lower())
    who.refresh_from_db()
    private = PrivateRecord.objects.get(person=who)
    assert (who.level, private.read("name"), private.proved_how) == (20, "李雷", "papers")
    assert (private.proved_by_id, private.proved_at) == (actor.person, NOON)
    assert events() == ["identity.consent_given", "identity.real_name_proved"]
    assert Event.objects.last().payload == {
        "person": who.pk,
        "how": "papers",
        "kind": "resident_id",
    }
    with refuses("identity.proved_before"):
        desk.verify_with_papers(actor, person=who.pk, name="李雷", id_number=id_number(1))
    other = person(2)
    consent(other)
    with refuses("identity.id_held", "id_number"):
        desk.verify_with_papers(actor, person=other.pk, name="李雷", id_number=id_number(1))


def test_consent_at_the_desk_is_refused_where_it_must_be(db, refuses):
    who, actor = person(1), clerk()
    with refuses("identity.guardian_decides"):
        desk.note_consent(actor, person=who.pk, purpose="child")
    with refuses("identity.no_such_purpose"):
        desk.note_consent(actor, person=who.pk, purpose="nonsense")
    desk.note_consent(actor, person=who.pk, purpose="real_name")
    with refuses("identity.nothing_to_change"):
        desk.note_consent(actor, person=who.pk, purpose="real_name")


def test_a_locked_record_is_not_proved(db, refuses):
    who, kept, actor = person(1), person(2), clerk()
    Person.objects.filter(pk=who.pk).update(is_active=False, locked="merged", merged_into=kept)
    with refuses("identity.locked"):
        desk.verify_with_papers(actor, person=who.pk, name="李雷", id_number=id_number(1))


def test_reveal_is_written_down_for_the_person(db, noon, refuses):
    who, actor = person(1, level=20), clerk()
    shown = [
        desk.reveal(actor, person=who.pk, part=part, reason="check_papers")
        for part in ("name", "phone", "id_number")
    ]
    assert shown == ["王秀英", "13800000001", id_number(1)]
    assert [(r.person_id, r.by_id, r.capacity, r.field, r.reason, r.at) for r in looks()] == [
        (who.pk, actor.person, "staff", part, "check_papers", NOON)
        for part in ("name", "phone", "id_number")
    ]
    assert events() == ["identity.private_field_seen"] * 3
    with refuses("identity.reason_missing", "reason"):
        desk.reveal(actor, person=who.pk, part="phone", reason="")
    with refuses("identity.no_such_choice", "part"):
        desk.reveal(actor, person=who.pk, part="birth_date", reason="contact")
    unproved = person(2)
    with refuses("identity.nothing_there"):
        desk.reveal(actor, person=unproved.pk, part="id_number", reason="contact")


def test_numbers_seen_in_a_day_are_limited_and_alert(db, noon, refuses):
    who, actor = person(1, level=20), clerk()
    limit = LOOKS_PER_DAY["id_number"]
    for count in range(limit):
        assert LookAlert.objects.count() == 0, count
        desk.reveal(actor, person=who.pk, part="id_number", reason="check_papers")
    alert = LookAlert.objects.get()
    assert (alert.by_id, alert.looks, alert.day) == (actor.person, limit, clock.today())
    with refuses("identity.too_many_looks"):
        desk.reveal(actor, person=who.pk, part="id_number", reason="check_papers")
    desk.reveal(actor, person=who.pk, part="phone", reason="contact")  # counted apart
    desk.reveal(clerk(901), person=who.pk, part="id_number", reason="check_papers")


def test_a_new_day_begins_at_midnight_in_shanghai(db):
    from datetime import UTC, datetime

    who, actor = person(1, level=20), clerk()
    with clock.frozen(datetime(2026, 11, 22, 15, 59, tzinfo=UTC)):
        for _ in range(LOOKS_PER_DAY["id_number"]):
            desk.reveal(actor, person=who.pk, part="id_number", reason="check_papers")
    with clock.frozen(datetime(2026, 11, 22, 16, 0, tzinfo=UTC)):
        desk.reveal(actor, person=who.pk, part="id_number", reason="check_papers")


@pytest.mark.parametrize(
    ("by", "text", "found"),
    [
        ("name", " 王 秀英", [1, 3]),
        ("name", "王秀", []),  # in full, or not at all
        ("phone", "0001", [1]),
        ("phone", "138 0000 0001", [1]),
        ("id_number", id_number(1), [1]),
        ("id_number", id_number(2), []),  # of the other community
        ("id_number", "x", []),
    ],
)
def test_search_in_reach_only(db, by, text, found):
    people = {1: person(1, level=20), 2: person(2, level=20, community=THERE)}
    people[3] = person(3, level=20)
    actor = clerk(reach=[HERE])
    Person.objects.filter(pk=actor.person).update(community=THERE)
    result = desk.search(actor, by=by, text=text)
    assert result.people == [people[n] for n in found]
    assert result.more is False
    assert events() == ["identity.people_searched"]
    assert Event.objects.get().payload == {"by": by, "found": len(found)}
    assert [r.person_id for r in looks()] == [people[n].pk for n in found]


def test_search_limits(db, noon, refuses):
    for n in range(1, 23):
        person(n, name="王秀英")
    actor = clerk()
    Person.objects.filter(pk=actor.person).update(community=THERE)
    result = desk.search(actor, by="name", text="王秀英")
    assert (len(result.people), result.more) == (20, True)
    with refuses("identity.no_such_choice", "by"):
        desk.search(actor, by="address", text="x")
    for role in (resident(person(50)), clerk(901, capacity=Capacity.AUDITOR)):
        with refuses("kernel.not_for_you"):
            desk.search(role, by="name", text="王秀英")
    Event.objects.bulk_create(
        Event(
            type=PeopleSearched.type,
            actor=actor.person,
            capacity="staff",
            subject_kind="",
            subject_id="",
            payload={},
            at=NOON,
        )
        for _ in range(SEARCHES_PER_DAY - 1)
    )
    with refuses("identity.too_many_searches"):
        desk.search(actor, by="name", text="王秀英")
