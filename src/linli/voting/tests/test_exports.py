"""An assembly that voted in an official system: its export read, applied, counted, published."""

from hashlib import sha256

import rfc8785
from tests.refusing import refusal_of

from linli.journal.models import Event
from linli.journal.operations_log import integrate
from linli.kernel import clock
from linli.voting import jobs
from linli.voting.actions import drafting, exports, results
from linli.voting.models import Ballot, Cast, ExportDraft, ExportFinding, OfficialImport
from linli.voting.queries import not_urged
from linli.voting.queries_official import adopted_in, differences_of
from linli.voting.recount.__main__ import check
from linli.voting.tests import casting, deciding, estates, exporting
from linli.voting.tests.estates import CLOSES, OPENS, ROOMS, WHY, clerk, street
from linli.voting.tests.exporting import SAID, export, rows, totals
from linli.voting.tests.test_recount import again, rows_of


def everything() -> list:
    found = casting.everything()
    found += list(ExportDraft.objects.across_communities(WHY).order_by("pk").values())
    for model in (OfficialImport, ExportFinding):
        found += list(model.objects.order_by("pk").values())
    return found


refused = refusal_of(everything)


def test_an_export_is_looked_at_applied_once_and_counted(quarter):
    row = exporting.closed(quarter)
    exporting.bring(quarter, row)
    before = everything()
    draft = exporting.draft(row)
    assert (draft.detection.questions, draft.folded.findings, draft.unstated) == ((), [], [])
    assert draft.export.rows == 9
    assert draft.results[1]["agree"] == {"area": 500_00, "persons": 5}
    [found] = draft.differences
    assert (found.same, found.stated, found.recount) == (True, True, True)
    assert everything() == before  # a preview changes nothing
    with clock.frozen(CLOSES):
        teller = exporting.teller(quarter)
        assert refused(results.tally, actor=teller, assembly=row.pk) == "voting.export_first"
        made = exports.apply(teller, assembly=row.pk, mark=draft.mark)
        event = Event.objects.get(type="voting.official_export_applied")
        assert event.payload["sha256"] == made.sha256
        assert event.payload["ballots_root"] == made.ballots_root
        assert (event.payload["rows"], event.payload["ballots"]) == (9, 7)
        again_ = refused(exports.apply, actor=teller, assembly=row.pk, mark=draft.mark)
        assert again_ == "voting.export_applied"
        bring = refused(exports.bring, actor=clerk(quarter), assembly=row.pk, data=export())
        assert bring == "voting.export_applied"
    kept = ExportDraft.objects.within(row.community).get()
    assert (kept.state, kept.content_id) == ("applied", None)
    ballots = Ballot.objects.within(row.community).filter(assembly=row)
    assert {b.channel for b in ballots} == {"official"}
    assert Cast.objects.filter(assembly=row, final=True).count() == 7
    signed = estates.signed(quarter, row)
    assert signed.results.get().explanation == draft.results[1]


def test_who_brings_and_who_applies(quarter):
    row = exporting.closed(quarter)
    owner, teller = quarter.owners["1栋 101"], exporting.teller(quarter)
    data = export()
    with clock.frozen(CLOSES):
        assert (
            refused(exports.bring, actor=owner, assembly=row.pk, data=data) == "voting.teller_only"
        )
        exports.bring(teller, assembly=row.pk, data=data)
        mark = exporting.draft(row).mark
        act = {"assembly": row.pk, "mark": mark}
        assert refused(exports.apply, actor=clerk(quarter), **act) == "voting.teller_only"
        assert refused(exports.apply, actor=teller, **act) == "voting.export_by_another"
        twice = refused(exports.bring, actor=clerk(quarter), assembly=row.pk, data=data)
        assert twice == "voting.export_open"
        stale = {"assembly": row.pk, "mark": "0" * 64}
        other = quarter.owners["1栋 106"]
        assert refused(exports.apply, actor=other, **stale) == "voting.export_moved_on"
        exports.withdraw(clerk(quarter), assembly=row.pk)
        assert refused(exports.apply, actor=other, **act) == "kernel.not_found"
    kept = ExportDraft.objects.within(row.community).get()
    assert (kept.state, kept.content_id) == ("withdrawn", None)
    assert not Ballot.objects.within(row.community).filter(assembly=row).exists()


