"""Paper is audited by a sample that the log draws; one difference, and all is keyed anew."""

from importlib import import_module

import pytest
from conftest import DistrictClient
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import translation

from linli.journal.models import Event
from linli.journal.operations_log import integrate
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.voting import audits_shown, jobs, paper_audit, sheets_shown
from linli.voting.actions import audits, drafting, paper, results
from linli.voting.audits import keyed_sheets
from linli.voting.models import AuditReading, Keying, PaperAudit, Quarantine
from linli.voting.recount.__main__ import check
from linli.voting.tests import casting, deciding, estates
from linli.voting.tests.casting import AFTER, DURING
from linli.voting.tests.estates import CLOSES, ROOMS, clerk

FIRST, SECOND = "1栋 105", "1栋 106"
#: Two more who neither stand nor serve the property company.
OTHERS = ("2栋 102", "2栋 101")
PAPER = ROOMS[:5]


@pytest.fixture(autouse=True)
def _after(quarter):
    with clock.frozen(AFTER):
        yield


def closed(quarter, *, others=OTHERS, **more):
    """Five sheets that say yes, one ballot against it: adopted only because of the sheets."""
    with clock.frozen(estates.MONDAY):
        row = estates.opened(quarter, **more)
    with clock.frozen(DURING):
        casting.vote(quarter, row, ROOMS[7], "oppose")
        sheets = [casting.handed_in(quarter, row, room) for room in PAPER]
        for room in others:
            drafting.appoint_teller(
                clerk(quarter), assembly=row.pk, person=quarter.people[room].public_id,
                role="scrutineer",
            )  # fmt: skip
    estates.closed(quarter, row)
    estates.unsealed(quarter, row)
    return row, sheets


def keyed(quarter, row, sheets, *rooms, choice="agree"):
    for room in rooms:
        for sheet in sheets:
            casting.key_in(quarter, row, sheet, choice, room=room)
    row.refresh_from_db()


def refusal(call, *args, **kwargs) -> str:
    def everything():
        rows = casting.everything()
        for model in (PaperAudit, AuditReading):
            rows += list(model.objects.order_by("pk").values())
        return rows

    before = everything()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert everything() == before
    return caught.value.code


def begun(quarter, one_in=20):
    row, sheets = closed(quarter)
    keyed(quarter, row, sheets, FIRST, SECOND)
    teller = quarter.owners[FIRST]
    audits.begin(teller, assembly=row.pk, one_in=one_in)
    assert refusal(audits.draw, teller, assembly=row.pk) == "voting.seed_first"
    integrate()
    return row, sheets, audits.draw(teller, assembly=row.pk)


def read(quarter, row, sheet, choice, room=OTHERS[0]):
    return audits.read(quarter.owners[room], assembly=row.pk, code=sheet.code, choices={1: choice})


def test_the_log_draws_and_everybody_can_draw_again(quarter):
    row, sheets, audit = begun(quarter)
    event = Event.objects.get(type="voting.audit_begun")
    assert (event.payload["one_in"], event.payload["sheets"]) == (20, 5)
    assert event.payload["keyed_hash"] == audit.keyed_hash
    # 5 of 6 agree; six persons of nine are needed to take part: one sheet less, and it fails
    assert audit.least == 1
    assert len(audit.drawn) == paper_audit.sample_size(5, 1, paper_audit.Fraction(1, 20)) == 5
    again = paper_audit.draw(audit.seed, keyed_sheets(row), len(audit.drawn))
    assert audit.drawn == again
    origin = audit.seed.split("\n")[2]
    assert (audit.seed.split("\n")[:2], origin) == (
        [paper_audit.DOMAIN, row.code], "linli.example/demo",
    )  # fmt: skip
    payload = Event.objects.get(type="voting.audit_drawn").payload
    assert (payload["drawn"], payload["least"]) == (audit.drawn, 1)
    assert len(sheets) == 5


def test_when_every_drawn_sheet_says_the_same_the_count_goes_on(quarter):
    row, sheets, audit = begun(quarter)
    teller = quarter.owners[FIRST]
    assert refusal(results.tally, teller, assembly=row.pk) == "voting.audit_first"
    # nobody who keyed a sheet reads it again
    code = refusal(read, quarter, row, sheets[0], "agree", SECOND)
    assert code == "voting.another_operator"
    for sheet in sheets:
        assert read(quarter, row, sheet, "agree").same
    assert refusal(read, quarter, row, sheets[0], "agree", OTHERS[1]) == "voting.not_now"
    audit.refresh_from_db()
    assert audit.outcome == "same"
    assert results.tally(teller, assembly=row.pk).results.get().passed


