"""Joining two records and parting them restores exactly what was."""

from datetime import UTC, datetime, timedelta

import pytest

from linli.identity.actions import me, merges
from linli.identity.models import Merge, Person, PrivateRecord
from linli.identity.queries import display_names, person_by_phone, records_of
from linli.identity.tests.people import THERE, clerk, events, person, resident
from linli.kernel import clock
from linli.kernel.actor import Capacity


def state():
    return [list(model.objects.order_by("pk").values()) for model in (Person, PrivateRecord)]


def test_merge_and_part(db, refuses):
    kept, gone, actor = person(1, level=20), person(2, name="李雷"), clerk(901)
    before = state()
    made = merges.merge(actor, kept=kept.pk, gone=gone.pk)
    gone.refresh_from_db()
    assert (gone.is_active, gone.locked, gone.merged_into_id) == (False, "merged", kept.pk)
    # the phone of the joined record must not open the account that was kept
    assert person_by_phone("13800000002") == gone
    assert records_of(kept.pk) == {kept.pk, gone.pk}
    assert display_names([gone.pk]) == {gone.pk: "王**"}
    with refuses("identity.merged_before"):
        merges.merge(actor, kept=kept.pk, gone=gone.pk)
    merges.part(clerk(902), merge=made.pk)
    assert state()[0][: len(before[0])] == before[0]
    assert state()[1][: len(before[1])] == before[1]
    assert events() == ["identity.records_merged", "identity.records_parted"]
    with refuses("kernel.stale"):
        merges.part(actor, merge=made.pk)
    again = merges.merge(actor, kept=kept.pk, gone=gone.pk)
    assert Merge.objects.across_communities("test").count() == 2
    assert again.pk != made.pk


def test_an_account_is_not_erased_right_after_another_was_joined_to_it(db, refuses):
    kept, gone = person(1, level=20), person(2)
    start = datetime(2026, 3, 1, 4, tzinfo=UTC)
    with clock.frozen(start):
        merges.merge(clerk(901), kept=kept.pk, gone=gone.pk)
        with refuses("identity.merged_lately"):
            me.erase_me(resident(kept), sure=True)
    assert PrivateRecord.objects.filter(pk__in=[kept.pk, gone.pk]).count() == 2
    with clock.frozen(start + timedelta(days=7, seconds=1)):
        me.erase_me(resident(kept), sure=True)
    assert PrivateRecord.objects.filter(pk__in=[kept.pk, gone.pk]).count() == 0


def test_what_cannot_be_merged(db, refuses):
    one, two, weak, actor = person(1, level=20), person(2, level=20), person(3), clerk(901)
    with refuses("identity.two_people"):
        merges.merge(actor, kept=one.pk, gone=two.pk)
    with refuses("identity.keep_the_better_proved"):
        merges.merge(actor, kept=weak.pk, gone=one.pk)
    with refuses("identity.same_record"):
        merges.merge(actor, kept=one.pk, gone=one.pk)
    fourth = person(4)
    merges.merge(actor, kept=weak.pk, gone=fourth.pk)
    with refuses("identity.part_first"):
        merges.merge(actor, kept=one.pk, gone=weak.pk)
    with refuses("identity.merged_before"):
        merges.merge(actor, kept=fourth.pk, gone=weak.pk)


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
    made = merges.merge(clerk(901), kept=kept.pk, gone=gone.pk)
    actor = actor()
    with refuses(merging):
        merges.merge(actor, kept=kept.pk, gone=other.pk)
    with refuses(parting):
        merges.part(actor, merge=made.pk)


def test_both_records_must_be_in_reach(db, refuses):
    here, there, actor = person(1), person(2, community=THERE), clerk(901)
    for kept, gone in ((here, there), (there, here)):
        with refuses("identity.no_such_person"):
            merges.merge(actor, kept=kept.pk, gone=gone.pk)