def test_who_typed_totals_or_answered_does_not_apply_and_the_log_bears_both(quarter):
    """One person states the binding totals and a second answers: it takes a third to apply."""
    row = exporting.opened(quarter)
    third = quarter.owners["1栋 104"]
    person = quarter.people["1栋 104"].public_id
    with clock.frozen(OPENS):
        drafting.appoint_teller(clerk(quarter), assembly=row.pk, person=person, role="teller")
    estates.closed(quarter, row)
    said = exporting.book(("明细", [exporting.HEAD, *rows(SAID | {ROOMS[0]: "好"})]))
    exporting.bring(quarter, row, said)
    first, second = exporting.teller(quarter), quarter.owners["1栋 106"]
    stated = {"agree": {"persons": 6, "area": 610_00}, "passed": False}
    with clock.frozen(CLOSES):
        [question] = exporting.draft(row).detection.questions
        heading = {question.key: "房号"}
        exports.answer(second, assembly=row.pk, answers=heading)
        assert exporting.draft(row).detection.questions == (question,)
        exports.answer(second, assembly=row.pk, answers={question.key: "agree"})
        exports.state(first, assembly=row.pk, totals={1: stated})
        exports.state(clerk(quarter), assembly=row.pk, totals={1: stated})
        draft = exporting.draft(row)
        act = {"assembly": row.pk, "mark": draft.mark}
        for who in (first, second):
            assert refused(exports.apply, actor=who, **act) == "voting.export_own_words"
        kept = ExportDraft.objects.within(row.community).get()
        assert kept.state == "open"
        assert kept.answered_by == [second.person]
        assert kept.stated_by == sorted([first.person, clerk(quarter).person])
        exports.apply(third, **act)
    payload = Event.objects.get(type="voting.official_export_applied").payload
    made = OfficialImport.objects.get(assembly=row)
    assert payload["answers_hash"] == hashed({question.key: "agree"})
    assert payload["totals_hash"] == hashed(made.totals) == hashed({"1": stated})
    with clock.frozen(CLOSES):
        counted = results.tally(first, assembly=row.pk)
    assert payload["recount_hash"] == hashed({"1": counted.results.get().explanation})


def hashed(value) -> str:
    return sha256(rfc8785.dumps(value)).hexdigest()


def test_only_after_the_close_and_only_in_this_mode(quarter):
    row = exporting.opened(quarter)
    assert not_urged() == []  # nobody here knows who has voted there
    with clock.frozen(CLOSES):
        found = refused(exports.bring, actor=clerk(quarter), assembly=row.pk, data=export())
    assert found == "voting.export_after_the_close"
    other = estates.opened(quarter)
    estates.closed(quarter, other)
    with clock.frozen(CLOSES):
        found = refused(exports.bring, actor=clerk(quarter), assembly=other.pk, data=export())
    assert found == "voting.export_not_here"


def test_totals_that_the_file_lacks_are_typed_in(quarter):
    row = exporting.closed(quarter)
    exporting.bring(quarter, row, exporting.book(("明细", [exporting.HEAD, *rows(SAID)])))
    assert exporting.draft(row).unstated == [1]
    teller = exporting.teller(quarter)
    with clock.frozen(CLOSES):
        mark = exporting.draft(row).mark
        found = refused(exports.apply, actor=teller, assembly=row.pk, mark=mark)
        assert found == "voting.export_unstated"
        foreign = {2: {"agree": {"persons": 1, "area": 1}}}
        act = {"actor": clerk(quarter), "assembly": row.pk}
        assert refused(exports.state, **act, totals=foreign) == "voting.export_totals"
        stated = {"agree": {"persons": 6, "area": 610_00}, "passed": False}
        exports.state(clerk(quarter), assembly=row.pk, totals={1: stated})
        draft = exporting.draft(row)
        [difference] = draft.differences
        assert (difference.stated, difference.recount, difference.same) == (False, True, False)
        [agree] = [line for line in difference.lines if line.pile == "agree"]
        assert agree.by == {"persons": -1, "area": -110_00}
        assert [line.by for line in difference.lines if line.pile == "oppose"] == [
            {"persons": None, "area": None}
        ]
        exports.apply(teller, assembly=row.pk, mark=draft.mark)