def test_one_difference_and_all_sheets_are_keyed_anew_by_others(quarter):
    row, sheets, audit = begun(quarter)
    teller = quarter.owners[FIRST]
    assert not read(quarter, row, sheets[2], "oppose").same
    audit.refresh_from_db()
    row.refresh_from_db()
    assert (audit.outcome, row.paper_round) == ("differs", 2)
    assert refusal(results.tally, teller, assembly=row.pk) == "voting.open_first"
    # who keyed them in the first round does not key them again
    with pytest.raises(Refused) as caught:
        casting.key_in(quarter, row, sheets[0], "agree", room=FIRST)
    assert caught.value.code == "voting.another_operator"
    for room in OTHERS:
        for sheet in sheets:
            choice = "oppose" if sheet == sheets[2] else "agree"
            casting.key_in(quarter, row, sheet, choice, room=room)
    with pytest.raises(Refused) as caught:
        casting.key_in(quarter, row, sheets[0], "agree", room=OTHERS[0])
    assert caught.value.code in {"voting.another_operator", "voting.keyed_already"}
    assert Keying.objects.count() == 20
    row = results.tally(teller, assembly=row.pk)
    result = row.results.get().explanation
    assert result["agree"] == {"area": 400_00, "persons": 4}
    assert result["oppose"] == {"area": 200_00, "persons": 2}
    for room in (FIRST, SECOND, *OTHERS):
        results.sign(quarter.owners[room], assembly=row.pk, result_hash=row.result_hash)
    with clock.frozen(CLOSES):
        results.publish(clerk(quarter), assembly=row.pk)
    integrate()
    assert jobs.make_editions() == 1
    assert check(deciding.file_of(row), deciding.keys())[0].faults == []


FIFTH, SIXTH = "1栋 104", "1栋 103"


def keyed_anew(quarter, *, aside=False):
    """An audit found that the third sheet says no; two others keyed all again, still with a fault.

    `aside`: of the last sheet the first three had read different choices.
    """
    row, sheets = closed(quarter, others=(*OTHERS, FIFTH, SIXTH))
    keyed(quarter, row, sheets[:4] if aside else sheets, FIRST, SECOND)
    if aside:
        for room, choice in ((FIRST, "agree"), (SECOND, "oppose")):
            casting.key_in(quarter, row, sheets[4], choice, room=room)
    teller = quarter.owners[FIRST]
    if aside:
        code = refusal(audits.begin, teller, assembly=row.pk, one_in=20)
        assert code == "voting.third_reading"
        assert casting.key_in(quarter, row, sheets[4], "abstain", room=SIXTH) == "quarantined"
    audits.begin(teller, assembly=row.pk, one_in=20)
    integrate()
    audits.draw(teller, assembly=row.pk)
    if aside:
        code = refusal(casting.key_in, quarter, row, sheets[4], "agree", room=FIFTH)
        assert code == "voting.keyed_already"
    assert not read(quarter, row, sheets[2], "oppose").same
    assert refusal(audits.begin, teller, assembly=row.pk, one_in=20) == "voting.audit_after_keying"
    row.refresh_from_db()
    return row, sheets


def test_after_the_second_keying_the_log_draws_once_more(quarter):
    row, sheets = keyed_anew(quarter)
    teller = quarter.owners[FIRST]
    keyed(quarter, row, sheets, *OTHERS)
    audit = audits.begin(teller, assembly=row.pk, one_in=10)
    first = PaperAudit.objects.get(assembly=row, round=1)
    assert (audit.round, audit.outcome, first.outcome) == (2, "waiting", "differs")
    events = Event.objects.filter(type="voting.audit_begun").order_by("pk")
    assert [(e.payload["round"], e.payload["one_in"]) for e in events] == [(1, 20), (2, 10)]
    assert refusal(audits.begin, teller, assembly=row.pk, one_in=10) == "voting.audit_begun"
    assert refusal(audits.draw, teller, assembly=row.pk) == "voting.seed_first"
    integrate()
    audit = audits.draw(teller, assembly=row.pk)
    assert audit.seed != first.seed
    assert audit.drawn == paper_audit.draw(audit.seed, keyed_sheets(row), len(audit.drawn))
    assert refusal(results.tally, teller, assembly=row.pk) == "voting.audit_first"
    # who keyed in either round reads none of them
    for room in (FIRST, OTHERS[0]):
        code = refusal(read, quarter, row, sheets[0], "agree", room)
        assert code == "voting.another_operator"
    # the wrong sheet was keyed wrongly again: it is found again, and a third round begins
    assert not read(quarter, row, sheets[2], "oppose", FIFTH).same
    row.refresh_from_db()
    assert row.paper_round == 3
    assert list(PaperAudit.objects.order_by("round").values_list("outcome", flat=True)) == [
        "differs",
        "differs",
    ]
    assert AuditReading.objects.filter(ballot=sheets[2].handed.ballot).count() == 2
    assert refusal(results.tally, teller, assembly=row.pk) == "voting.open_first"


