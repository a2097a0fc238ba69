"""An ID or phone that another record holds: both sides are heard, staff decide, nothing is silent."""

import threading
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection, connections, transaction

from linli.identity.actions import desk, me
from linli.identity.actions import transfers as acts
from linli.identity.models import Person, PrivateRecord, Transfer
from linli.identity.queries import holder_of_id, holder_of_phone, person_by_phone
from linli.identity.tests.people import (
    HERE,
    LATER,
    NOON,
    THERE,
    clerk,
    consent,
    events,
    id_number,
    person,
    resident,
)
from linli.kernel import clock
from linli.kernel.actor import Capacity
from linli.kernel.errors import Refused

WHY = "本人持证到场，号码被他人登记"


def row(pk):
    return Transfer.objects.across_communities("test").get(pk=pk)


@pytest.fixture
def claim(db):
    """An open transfer of the holder's ID to the claimant, opened at noon by the first clerk."""

    class Claim:
        holder, claimant = person(1, level=20), person(2)
        one, two = clerk(901), clerk(902)

    consent(Claim.claimant)
    with clock.frozen(NOON):
        Claim.pk = acts.request_transfer(
            Claim.one,
            person=Claim.claimant.pk,
            kind="id_number",
            value=id_number(1),
            name="王秀英",
            reason=WHY,
        ).pk
    return Claim


def test_opening_changes_no_record(claim):
    found = row(claim.pk)
    assert (found.claimant_id, found.holder_id) == (claim.claimant.pk, claim.holder.pk)
    assert (found.state, found.objections_until) == ("open", NOON + timedelta(days=7))
    assert found.read("reason") == WHY
    assert holder_of_id(id_number(1)) == claim.holder
    assert events() == ["identity.transfer_opened"]


def test_granted_after_the_period(claim, refuses):
    with clock.frozen(NOON + timedelta(days=7)), refuses("identity.too_early"):
        acts.decide_transfer(claim.two, transfer=claim.pk, grant=True, answer="证件相符")
    with clock.frozen(LATER):
        with refuses("identity.second_person_needed"):
            acts.decide_transfer(claim.one, transfer=claim.pk, grant=True, answer="证件相符")
        with refuses("identity.reason_missing", "answer"):
            acts.decide_transfer(claim.two, transfer=claim.pk, grant=True, answer="")
        acts.decide_transfer(claim.two, transfer=claim.pk, grant=True, answer="证件相符")
        with refuses("kernel.stale"):
            acts.decide_transfer(claim.two, transfer=claim.pk, grant=False, answer="x")
    claim.holder.refresh_from_db()
    claim.claimant.refresh_from_db()
    assert (claim.holder.level, claim.claimant.level) == (10, 20)
    lost = PrivateRecord.objects.get(person=claim.holder)
    won = PrivateRecord.objects.get(person=claim.claimant)
    assert (lost.id_number, lost.id_hash, lost.birth_date, lost.proved_at) == (None,) * 4
    assert (won.read("id_number"), won.read("name")) == (id_number(1), "王秀英")
    assert (won.proved_how, won.proved_by_id, won.proved_at) == ("papers", claim.two.person, LATER)
    assert row(claim.pk).state == "granted"
    assert events() == ["identity.transfer_opened", "identity.transfer_granted"]


def test_an_id_is_not_proved_without_the_consent_to_real_name_checks(claim, refuses):
    me.withdraw_consent(resident(claim.claimant), purpose="real_name")
    with clock.frozen(LATER), refuses("identity.consent_first"):
        acts.decide_transfer(claim.two, transfer=claim.pk, grant=True, answer="证件相符")
    assert (row(claim.pk).state, holder_of_id(id_number(1))) == ("open", claim.holder)


