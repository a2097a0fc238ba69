"""A child under 14: the guardian's separate consent opens the account, withdrawal locks it."""

from datetime import UTC, datetime

import pytest

from linli.identity.actions import children as acts
from linli.identity.actions import desk, me, proposals
from linli.identity.jobs import grown_up
from linli.identity.models import Consent, Guardianship, Person, PrivateRecord
from linli.identity.operations import enrol
from linli.identity.operations.locking import settle_childhood
from linli.identity.tests.people import HERE, clerk, events, id_number, person, resident
from linli.journal.models import Event, Opening
from linli.kernel import clock

CHILD_ID = id_number(1, "20150601")


def fresh(who):
    return Person.objects.get(pk=who.pk)


def test_a_guardian_adds_and_consents(db, noon, refuses):
    guardian = person(1, level=20)
    actor = resident(guardian)
    child = acts.add_child(actor, name="王小明", id_number=CHILD_ID)
    assert (fresh(child).locked, fresh(child).is_active) == ("guardian", False)
    assert (child.community, child.level) == (HERE, 0)
    acts.consent_for_child(actor, child=child.pk)
    assert (fresh(child).locked, fresh(child).is_active) == ("", True)
    consent = Consent.objects.get()
    assert (consent.person_id, consent.by_id, consent.purpose) == (child.pk, guardian.pk, "child")
    with refuses("identity.nothing_to_change"):
        acts.consent_for_child(actor, child=child.pk)
    acts.withdraw_for_child(actor, child=child.pk)
    assert fresh(child).locked == "guardian"
    with refuses("identity.nothing_to_change"):
        acts.withdraw_for_child(actor, child=child.pk)
    assert events() == [
        "identity.child_added",
        "identity.consent_given",
        "identity.consent_withdrawn",
    ]
    assert set(Event.objects.values_list("actor", flat=True)) == {guardian.pk}


def test_who_cannot_be_a_guardian(db, noon, refuses):
    unproved = resident(person(1))
    with refuses("identity.guardian_unproved"):
        acts.add_child(unproved, name="王小明", id_number=CHILD_ID)
    young = resident(person(2, level=20, id_number=id_number(2, "20100101")))
    with refuses("identity.guardian_too_young"):
        acts.add_child(young, name="王小明", id_number=CHILD_ID)
    actor = resident(person(3, level=20))
    with refuses("identity.not_a_child", "id_number"):
        acts.add_child(actor, name="王小明", id_number=id_number(4, "20121122"))
    child = acts.add_child(actor, name="王小明", id_number=id_number(4, "20121123"))
    with refuses("identity.id_held", "id_number"):
        acts.add_child(actor, name="王小明", id_number=id_number(4, "20121123"))
    stranger = resident(person(5, level=20))
    for act, more in (
        (acts.consent_for_child, {}),
        (acts.withdraw_for_child, {}),
        (acts.erase_child, {"sure": True}),
    ):
        with refuses("kernel.not_found"):
            act(stranger, child=child.pk, **more)


def test_guardianship_ends_at_fourteen(db, refuses):
    guardian = person(1, level=20)
    actor = resident(guardian)
    with clock.frozen(datetime(2029, 5, 31, 4, tzinfo=UTC)):
        child = acts.add_child(actor, name="王小明", id_number=CHILD_ID)
        acts.consent_for_child(actor, child=child.pk)
    with clock.frozen(datetime(2029, 6, 1, 4, tzinfo=UTC)):
        with refuses("kernel.not_found"):
            acts.withdraw_for_child(actor, child=child.pk)
        with refuses("kernel.not_found"):
            acts.erase_child(actor, child=child.pk, sure=True)
    assert fresh(child).locked == ""
    assert PrivateRecord.objects.filter(pk=child.pk).exists()


def test_a_child_found_out_by_papers_is_locked(db, noon):
    who, actor = person(1), clerk()
    desk.note_consent(actor, person=who.pk, purpose="real_name")
    desk.verify_with_papers(actor, person=who.pk, name="王小明", id_number=CHILD_ID)
    assert (fresh(who).level, fresh(who).locked) == (20, "guardian")