def test_when_the_second_audit_finds_nothing_the_count_goes_on(quarter):
    row, sheets = keyed_anew(quarter, aside=True)
    teller = quarter.owners[FIRST]
    # what was set aside in the first round is read anew like the others, and counts
    assert Quarantine.objects.get().ballot == sheets[4].handed.ballot
    assert sheets_shown.to_key(row) == 5
    for sheet in sheets:
        for room in OTHERS:
            choice = "oppose" if sheet == sheets[2] else "agree"
            casting.key_in(quarter, row, sheet, choice, room=room)
    assert (Quarantine.objects.count(), sheets_shown.to_key(row)) == (0, 0)
    audits.begin(teller, assembly=row.pk, one_in=20)
    integrate()
    audit = audits.draw(teller, assembly=row.pk)
    for code in audit.drawn:
        handed = paper.HandedIn.objects.select_related("sheet").get(ballot__code=code)
        choice = "oppose" if handed.sheet == sheets[2] else "agree"
        assert read(quarter, row, handed.sheet, choice, FIFTH).same
    row = results.tally(teller, assembly=row.pk)
    assert PaperAudit.objects.get(round=2).outcome == "same"
    result = row.results.get().explanation
    assert (result["agree"]["persons"], result["oppose"]["persons"]) == (4, 2)
    with translation.override("en"):
        shown = audits_shown.shown(teller, row)
    assert ([each.round for each in shown.before], shown.audit.round) == ([1], 2)
    page = enter_page(quarter, row)
    for each in PaperAudit.objects.all():
        assert each.keyed_hash in page


def enter_page(quarter, row) -> str:
    client = DistrictClient(HTTP_HOST="localhost")
    client.force_login(quarter.people[ROOMS[0]])
    return client.get(reverse("paper_audit", args=[row.code])).content.decode()


def test_a_mismatch_of_an_earlier_round_stays_until_two_read_the_same(quarter):
    row, sheets = keyed_anew(quarter, aside=True)
    casting.key_in(quarter, row, sheets[4], "agree", room=OTHERS[0])
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Quarantine.objects.all().delete()
    assert casting.key_in(quarter, row, sheets[4], "oppose", room=OTHERS[1]) == "quarantined"
    assert casting.key_in(quarter, row, sheets[4], "oppose", room=FIFTH) == "counted"
    assert not Quarantine.objects.exists()


def test_somebody_must_be_left_to_read_and_more_may_come_to_key_anew(quarter):
    row, sheets = closed(quarter, others=OTHERS[:1])
    keyed(quarter, row, sheets, FIRST, OTHERS[0])
    audits.begin(quarter.owners[FIRST], assembly=row.pk, one_in=20)
    integrate()
    audits.draw(quarter.owners[FIRST], assembly=row.pk)
    new = {"assembly": row.pk, "person": quarter.people[OTHERS[1]].public_id, "role": "teller"}
    assert refusal(drafting.appoint_teller, clerk(quarter), **new) == "voting.tellers_stand"
    assert not read(quarter, row, sheets[0], "oppose", SECOND).same
    drafting.appoint_teller(clerk(quarter), **new)
    for room in (SECOND, OTHERS[1]):
        keyed(quarter, row, sheets, room, choice="oppose")
    assert not results.tally(quarter.owners[FIRST], assembly=row.pk).results.get().passed


def test_no_audit_without_somebody_who_keyed_nothing(quarter):
    row, sheets = closed(quarter, others=())
    keyed(quarter, row, sheets, FIRST, SECOND)
    teller = quarter.owners[FIRST]
    code = refusal(audits.begin, teller, assembly=row.pk, one_in=20)
    assert code == "voting.audit_readers"


def test_an_audit_begins_after_keying_once_and_by_a_teller(quarter):
    row, sheets = closed(quarter)
    teller = quarter.owners[FIRST]

    def begin(actor=teller, one_in=20):
        return refusal(audits.begin, actor, assembly=row.pk, one_in=one_in)

    assert begin() == "voting.audit_after_keying"
    keyed(quarter, row, sheets, FIRST, SECOND)
    assert begin(clerk(quarter)) == "voting.teller_only"
    assert begin(one_in=1) == "kernel.not_found"
    audits.begin(teller, assembly=row.pk, one_in=20)
    assert begin() == "voting.audit_begun"
    other = paper.HandedIn.objects.first().sheet.code
    assert refusal(
        audits.read, quarter.owners[OTHERS[0]], assembly=row.pk, code=other, choices={1: "agree"}
    ) == "voting.not_drawn"  # fmt: skip


def test_readings_of_a_second_round_are_renumbered_when_three_may_read_in_each(db):
    """As the migration finds them: two readings in each round. A table of the test's own."""
    moves = import_module("linli.voting.migrations.0010_missing_sheets").RENUMBERED
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE voting_keying (sheet int, nth smallint, UNIQUE (sheet, nth))"
        )
        cursor.execute("INSERT INTO voting_keying VALUES (1,1), (1,2), (1,3), (1,4), (2,1), (3,3)")
        cursor.execute(moves)
        cursor.execute("SELECT sheet, nth FROM voting_keying ORDER BY sheet, nth")
        assert cursor.fetchall() == [(1, 1), (1, 2), (1, 4), (1, 5), (2, 1), (3, 4)]
        cursor.execute("DROP TABLE voting_keying")