def test_what_the_claimant_opened_alone_takes_two_of_the_staff(noon, db, refuses):
    claimant, holder = person(1), person(2)
    one, two = clerk(901), clerk(902)
    made = acts.claim_phone(resident(claimant), phone="13800000002", reason="这是我的号码")
    grant = {"transfer": made.pk, "grant": True, "answer": "已看合同"}
    with clock.frozen(LATER):
        acts.decide_transfer(one, **grant)
        found = row(made.pk)
        assert (found.state, found.proposed_by_id) == ("open", one.person)
        assert holder_of_phone("13800000002") == holder
        with refuses("identity.second_person_needed"):
            acts.decide_transfer(one, **grant)
        acts.decide_transfer(two, **grant)
    assert (row(made.pk).state, row(made.pk).decided_by_id) == ("granted", two.person)
    assert holder_of_phone("13800000002") == claimant
    assert events() == [
        "identity.transfer_opened",
        "identity.transfer_proposed",
        "identity.transfer_granted",
    ]


def test_refused_changes_no_record(claim):
    with clock.frozen(LATER):
        acts.decide_transfer(claim.two, transfer=claim.pk, grant=False, answer="证件不符")
    assert row(claim.pk).read("answer") == "证件不符"
    assert holder_of_id(id_number(1)) == claim.holder


def test_both_agree_then_no_waiting(claim, refuses):
    with clock.frozen(NOON):
        acts.answer_transfer(resident(claim.holder), transfer=claim.pk, objects=False)
        with refuses("identity.too_early"):
            acts.decide_transfer(claim.two, transfer=claim.pk, grant=True, answer="同意")
        acts.answer_transfer(resident(claim.claimant), transfer=claim.pk, objects=False)
        acts.decide_transfer(claim.two, transfer=claim.pk, grant=True, answer="双方同意")
    assert holder_of_id(id_number(1)) == claim.claimant


def test_objections(claim, refuses):
    with clock.frozen(NOON):
        with refuses("identity.reason_missing", "text"):
            acts.answer_transfer(resident(claim.holder), transfer=claim.pk, objects=True)
        acts.answer_transfer(
            resident(claim.holder), transfer=claim.pk, objects=True, text="这是我的证件"
        )
    found = row(claim.pk)
    assert (found.holder_objects, found.claimant_objects) == (True, None)
    assert found.read("holder_says") == "这是我的证件"
    with clock.frozen(LATER), refuses("identity.too_late"):
        acts.answer_transfer(resident(claim.holder), transfer=claim.pk, objects=False)
    assert events()[1:] == ["identity.transfer_answered"]


def test_only_the_sides_speak(claim, refuses):
    stranger = resident(person(3))
    for act, more in ((acts.answer_transfer, {"objects": True}), (acts.withdraw_transfer, {})):
        with refuses("kernel.not_found"):
            act(stranger, transfer=claim.pk, **more)
    with refuses("identity.not_your_claim"):
        acts.withdraw_transfer(resident(claim.holder), transfer=claim.pk)
    acts.withdraw_transfer(resident(claim.claimant), transfer=claim.pk)
    assert row(claim.pk).state == "withdrawn"
    with clock.frozen(LATER), refuses("kernel.stale"):
        acts.decide_transfer(claim.two, transfer=claim.pk, grant=True, answer="x")


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (lambda: clerk(905, reach=[THERE]), "kernel.not_found"),
        (lambda: resident(person(5)), "kernel.not_for_you"),
        (lambda: clerk(905, capacity=Capacity.AUDITOR), "kernel.not_for_you"),
        (lambda: clerk(905, capacity=Capacity.DISTRICT_ADMIN), "kernel.not_for_you"),
    ],
)
def test_who_must_not_decide(claim, refuses, actor, code):
    stranger = actor()
    with clock.frozen(LATER), refuses(code):
        acts.decide_transfer(stranger, transfer=claim.pk, grant=True, answer="x")


def test_sides_of_two_communities_need_an_office_above_both(db, refuses):
    holder, claimant = person(1, level=20, community=THERE), person(2)
    consent(claimant)
    made = acts.request_transfer(
        clerk(901),
        person=claimant.pk,
        kind="id_number",
        value=id_number(1),
        name="王秀英",
        reason=WHY,
    )
    two, street = clerk(902), clerk(903, reach=[HERE, THERE])
    with clock.frozen(clock.now() + timedelta(days=8)):
        with refuses("identity.needs_wider_office"):
            acts.decide_transfer(two, transfer=made.pk, grant=True, answer="证件相符")
        acts.decide_transfer(street, transfer=made.pk, grant=True, answer="证件相符")
    assert holder_of_id(id_number(1)) == claimant
    assert holder.pk != claimant.pk


