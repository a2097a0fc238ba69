"""Joining two records and parting them restores exactly what was."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from tests.racing import race

from linli.identity.actions import me, merges, proposals
from linli.identity.models import Merge, Person, PrivateRecord
from linli.identity.queries import display_names, person_by_phone, records_of
from linli.identity.tests.people import THERE, clerk, events, merged, person, resident
from linli.kernel import clock
from linli.kernel.actor import Capacity


def state():
    return [list(model.objects.order_by("pk").values()) for model in (Person, PrivateRecord)]


def test_merge_and_part(db, refuses):
    kept, gone, actor = person(1, level=20), person(2, name="李雷"), clerk(901)
    other = clerk(902)
    before = state()
    made = merged(kept, gone, by=actor, second=other)
    assert made.by_id == other.person
    gone.refresh_from_db()
    assert (gone.is_active, gone.locked, gone.merged_into_id) == (False, "merged", kept.pk)
    # the phone of the joined record must not open the account that was kept
    assert person_by_phone("13800000002") == gone
    assert records_of(kept.pk) == {kept.pk, gone.pk}
    assert display_names([gone.pk]) == {gone.pk: "王**"}
    with refuses("identity.merged_before"):
        proposals.propose_merge(actor, kept=kept.pk, gone=gone.pk)
    merges.part(other, merge=made.pk)
    assert state()[0][: len(before[0])] == before[0]
    assert state()[1][: len(before[1])] == before[1]
    assert events() == [
        "identity.proposal_made",
        "identity.records_merged",
        "identity.records_parted",
    ]
    with refuses("kernel.stale"):
        merges.part(actor, merge=made.pk)
    again = merged(kept, gone, by=other, second=actor)
    assert Merge.objects.across_communities("test").count() == 2
    assert again.pk != made.pk


def test_an_account_is_not_erased_right_after_another_was_joined_to_it(db, refuses):
    kept, gone = person(1, level=20), person(2)
    start = datetime(2026, 3, 1, 4, tzinfo=UTC)
    with clock.frozen(start):
        merged(kept, gone, by=clerk(901), second=clerk(902))
        with refuses("identity.merged_lately"):
            me.erase_me(resident(kept), sure=True)
    assert PrivateRecord.objects.filter(pk__in=[kept.pk, gone.pk]).count() == 2
    with clock.frozen(start + timedelta(days=7, seconds=1)):
        me.erase_me(resident(kept), sure=True)
    assert PrivateRecord.objects.filter(pk__in=[kept.pk, gone.pk]).count() == 0


def test_what_cannot_be_merged(db, refuses):
    one, two, weak, actor = person(1, level=20), person(2, level=20), person(3), clerk(901)
    with refuses("identity.two_people"):
        proposals.propose_merge(actor, kept=one.pk, gone=two.pk)
    with refuses("identity.keep_the_better_proved"):
        proposals.propose_merge(actor, kept=weak.pk, gone=one.pk)
    with refuses("identity.same_record"):
        proposals.propose_merge(actor, kept=one.pk, gone=one.pk)
    fourth = person(4)
    merged(weak, fourth, by=actor, second=clerk(902))
    with refuses("identity.part_first"):
        proposals.propose_merge(actor, kept=one.pk, gone=weak.pk)
    with refuses("identity.merged_before"):
        proposals.propose_merge(actor, kept=fourth.pk, gone=weak.pk)


@pytest.mark.parametrize(
    ("actor", "merging", "parting"),
    [
        (lambda: clerk(905, reach=[THERE]), "identity.no_such_person", "kernel.not_found"),
        (lambda: resident(person(5)), "kernel.not_for_you", "kernel.not_for_you"),
        (
            lambda: clerk(905, capacity=Capacity.AUDITOR),
            "kernel.not_for_you",
            "kernel.not_for_you",
        ),
    ],
)
def test_who_must_not(db, refuses, actor, merging, parting):
    kept, gone, other = person(1), person(2), person(3)
    made = merged(kept, gone, by=clerk(901), second=clerk(902))
    actor = actor()
    with refuses(merging):
        proposals.propose_merge(actor, kept=kept.pk, gone=other.pk)
    with refuses(parting):
        merges.part(actor, merge=made.pk)


def test_both_records_must_be_in_reach(db, refuses):
    here, there, actor = person(1), person(2, community=THERE), clerk(901)
    for kept, gone in ((here, there), (there, here)):
        with refuses("identity.no_such_person"):
            proposals.propose_merge(actor, kept=kept.pk, gone=gone.pk)


def test_one_alone_joins_nothing(db, refuses):
    kept, gone, actor = person(1, level=20), person(2), clerk(901)
    far, third = clerk(902, reach=[THERE]), clerk(903)
    made = proposals.propose_merge(actor, kept=kept.pk, gone=gone.pk)
    gone.refresh_from_db()
    assert (gone.is_active, gone.merged_into_id) == (True, None)
    with refuses("identity.second_person_needed"):
        proposals.confirm_proposal(actor, proposal=made.pk)
    with refuses("identity.proposed_before"):
        proposals.propose_merge(actor, kept=kept.pk, gone=gone.pk)
    with refuses("kernel.not_found"):
        proposals.confirm_proposal(far, proposal=made.pk)
    with refuses("kernel.not_for_you"):
        proposals.confirm_proposal(resident(kept), proposal=made.pk)
    proposals.refuse_proposal(actor, proposal=made.pk)  # taken back
    with refuses("kernel.stale"):
        proposals.confirm_proposal(third, proposal=made.pk)
    assert Merge.objects.across_communities("test").count() == 0
    assert events() == ["identity.proposal_made", "identity.proposal_refused"]


def test_what_changed_meanwhile_is_checked_again(db, refuses):
    one, two, actor, second = person(1, level=20), person(2), clerk(901), clerk(902)
    made = proposals.propose_merge(actor, kept=one.pk, gone=two.pk)
    merged(person(3), two, by=actor, second=second)
    with refuses("identity.merged_before"):
        proposals.confirm_proposal(second, proposal=made.pk)


def test_two_confirm_at_once(committed):
    with transaction.atomic():
        kept, gone = person(1), person(2)
        staff = [clerk(900 + n) for n in range(4)]
    made = proposals.propose_merge(staff[0], kept=kept.pk, gone=gone.pk)
    calls = [lambda a=a: proposals.confirm_proposal(a, proposal=made.pk) for a in staff[1:]]
    assert race(*calls) == ["done", "kernel.stale", "kernel.stale"]
    assert Merge.objects.across_communities("test").count() == 1
