"""Whom the notice reached is fixed when the vote opens; the ballots alone say which one counts."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.voting import counting, queries
from linli.voting.actions import results
from linli.voting.models import (
    Assembly,
    Cast,
    HandDelivery,
    Matter,
    Result,
    Signature,
    Teller,
    Told,
)
from linli.voting.operations import hash_of
from linli.voting.queries_keys import counted_ballots
from linli.voting.queries_published import gather
from linli.voting.tests import casting, estates
from linli.voting.tests.casting import DURING
from linli.voting.tests.estates import CLOSES, MONDAY, ROOMS, clerk

FOLLOW = {
    "own_rules": {"counting.silence": "FOLLOW_MAJORITY"},
    "own_rules_text": "第二十条：送达后未表决的，计入多数意见。",
}


def late_report(quarter, assembly, room: str) -> None:
    """Dated before the opening, and written down after it."""
    HandDelivery.objects.create(
        assembly=assembly,
        unit=quarter.units[room],
        way="door",
        by_id=quarter.town.people["clerk"].pk,
        at=MONDAY,
    )


def test_reports_after_the_opening_change_no_result(quarter):
    assembly = estates.opened(quarter, brought=ROOMS[4:6], **FOLLOW)
    fixed = sorted(estates.entry_of(quarter, assembly, room).number for room in ROOMS[4:6])
    assert list(Told.objects.order_by("entry__number").values_list("entry__number", flat=True)) == (
        fixed
    )
    event = Event.objects.get(type="voting.vote_opened")
    assert event.payload["told"] == 2
    assert event.payload["told_hash"] == hash_of("\n".join(map(str, fixed)))
    late_report(quarter, assembly, ROOMS[6])
    estates.cast(quarter, assembly, dict.fromkeys(ROOMS[:4], "agree"))
    estates.closed(quarter, assembly)
    late_report(quarter, assembly, ROOMS[7])
    assert queries.reached_entries(assembly).count() == 4
    row = estates.signed(quarter, assembly)
    followed = row.results.get().explanation["followed"]
    assert followed == {"area": 200_00, "persons": 2}
    late_report(quarter, assembly, ROOMS[8])
    assert [each.number for each in gather(row).electors if each.told] == fixed
    with clock.frozen(CLOSES):
        assert results.publish(clerk(quarter), assembly=row.pk).state == "published"


def test_whom_the_notice_reached_is_written_once(quarter):
    estates.opened(quarter, brought=ROOMS[4:6], **FOLLOW)
    for change in ("UPDATE voting_told SET entry_id = entry_id", "DELETE FROM voting_told"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    assert Told.objects.count() == 2


# --- which ballot counts ------------------------------------------------------------------------
def test_a_lock_that_somebody_wrote_decides_nothing(quarter):
    """The ballots say which one counts."""
    with clock.frozen(MONDAY):
        row = casting.opened(quarter)
    with clock.frozen(DURING):
        casting.vote(quarter, row, ROOMS[0], "oppose")
        second = casting.vote(quarter, row, ROOMS[0], "agree")
        third = casting.vote(quarter, row, ROOMS[1], "oppose")
    locks = Cast.objects.filter(assembly=row)
    assert locks.filter(version=2).update(version=1) == 1
    assert list(counted_ballots(row).values_list("pk", flat=True)) == [second.id, third.id]
    assert counting.unopened(row) == 2


def test_the_application_takes_no_lock_away(quarter):
    assembly = estates.opened(quarter)
    estates.cast(quarter, assembly, {ROOMS[0]: "agree"})
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Cast.objects.filter(assembly=assembly).delete()
    assert Cast.objects.filter(assembly=assembly).count() == 1


# --- what was signed is what is published -------------------------------------------------------
def signed(quarter) -> Assembly:
    assembly = estates.opened(quarter)
    estates.cast(quarter, assembly, dict.fromkeys(ROOMS[:4], "agree"))
    estates.closed(quarter, assembly)
    return estates.signed(quarter, assembly)


def another_hash(row, _quarter):
    Assembly.objects.within(row.community).filter(pk=row.pk).update(result_hash="0" * 64)


def another_signature(row, quarter):
    person = quarter.people[ROOMS[0]]
    teller = Teller.objects.create(
        assembly=row, person=person, role="teller", appointed_at=CLOSES, ended_at=CLOSES
    )
    Signature.objects.create(teller=teller, result_hash="0" * 64, at=CLOSES)


def another_result(row, quarter):
    """Of a matter that was never counted."""
    matter = Matter.objects.create(assembly=row, number=2, kind="covenant", noticed_at=CLOSES)
    kept = row.results.get()
    Result.objects.create(
        matter=matter,
        assembly=row,
        passed=True,
        explanation=kept.explanation | {"passed": True},
        hash=kept.hash,
        at=CLOSES,
    )


@pytest.mark.parametrize("change", [another_hash, another_signature, another_result])
def test_a_result_that_somebody_changed_is_not_published(quarter, change):
    row = signed(quarter)
    change(row, quarter)
    assert refusal(results.publish, clerk(quarter), assembly=row.pk) == "voting.result_altered"


def test_a_verdict_beside_its_computation_is_not_published(quarter, monkeypatch):
    """Adopted as a row, and failed by every number that was hashed and signed."""
    honest = counting.results_of
    monkeypatch.setattr(
        counting, "results_of", lambda row: [(m, True, numbers) for m, _, numbers in honest(row)]
    )
    row = signed(quarter)
    assert (row.results.get().passed, row.results.get().explanation["passed"]) == (True, False)
    assert refusal(results.publish, clerk(quarter), assembly=row.pk) == "voting.result_altered"


def refusal(call, *args, **kwargs) -> str:
    before = estates.everything()
    with clock.frozen(CLOSES), pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert estates.everything() == before
    return caught.value.code
