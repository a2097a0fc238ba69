"""What a review found and was mended: each of these would be wrong again without its line of code."""

import dataclasses
from datetime import timedelta

from django.db import transaction
from tests.racing import race

from linli.identity.actions import corrections, desk, me, proposals, transfers
from linli.identity.models import LookAlert, PrivateAccess, Proposal
from linli.identity.operations import watching
from linli.identity.queries import holder_of_id
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
from linli.journal.models import Opening
from linli.kernel import clock


def test_the_last_look_of_a_day_is_taken_once(committed, monkeypatch):
    """Two windows of one clerk: looks are counted under a lock on the clerk's own row."""
    monkeypatch.setattr(watching, "LOOKS_PER_DAY", {"phone": 2})
    with transaction.atomic():
        people, actor = [person(n) for n in (1, 2, 3, 4)], clerk(901)
    looks = [
        lambda p=each: desk.reveal(actor, person=p.pk, part="phone", reason="contact")
        for each in people
    ]
    assert race(*looks) == [
        "done",
        "done",
        "identity.too_many_looks",
        "identity.too_many_looks",
    ]
    rows = PrivateAccess.objects.across_communities("test").filter(by=actor.person, field="phone")
    assert rows.count() == 2
    assert LookAlert.objects.get().looks == 2


def test_the_last_search_of_a_day_is_taken_once(committed, monkeypatch):
    monkeypatch.setattr(desk, "SEARCHES_PER_DAY", 1)
    with transaction.atomic():
        actor = clerk(901)
    searches = [lambda: desk.search(actor, by="name", text="王秀英") for _ in range(3)]
    outcomes = race(*searches)
    assert outcomes == ["done", "identity.too_many_searches", "identity.too_many_searches"]
    assert events() == ["identity.people_searched"]


def test_open_cases_go_along_with_who_moves(db, noon, communities, refuses):
    """The clerks of the new community decide them; those of the old one see them no more."""
    who, holder = person(1, level=20), person(2)
    here, second_here = clerk(901), clerk(902)
    there, second_there = (clerk(903, reach=[THERE]), clerk(904, reach=[THERE]))
    correction = corrections.propose_correction(
        here, person=who.pk, part="name", value="王秀瑛", reason="x"
    )
    number = proposals.propose_phone(here, person=who.pk, phone="13912345678", reason="x")
    claim = transfers.request_transfer(
        here, person=holder.pk, kind="phone", value="13800000001", reason="x"
    )
    me.move(resident(who), community=THERE)
    for decide in (
        lambda a: corrections.confirm_correction(a, correction=correction.pk, value="王秀瑛"),
        lambda a: proposals.confirm_proposal(a, proposal=number.pk),
    ):
        with refuses("kernel.not_found"):
            decide(second_here)
        with clock.frozen(NOON + timedelta(days=1)):
            decide(second_there)
    # of a transfer one side moved: an office that reaches both is needed now
    with clock.frozen(LATER):
        for actor in (second_here, there):
            code = "identity.needs_wider_office" if actor is second_here else "kernel.not_found"
            with refuses(code):
                transfers.decide_transfer(actor, transfer=claim.pk, grant=False, answer="x")
        wide = clerk(905, reach=[HERE, THERE])
        transfers.decide_transfer(wide, transfer=claim.pk, grant=False, answer="x")
    assert Proposal.objects.within(THERE).get().state == "confirmed"


def test_erasing_a_clerk_keeps_what_they_recorded_of_others(db, noon):
    """The receipt of a consent belongs to the person whom it is about, not to who wrote it down."""
    who, actor = person(1), clerk(901)
    desk.note_consent(actor, person=who.pk, purpose="real_name")
    assert Opening.objects.count() == 1
    itself = dataclasses.replace(actor, capacity=resident(who).capacity)
    with clock.frozen(NOON + timedelta(days=8)):
        me.erase_me(itself, sure=True)
        assert Opening.objects.count() == 1
        me.erase_me(resident(who), sure=True)
    assert Opening.objects.count() == 0


def test_two_offices_of_one_person_are_no_two_persons(db, noon, refuses):
    who, gone, actor = person(1, level=20), person(2), clerk(901)
    other_office = dataclasses.replace(actor, place=99, reach=frozenset({HERE, THERE}), office=5)
    merge = proposals.propose_merge(actor, kept=who.pk, gone=gone.pk)
    correction = corrections.propose_correction(
        actor, person=who.pk, part="name", value="王秀瑛", reason="x"
    )
    claim = transfers.request_transfer(
        actor, person=gone.pk, kind="phone", value="13800000001", reason="x"
    )
    with refuses("identity.second_person_needed"):
        proposals.confirm_proposal(other_office, proposal=merge.pk)
    with refuses("identity.second_person_needed"):
        corrections.confirm_correction(other_office, correction=correction.pk, value="王秀瑛")
    with clock.frozen(LATER), refuses("identity.second_person_needed"):
        transfers.decide_transfer(other_office, transfer=claim.pk, grant=True, answer="x")


def test_no_id_moves_to_a_record_that_was_proved_meanwhile(db, noon, refuses):
    """A proved identity is not overwritten by a transfer, neither when it opens nor when it ends."""
    holder, claimant, actor, second = person(1, level=20), person(2), clerk(901), clerk(902)
    proved = person(3, level=20)
    ask = {"kind": "id_number", "value": id_number(1), "name": "王秀英", "reason": "x"}
    with refuses("identity.proved_before"):
        transfers.request_transfer(actor, person=proved.pk, **ask)
    consent(claimant)
    claim = transfers.request_transfer(actor, person=claimant.pk, **ask)
    desk.verify_with_papers(second, person=claimant.pk, name="李雷", id_number=id_number(7))
    with clock.frozen(LATER), refuses("identity.proved_before"):
        transfers.decide_transfer(second, transfer=claim.pk, grant=True, answer="x")
    assert holder_of_id(id_number(1)) == holder
    assert holder_of_id(id_number(7)) == claimant
