"""A proved name or ID changes only when two members of staff agree."""

import pytest

from linli.identity.actions import corrections as acts
from linli.identity.models import Correction, Person, PrivateRecord
from linli.identity.tests.people import HERE, THERE, clerk, events, id_number, person, resident
from linli.kernel.actor import Capacity

WHY = "名字写错了"


def row(pk):
    return Correction.objects.across_communities("test").get(pk=pk)


def test_two_persons(db, refuses):
    who, one, two = person(1, level=20), clerk(901), clerk(902)
    made = acts.propose_correction(one, person=who.pk, part="name", value="王秀瑛", reason=WHY)
    assert PrivateRecord.objects.get(person=who).read("name") == "王秀英"
    with refuses("identity.second_person_needed"):
        acts.confirm_correction(one, correction=made.pk, value="王秀瑛")
    with refuses("identity.correction_is_open"):
        acts.propose_correction(two, person=who.pk, part="name", value="王秀映", reason=WHY)
    acts.confirm_correction(two, correction=made.pk, value="王秀瑛")
    assert PrivateRecord.objects.get(person=who).read("name") == "王秀瑛"
    done = row(made.pk)
    assert (done.state, done.proposed_by_id, done.decided_by_id) == (
        "confirmed",
        one.person,
        two.person,
    )
    assert events() == ["identity.correction_proposed", "identity.correction_confirmed"]
    with refuses("kernel.stale"):
        acts.confirm_correction(two, correction=made.pk, value="王秀瑛")
    with refuses("kernel.stale"):
        acts.refuse_correction(one, correction=made.pk, answer="no")
    with refuses("kernel.stale"):
        acts.withdraw_correction(resident(who), correction=made.pk)


def test_id_correction_keeps_the_look_up(db, refuses):
    who, one, two = person(1, level=20), clerk(901), clerk(902)
    held = person(2, level=20)
    asked = acts.ask_correction(
        resident(who), part="id_number", value=id_number(2), reason=WHY
    )  # whether the number is held is told at the desk alone
    with refuses("identity.id_held"):
        acts.endorse_correction(one, correction=asked.pk)
    acts.withdraw_correction(resident(who), correction=asked.pk)
    with refuses("identity.id_held", "value"):
        acts.propose_correction(
            one, person=who.pk, part="id_number", value=id_number(2), reason=WHY
        )
    made = acts.propose_correction(
        one, person=who.pk, part="id_number", value=id_number(5, "19800101"), reason=WHY
    )
    with refuses("identity.value_differs", "value"):
        acts.confirm_correction(two, correction=made.pk, value=id_number(6, "19800101"))
    acts.confirm_correction(two, correction=made.pk, value=id_number(5, "19800101"))
    private = PrivateRecord.objects.get(person=who)
    assert private.read("id_number") == id_number(5, "19800101")
    assert private.read("birth_date") == "1980-01-01"
    assert private.id_hash != PrivateRecord.objects.get(person=held).id_hash


def test_the_number_was_taken_in_the_meantime(db, refuses):
    who, one, two = person(1, level=20), clerk(901), clerk(902)
    made = acts.propose_correction(
        one, person=who.pk, part="id_number", value=id_number(5), reason=WHY
    )
    person(5, level=20)
    with refuses("identity.id_held", "id_number"):
        acts.confirm_correction(two, correction=made.pk, value=id_number(5))


def test_asked_by_the_person(db, refuses):
    who, one, two = person(1, level=20), clerk(901), clerk(902)
    made = acts.ask_correction(resident(who), part="name", value="王秀瑛", reason=WHY)
    assert row(made.pk).state == "asked"
    with refuses("kernel.stale"):
        acts.confirm_correction(one, correction=made.pk, value="王秀瑛")
    acts.endorse_correction(one, correction=made.pk)
    with refuses("kernel.stale"):
        acts.endorse_correction(two, correction=made.pk)
    with refuses("identity.second_person_needed"):
        acts.confirm_correction(one, correction=made.pk, value="王秀瑛")
    acts.confirm_correction(two, correction=made.pk, value="王秀瑛")
    assert PrivateRecord.objects.get(person=who).read("name") == "王秀瑛"


def test_withdrawn_or_refused_changes_nothing(db, refuses):
    who, one = person(1, level=20), clerk(901)
    made = acts.ask_correction(resident(who), part="name", value="王秀瑛", reason=WHY)
    neighbour = resident(person(3))
    with refuses("kernel.not_found"):
        acts.withdraw_correction(neighbour, correction=made.pk)
    acts.withdraw_correction(resident(who), correction=made.pk)
    again = acts.ask_correction(resident(who), part="name", value="王秀瑛", reason=WHY)
    with refuses("identity.reason_missing", "reason"):
        acts.refuse_correction(one, correction=again.pk, answer="  ")
    acts.refuse_correction(one, correction=again.pk, answer="证件上仍是旧名")
    assert row(again.pk).read("answer") == "证件上仍是旧名"
    assert PrivateRecord.objects.get(person=who).read("name") == "王秀英"


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"value": "王秀英"}, "identity.nothing_to_change", "value"),
        ({"part": "phone"}, "identity.no_such_choice", "part"),
        ({"reason": " "}, "identity.reason_missing", "reason"),
        ({"reason": "x" * 501}, "identity.text_too_long", "reason"),
        ({"value": "1234"}, "identity.name_shape", "name"),
        ({"part": "id_number"}, "identity.id_shape", "id_number"),
    ],
)
def test_bad_proposals(db, refuses, wrong, code, field):
    who, one = person(1, level=20), clerk(901)
    asked = {"part": "name", "value": "王秀瑛", "reason": WHY, **wrong}
    with refuses(code, field):
        acts.propose_correction(one, person=who.pk, **asked)
    with refuses(code, field):
        acts.ask_correction(resident(who), **asked)


def test_nothing_proved_nothing_to_correct(db, refuses):
    unproved = resident(person(1))
    with refuses("identity.not_proved_yet"):
        acts.ask_correction(unproved, part="name", value="王秀瑛", reason=WHY)


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (lambda who: clerk(905, reach=[THERE]), "kernel.not_found"),
        (lambda who: resident(person(5)), "kernel.not_for_you"),
        (lambda who: clerk(905, capacity=Capacity.AUDITOR), "kernel.not_for_you"),
        (lambda who: clerk(905, second=False), "kernel.second_factor"),
    ],
)
def test_who_must_not_decide(db, refuses, actor, code):
    who = person(1, level=20)
    made = acts.propose_correction(
        clerk(901), person=who.pk, part="name", value="王秀瑛", reason=WHY
    )
    stranger = actor(who)
    for act, more in (
        (acts.confirm_correction, {"value": "王秀瑛"}),
        (acts.endorse_correction, {}),
        (acts.refuse_correction, {"answer": "no"}),
    ):
        with refuses(code):
            act(stranger, correction=made.pk, **more)


def test_staff_do_not_decide_about_themselves(db, refuses):
    one, two = clerk(901), clerk(902)
    Person.objects.filter(pk=two.person).update(community=HERE)
    made = acts.propose_correction(one, person=two.person, part="name", value="王秀瑛", reason=WHY)
    with refuses("identity.not_on_yourself"):
        acts.confirm_correction(two, correction=made.pk, value="王秀瑛")
