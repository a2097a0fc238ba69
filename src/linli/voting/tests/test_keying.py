"""Paper: a sheet locks its elector, is keyed by two after the close, and read by a third where they differ."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from linli.journal.models import Event
from linli.kernel import clock
from linli.voting import counting, sheets_shown
from linli.voting.actions import audits, course, drafting, paper, results
from linli.voting.models import OpenedChoice, PaperAudit, Quarantine
from linli.voting.tests import casting
from linli.voting.tests.casting import AFTER, refusal, vote
from linli.voting.tests.estates import ROOMS, clerk
from linli.voting.tests.test_pages import enter

__all__ = ["enter"]

pytestmark = pytest.mark.usefixtures("during")


# --- paper --------------------------------------------------------------------------------------
def test_f056_paper_locks_the_elector_and_is_keyed_by_two_after_the_close(quarter):
    row = casting.opened(quarter)
    vote(quarter, row, "1栋 101", "oppose")
    sheet = casting.handed_in(quarter, row, "1栋 101")
    ballot = casting.last(quarter, row, "1栋 101")
    assert (ballot.version, ballot.channel, ballot.final) == (2, "paper", True)
    assert casting.told(ballot) is None
    assert refusal(vote, quarter, row, "1栋 101").code == "voting.voted_finally"
    assert refusal(casting.admitted, quarter, row, "1栋 101").code == "voting.voted_finally"
    early = refusal(casting.key_in, quarter, row, sheet, "agree", room="1栋 105")
    assert early.code == "voting.keyed_after_the_close"
    with clock.frozen(AFTER):
        course.close(clerk(quarter), assembly=row.pk)
        assert casting.key_in(quarter, row, sheet, "agree", room="1栋 105") == "first"
        assert not OpenedChoice.objects.exists()
        again = refusal(casting.key_in, quarter, row, sheet, "agree", room="1栋 105")
        assert again.code == "voting.another_operator"
        staff = refusal(
            paper.key_sheet, clerk(quarter), assembly=row.pk, code=sheet.code, choices={1: "agree"}
        )
        assert staff.code == "voting.teller_only"
        assert casting.key_in(quarter, row, sheet, "agree", room="1栋 106") == "counted"
    opened = OpenedChoice.objects.get()
    assert (opened.ballot_id, opened.choice, opened.area_centi) == (ballot.pk, "agree", 100_00)


def with_third(quarter, row):
    """Somebody who reads where the two differ."""
    person = quarter.people["1栋 104"].public_id
    drafting.appoint_teller(clerk(quarter), assembly=row.pk, person=person, role="teller")


@pytest.mark.parametrize(
    ("third", "outcome", "left"),
    [("agree", "counted", []), ("oppose", "counted", []), ("invalid", "quarantined", ["mismatch"])],
)
def test_p7_where_two_differ_a_third_reads_and_two_of_three_count(quarter, third, outcome, left):
    row = casting.opened(quarter)
    with_third(quarter, row)
    sheet = casting.handed_in(quarter, row, "1栋 101")
    with clock.frozen(AFTER):
        course.close(clerk(quarter), assembly=row.pk)
        casting.key_in(quarter, row, sheet, "agree", room="1栋 105")
        assert casting.key_in(quarter, row, sheet, "oppose", room="1栋 106") == "quarantined"
        assert Quarantine.objects.get().reason == "mismatch"
        assert not OpenedChoice.objects.exists()
        again = refusal(casting.key_in, quarter, row, sheet, "agree", room="1栋 105")
        assert again.code == "voting.another_operator"
        assert (sheets_shown.to_key(row), counting.unopened(row)) == (1, 0)
        teller = quarter.owners["1栋 105"]
        for early in (
            lambda: results.tally(teller, assembly=row.pk),
            lambda: audits.begin(teller, assembly=row.pk, one_in=20),
        ):
            caught = refusal(early)
            assert (caught.code, caught.params["sheets"]) == ("voting.third_reading", 1)
        person = quarter.people["1栋 103"].public_id
        more = {"assembly": row.pk, "person": person, "role": "teller"}
        stand = refusal(drafting.appoint_teller, clerk(quarter), **more)
        assert stand.code == "voting.tellers_stand"  # one is left who has not read it
        assert casting.key_in(quarter, row, sheet, third, room="1栋 104") == outcome
        assert (sheets_shown.to_key(row), counting.unopened(row)) == (0, 0)
        assert results.tally(teller, assembly=row.pk).state == "tallied"
    assert list(Quarantine.objects.values_list("reason", flat=True)) == left
    counted = [third] if outcome == "counted" else []
    assert list(OpenedChoice.objects.values_list("choice", flat=True)) == counted


def test_nobody_reads_a_third_time_once_an_audit_has_written_down_what_was_keyed(quarter):
    row = casting.opened(quarter)
    with_third(quarter, row)
    sheet = casting.handed_in(quarter, row, "1栋 101")
    with clock.frozen(AFTER):
        course.close(clerk(quarter), assembly=row.pk)
        for room, choice in (("1栋 105", "agree"), ("1栋 106", "oppose")):
            casting.key_in(quarter, row, sheet, choice, room=room)
        PaperAudit.objects.create(
            assembly=row, one_in=10, sheets=1, keyed_hash="0" * 64, begun_at=AFTER, event=1
        )
        caught = refusal(casting.key_in, quarter, row, sheet, "agree", room="1栋 104")
        assert (caught.code, sheets_shown.to_key(row)) == ("voting.keyed_already", 0)
    assert Quarantine.objects.get().reason == "mismatch"


def test_what_is_set_aside_stays_until_a_third_has_read_it(quarter):
    """The database lets nobody lift a quarantine by hand."""
    row = casting.opened(quarter)
    sheet = casting.handed_in(quarter, row, "1栋 101")
    with clock.frozen(AFTER):
        course.close(clerk(quarter), assembly=row.pk)
        for room, choice in (("1栋 105", "agree"), ("1栋 106", "oppose")):
            casting.key_in(quarter, row, sheet, choice, room=room)
    for change in (Quarantine.objects.all().delete, lambda: Quarantine.objects.update(at=AFTER)):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
    assert Quarantine.objects.count() == 1


def test_a_sheet_that_two_cannot_find_is_set_aside_and_silent(quarter):
    row = casting.opened(quarter)
    sheet = casting.handed_in(quarter, row, "1栋 101")
    values = {"assembly": row.pk, "code": sheet.code}
    first, second = quarter.owners["1栋 105"], quarter.owners["1栋 106"]
    early = refusal(paper.miss_sheet, first, **values)
    assert early.code == "voting.keyed_after_the_close"
    with clock.frozen(AFTER):
        course.close(clerk(quarter), assembly=row.pk)
        assert refusal(paper.miss_sheet, clerk(quarter), **values).code == "voting.teller_only"
        assert paper.miss_sheet(first, **values) == "first"
        assert counting.unopened(row) == 1
        assert refusal(paper.miss_sheet, first, **values).code == "voting.another_misses"
        assert paper.miss_sheet(second, **values) == "quarantined"
        assert counting.unopened(row) == 0
        for call in (
            lambda: casting.key_in(quarter, row, sheet, "agree", room="1栋 105"),
            lambda: paper.miss_sheet(second, **values),
        ):
            assert refusal(call).code == "voting.sheet_is_missing"
    assert Quarantine.objects.get().reason == "missing"
    event = Event.objects.filter(type="ballots.sheet_missing").latest("pk")
    ballot = casting.last(quarter, row, "1栋 101").pk
    assert event.payload == {"ballot": ballot, "assembly": row.pk, "outcome": "quarantined"}


def test_where_nobody_is_left_to_read_one_more_is_appointed_or_two_cannot_find_it(quarter, enter):
    def offered() -> bool:
        page = enter("clerk").get(reverse("assembly_work", args=[row.code])).content.decode()
        return reverse("appoint_teller", args=[row.code]) in page

    row = casting.opened(quarter)
    sheets = [casting.handed_in(quarter, row, room) for room in ("1栋 101", "1栋 102")]
    first, second = quarter.owners["1栋 105"], quarter.owners["1栋 106"]
    with clock.frozen(AFTER):
        course.close(clerk(quarter), assembly=row.pk)
        lost = {"assembly": row.pk, "code": sheets[1].code}
        assert paper.miss_sheet(first, **lost) == "first"  # and then it is found
    with clock.frozen(AFTER + timedelta(minutes=1)):
        for sheet in sheets:
            casting.key_in(quarter, row, sheet, "agree", room="1栋 105")
            casting.key_in(quarter, row, sheet, "oppose", room="1栋 106")
        assert offered() is True
        with_third(quarter, row)
        assert offered() is False
        assert casting.key_in(quarter, row, sheets[0], "agree", room="1栋 104") == "counted"
        assert paper.miss_sheet(second, **lost) == "first"
        assert refusal(results.tally, first, assembly=row.pk).code == "voting.third_reading"
        assert refusal(paper.miss_sheet, second, **lost).code == "voting.another_misses"
        assert paper.miss_sheet(quarter.owners["1栋 104"], **lost) == "quarantined"
        assert (sheets_shown.to_key(row), Quarantine.objects.get().reason) == (0, "mismatch")
        again = refusal(paper.miss_sheet, first, **lost)
        assert again.code == "voting.keyed_already"
        row = results.tally(first, assembly=row.pk)
    assert row.results.get().explanation["agree"]["persons"] == 1


def test_whoever_printed_a_sheet_never_takes_it_in(quarter):
    row = casting.opened(quarter)
    sheets = [casting.printed(quarter, row, room) for room in ("1栋 101", "1栋 102", "1栋 103")]
    vote(quarter, row, "1栋 101", "oppose")
    casting.at_the_booth(quarter, row, "1栋 103")
    before = casting.everything()
    # silent, voted on the web or finally at the booth: the answer is the same
    for sheet in sheets:
        caught = refusal(paper.register_sheet, clerk(quarter), assembly=row.pk, code=sheet.code)
        assert (caught.code, caught.field) == ("voting.another_registers", "code")
    assert casting.everything() == before
    teller = quarter.owners["1栋 105"]
    made = [
        paper.register_sheet(teller, assembly=row.pk, code=each.code).version for each in sheets[:2]
    ]
    assert made == [2, 1]


def test_a_sheet_counts_once_and_a_newer_one_voids_it(quarter):
    row = casting.opened(quarter)
    old, new = casting.printed(quarter, row, "1栋 101"), casting.printed(quarter, row, "1栋 101")
    values = {"assembly": row.pk}
    teller = quarter.owners["1栋 105"]
    caught = refusal(paper.register_sheet, teller, code=old.code, **values)
    assert caught.code == "voting.sheet_replaced"
    typed = f" {new.code[:4].lower()}-{new.code[4:]} "
    paper.register_sheet(teller, code=typed, **values)
    caught = refusal(paper.register_sheet, teller, code=new.code, **values)
    assert caught.code == "voting.sheet_came_in"
    caught = refusal(paper.register_sheet, teller, code="0" * 12, **values)
    assert caught.code == "voting.no_such_sheet"
    assert refusal(casting.printed, quarter, row, "1栋 101").code == "voting.voted_finally"
    # for many at once it does not tell who has voted, and the sheet of whoever has is worth nothing
    sheets = {each.entry_id: each for each in paper.print_sheets(clerk(quarter), **values)}
    assert len(sheets) == len(ROOMS)
    again = sheets[new.entry_id].code
    caught = refusal(paper.register_sheet, teller, code=again, **values)
    assert caught.code == "voting.voted_finally"