def test_staff_link_and_end(db, noon, refuses):
    actor, guardian = clerk(), person(1, level=20)
    child = enrol(phone="13900000001", name="王小明", id_number=CHILD_ID, community=HERE)
    assert fresh(child).locked == "guardian"
    second = clerk(901)
    made = proposals.propose_guardian(actor, child=child.pk, guardian=guardian.pk)
    assert Guardianship.objects.count() == 0
    with refuses("identity.second_person_needed"):
        proposals.confirm_proposal(actor, proposal=made.pk)
    proposals.confirm_proposal(second, proposal=made.pk)
    assert Guardianship.objects.get().seen_by_id == second.person
    with refuses("identity.nothing_to_change"):
        proposals.propose_guardian(actor, child=child.pk, guardian=guardian.pk)
    with refuses("identity.guardian_unproved"):
        proposals.propose_guardian(actor, child=guardian.pk, guardian=child.pk)
    acts.consent_for_child(resident(guardian), child=child.pk)
    assert fresh(child).is_active
    ending = proposals.propose_guardian_end(actor, child=child.pk, guardian=guardian.pk)
    assert fresh(child).is_active  # one alone ends nothing
    with refuses("identity.second_person_needed"):
        proposals.confirm_proposal(actor, proposal=ending.pk)
    proposals.confirm_proposal(second, proposal=ending.pk)
    assert fresh(child).locked == "guardian"
    assert events()[-2:] == ["identity.proposal_made", "identity.guardian_ended"]
    with refuses("identity.nothing_to_change"):
        proposals.propose_guardian_end(actor, child=child.pk, guardian=guardian.pk)
    with refuses("kernel.not_found"):
        acts.consent_for_child(resident(guardian), child=child.pk)
    with refuses("kernel.not_for_you"):
        proposals.propose_guardian(resident(guardian), child=child.pk, guardian=guardian.pk)


def test_erasing_a_child(db, noon, refuses):
    guardian = person(1, level=20)
    actor = resident(guardian)
    child = acts.add_child(actor, name="王小明", id_number=CHILD_ID)
    acts.consent_for_child(actor, child=child.pk)
    assert Opening.objects.count() == 1
    with refuses("identity.children_first"):
        me.erase_me(actor, sure=True)
    with refuses("identity.not_confirmed", "sure"):
        acts.erase_child(actor, child=child.pk, sure=False)
    acts.erase_child(actor, child=child.pk, sure=True)
    assert fresh(child).locked == "erased"
    assert not PrivateRecord.objects.filter(person=child).exists()
    assert Opening.objects.count() == 0  # though the guardian was the one who acted
    assert Guardianship.objects.get().until is not None
    me.erase_me(actor, sure=True)


@pytest.mark.parametrize(("day", "locked"), [(31, "guardian"), (1, "")])
def test_fourteen_today(db, day, locked):
    with clock.frozen(datetime(2026, 11, 22, 4, tzinfo=UTC)):
        child = enrol(id_number=CHILD_ID)
        assert child.locked == "guardian"
    month = 5 if day == 31 else 6
    with clock.frozen(datetime(2029, month, day, 4, tzinfo=UTC)):
        settle_childhood(child)
        assert fresh(child).locked == locked


def test_a_daily_job_opens_the_account_of_who_turned_14(db, noon):
    guardian = resident(person(1, level=20))
    child = acts.add_child(guardian, name="王小明", id_number=id_number(4, "20121125"))
    younger = acts.add_child(guardian, name="王小红", id_number=id_number(5, "20121126"))
    for day, open_now in ((24, False), (25, True)):
        with clock.frozen(datetime(2026, 11, day, 4, tzinfo=UTC)):
            grown_up(timestamp=0)
        assert fresh(child).is_active is open_now
    assert (fresh(child).locked, fresh(younger).locked) == ("", "guardian")


def test_entering_children_tries_out_no_numbers(db, noon, client):
    """Refused tries leave nothing but their count, which lies in a transaction of its own."""
    guardian = person(1, level=20)
    client.force_login(guardian, "linli.identity.signin.backend.PersonBackend")
    sent = {"name": "王小明", "id_number": id_number(4, "19900101")}
    answers = [client.post("/me/children/add/", sent) for _ in range(6)]
    assert [each.status_code for each in answers] == [200] * 6
    assert "今天核验失败次数过多" not in answers[4].content.decode()
    assert "今天核验失败次数过多" in answers[5].content.decode()