def test_the_official_result_binds_and_the_recount_is_a_check(quarter):
    """The statement says adopted, the recount says no: what is adopted follows the statement."""
    said = SAID | dict.fromkeys(ROOMS[2:5], "abstain")
    data = export(said, totals())
    row = exporting.closed(quarter)
    matter = row.matters.get()
    type(matter).objects.filter(pk=matter.pk).update(owner_organisation=quarter.committee)
    exporting.applied(quarter, row, data)
    estates.signed(quarter, row)
    with clock.frozen(CLOSES):
        row = results.publish(clerk(quarter), assembly=row.pk)
    assert not row.results.get().passed
    assert adopted_in(row) == (matter.pk,)
    event = Event.objects.get(type="voting.result_published")
    assert event.payload["adopted"] == [matter.pk]
    [difference] = differences_of(row)
    assert (difference.stated, difference.recount, difference.same_outcome) == (True, False, False)


def test_the_bundle_of_an_import_is_recounted_and_whatever_is_changed_is_found(quarter):
    said = SAID | {"2栋 109": "agree"}
    row = exporting.published(quarter, export(said, totals(agree=(6, "600.00"))))
    integrate()
    assert jobs.make_editions() == 1
    for kind in ("bundle", "owners-bundle"):
        found, report = check(deciding.file_of(row, kind), deciding.keys())
        assert found.faults == []
    text = "\n".join(report.lines)
    assert "Voted in an official system" in text
    assert "agree: stated 6, recounted 5" in text
    assert "agree: 1 rows, -1 persons, -100.00 m²: home not on the roll" in text
    [official] = found.rows["official"]
    assert official["stated"]["agree"] == {"persons": 6, "area": 600_00}
    data = deciding.file_of(row)
    for change, wanted in (
        (lambda r: r["kind"] == "official" and r["stated"].update(passed=False), "body_root"),
        (
            lambda r: r["kind"] == "assembly" and r["export"].update(sha256="0" * 64),
            "not_this_value",
        ),
        (_flip, "commitment"),
    ):
        changed = rows_of(data)
        assert any(change(each) is None for each in changed if each["kind"] in CHANGED)
        codes = [f.code for f in check(again(changed), deciding.keys())[0].faults]
        assert wanted in codes
    fewer = [r for r in rows_of(data) if not (r["kind"] == "leaf" and r["role"] == "import")]
    codes = [f.code for f in check(again(fewer), deciding.keys())[0].faults]
    assert "no_leaf" in codes


CHANGED = ("official", "assembly", "ballot")


def _flip(row):
    if row["kind"] != "ballot" or row["choices"] != {"1": "agree"}:
        return False
    row["choices"] = {"1": "oppose"}
    return None


def test_the_street_reads_findings_without_the_content_of_cells(quarter):
    said = SAID | {"3栋 101": "agree", "1栋 102": "弃权;反对"}
    row = exporting.closed(quarter)
    exporting.bring(quarter, row, export(said))
    draft = exporting.draft(row)
    [question] = draft.detection.questions
    assert (question.field, question.code, question.value) == ("choice", "value", "弃权;反对")
    assert "agree" in question.candidates
    with clock.frozen(CLOSES):
        exports.answer(street(quarter), assembly=row.pk, answers={question.key: "-"})
    codes = [(each.code, each.row) for each in exporting.draft(row).folded.findings]
    assert codes == [("choice_unknown", 4), ("home_unknown", 12)]