def test_a_phone_moves(db, refuses):
    holder, claimant = person(1), person(2, level=0)
    made = acts.request_transfer(
        clerk(901), person=claimant.pk, kind="phone", value="138 0000 0001", reason="号码已转户"
    )
    for each in (holder, claimant):
        UserSession.objects.create(user=each, ip="192.0.2.1", session_key=f"of{each.pk}")
    with clock.frozen(clock.now() + timedelta(days=8)):
        acts.decide_transfer(clerk(902), transfer=made.pk, grant=True, answer="营业厅证明")
    assert not UserSession.objects.exists()
    assert person_by_phone("13800000001") == claimant
    assert person_by_phone("13800000002") is None
    assert [Person.objects.get(pk=p.pk).level for p in (holder, claimant)] == [0, 10]


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"kind": "car"}, "identity.no_such_choice", "kind"),
        ({"value": id_number(77)}, "identity.nobody_holds_it", "value"),
        ({"reason": ""}, "identity.reason_missing", "reason"),
        ({"name": ""}, "identity.name_shape", "name"),
        ({"value": "1"}, "identity.id_shape", "id_number"),
    ],
)
def test_bad_requests(db, refuses, wrong, code, field):
    person(1, level=20)
    claimant, one = person(2), clerk(901)
    asked = {"kind": "id_number", "value": id_number(1), "name": "王秀英", "reason": WHY, **wrong}
    with refuses(code, field):
        acts.request_transfer(one, person=claimant.pk, **asked)


def test_once_per_pair(claim, refuses):
    with refuses("identity.transfer_is_open"):
        acts.request_transfer(
            claim.two,
            person=claim.claimant.pk,
            kind="id_number",
            value=id_number(1),
            name="王秀英",
            reason=WHY,
        )


def test_the_holder_gave_it_up_meanwhile(claim, refuses):
    from linli.identity.operations.consents import forget_proof

    forget_proof(claim.holder)
    with clock.frozen(LATER), refuses("identity.not_held_any_more"):
        acts.decide_transfer(claim.two, transfer=claim.pk, grant=True, answer="x")


def race(jobs):
    """Run callables at once, each on a connection of its own; answers results or refusal codes."""
    gate, out = threading.Barrier(len(jobs)), [None] * len(jobs)
    tenant = connection.tenant

    def run(index, job):
        connection.set_tenant(tenant)
        try:
            gate.wait(10)
            job()
            out[index] = "done"
        except Refused as refusal:
            out[index] = refusal.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(jobs)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    return out


@pytest.mark.parametrize("attempt", range(3))
def test_two_claim_the_same_id_at_once(committed, attempt):
    with transaction.atomic():
        people, clerks = [person(n) for n in range(1, 5)], [clerk(900 + n) for n in range(4)]
        for who in people:
            consent(who)
    out = race(
        [
            lambda who=who, actor=actor: desk.verify_with_papers(
                actor, person=who.pk, name="李雷", id_number=id_number(50)
            )
            for who, actor in zip(people, clerks, strict=True)
        ]
    )
    assert sorted(out) == ["done"] + ["identity.id_held"] * 3
    holder = holder_of_id(id_number(50))
    levels = {p.pk: p.level for p in Person.objects.filter(pk__in=[p.pk for p in people])}
    assert {pk for pk, level in levels.items() if level == 20} == {holder.pk}
    assert events().count("identity.real_name_proved") == 1


def test_two_decide_at_once(committed):
    with transaction.atomic():
        person(1, level=20)
        claimant = person(2)
        consent(claimant)
        one, deciders = clerk(901), [clerk(902), clerk(903)]
    with clock.frozen(NOON):
        made = acts.request_transfer(
            one, person=claimant.pk, kind="id_number", value=id_number(1), name="王", reason=WHY
        )

    def decide(actor, grant):
        with clock.frozen(LATER):
            acts.decide_transfer(actor, transfer=made.pk, grant=grant, answer="x")

    out = race([lambda: decide(deciders[0], True), lambda: decide(deciders[1], False)])
    assert sorted(out) == ["done", "kernel.stale"]
    assert len(events()) == 2
