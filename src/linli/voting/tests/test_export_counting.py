"""An imported vote counted: partly answered, with followers, an election; and what follows from it."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from linli.journal.models import Event
from linli.journal.operations_log import integrate
from linli.kernel import clock
from linli.voting import jobs, shown
from linli.voting.actions import course, drafting, exports, results, rolls
from linli.voting.in_force import rules_of
from linli.voting.models import Candidate, OfficialImport
from linli.voting.queries_official import differences_of
from linli.voting.recount.__main__ import check
from linli.voting.tests import deciding, estates, exporting
from linli.voting.tests.estates import CLOSES, OPENS, ROOMS, clerk
from linli.voting.tests.exporting import HEAD, SAID, book, export, rows
from linli.voting.tests.test_pages import asked, enter
from linli.voting.tests.test_told import FOLLOW

__all__ = ["enter"]
STATED = {"agree": {"persons": 8, "area": 800_00}, "passed": True}


def prepared(quarter, assembly, brought=()):
    """Announced, frozen, open and closed."""
    who = clerk(quarter)
    estates.with_tellers(quarter, assembly)
    course.notice(who, assembly=assembly.pk)
    for room in brought:
        rolls.bring(who, assembly=assembly.pk, unit=quarter.units[room].pk, way="door")
    with clock.frozen(OPENS):
        rolls.freeze(who, assembly=assembly.pk)
        course.open_vote(who, assembly=assembly.pk)
    estates.closed(quarter, assembly)
    return assembly


def completed(quarter, row, stated):
    """Stated, applied, counted, signed, published, with its files; answers the draft as it was."""
    with clock.frozen(CLOSES):
        exports.state(clerk(quarter), assembly=row.pk, totals=stated)
        draft = exporting.draft(row)
        assert draft.folded is not None
        wanted = draft.results
        exports.apply(exporting.teller(quarter), assembly=row.pk, mark=draft.mark)
    row = estates.signed(quarter, row)
    with clock.frozen(CLOSES):
        row = results.publish(clerk(quarter), assembly=row.pk)
    integrate()
    assert jobs.make_editions() == 1
    return row, wanted


def assert_recounted(row, wanted):
    """What was shown before is what was counted, and what other people's software counts."""
    found = {r.matter.number: r.explanation for r in row.results.select_related("matter")}
    assert found == wanted
    for kind in ("bundle", "owners-bundle"):
        assert check(deciding.file_of(row, kind), deciding.keys())[0].faults == []


def test_whoever_says_nothing_on_one_matter_is_silent_there_and_follows(quarter):
    """Reached homes that are silent on the second matter alone are counted with its majority."""
    row = estates.with_matter(quarter, legal_mode="IMPORTED_FROM_OFFICIAL", **FOLLOW)
    texts = {"zh-hans": ("更换电梯", "全文。")}
    drafting.add_matter(clerk(quarter), assembly=row.pk, kind="use_of_funds", texts=texts)
    prepared(quarter, row, brought=ROOMS[3:6])
    first = dict.fromkeys(ROOMS[:6], "agree")
    second = dict.fromkeys(ROOMS[:4], "oppose")
    data = book(("明细", [HEAD, *rows(first), *rows(second, "第2项 更换电梯")]))
    exporting.bring(quarter, row, data)
    row, wanted = completed(quarter, row, {1: STATED, 2: STATED})
    assert wanted[2]["followed"] == {"area": 200_00, "persons": 2}
    assert (wanted[2]["followed_to"], wanted[1]["followed_to"]) == ("oppose", "")
    assert_recounted(row, wanted)
    [_, difference] = differences_of(row)
    assert [(e.code, e.persons, e.area) for e in difference.effects] == [("followed", 2, 200_00)]
    assert (difference.stated, difference.recount) == (True, False)


def test_an_election_is_imported_by_numbers_and_by_names(quarter, enter):
    who = clerk(quarter)
    row = estates.drafted(quarter, legal_mode="IMPORTED_FROM_OFFICIAL")
    matter = drafting.add_matter(
        who, assembly=row.pk, kind="committee_election", texts=estates.TEXTS, seats=5
    )
    for room in ROOMS[:3]:
        number = quarter.people[room].public_id
        made = drafting.propose(who, assembly=row.pk, matter=matter.pk, person=number)
        drafting.examine(who, assembly=row.pk, candidate=made.pk)
    assert Candidate.objects.filter(matter=matter, standing="qualified").count() == 3
    prepared(quarter, row)
    said = dict.fromkeys(ROOMS[:5], "1、2") | {ROOMS[5]: "2", ROOMS[6]: "弃权", ROOMS[7]: "1、2、9"}
    exporting.bring(quarter, row, book(("明细", [HEAD, *rows(said)])))
    codes = [(each.code, each.row) for each in exporting.draft(row).folded.findings]
    assert codes == [("choice_unknown", 9)]
    stated = {
        "1": {"persons": 5, "area": 500_00},
        "2": {"persons": 5, "area": None},
        "elected": [1],
    }
    row, wanted = completed(quarter, row, {1: stated})
    assert wanted[1]["elected"] == [2, 1]
    assert_recounted(row, wanted)
    [difference] = differences_of(row)
    assert (difference.same_outcome, difference.recount_elected) == (False, (2, 1))
    lines = {line.pile: line.by for line in difference.lines}
    assert lines["1"] == {"persons": 0, "area": 0}
    assert lines["2"] == {"persons": 1, "area": None}
    visitor = enter("clerk")
    visitor.logout()
    page = visitor.get(reverse("official_differences", args=[row.code])).content.decode()
    assert "重新计票得出不同的结论" in page
    # whoever is filed, and whatever software reads, is elected by the statement and not by the recount
    said = visitor.get(f"/api/assemblies/{row.code}/result").json()["results"][0]
    assert said["stated"] == {"passed": True, "elected": [1]}
    assert (said["passed"], said["explanation"]["elected"]) == (True, [2, 1])
    filed = enter("clerk").get(reverse("committee_filing", args=[row.code])).content.decode()
    assert ("结论不同" in filed, "结论一致" in filed) == (True, False)
    assert "5 个席位中选出 1 个" in filed
    [it] = shown.matters(row, rules_of(row), with_results=True)
    assert [(v.shown.candidate.number, v.elected, v.counted) for v in it.election] == [
        (1, True, True),
        (2, False, True),
        (3, False, False),
    ]
    assert filed.count("仅重新计票得出当选") == 1
    assert "choice_unknown" not in page


def test_what_is_adopted_is_what_was_stated_officially(quarter):
    row = estates.with_matter(quarter, legal_mode="IMPORTED_FROM_OFFICIAL")
    row.matters.update(owner_organisation=quarter.committee)
    prepared(quarter, row)
    exporting.bring(quarter, row, export(dict.fromkeys(ROOMS[:2], "agree")))
    completed(quarter, row, {1: STATED})
    adopted = Event.objects.get(type="voting.result_published").payload["adopted"]
    assert adopted == list(row.matters.values_list("pk", flat=True))


def test_pages_take_the_same_queries_at_two_sizes(quarter, enter):
    large = exporting.closed(quarter)
    building = quarter.units[ROOMS[6]].building_id
    small = exporting.closed(quarter, building=building)
    asks = {}
    for row, said in (
        (large, SAID | {"9栋 1": "agree"}),
        (small, {ROOMS[6]: "agree", "9栋 1": "agree"}),
    ):
        exporting.bring(quarter, row, export(said))
        address = reverse("official_export", args=[row.code])
        asks[row.pk] = [asked(enter("clerk"), address)]
        with clock.frozen(CLOSES):
            mark = exporting.draft(row).mark
            exports.apply(exporting.teller(quarter), assembly=row.pk, mark=mark)
            results.tally(exporting.teller(quarter), assembly=row.pk)
        asks[row.pk].append(asked(enter("clerk"), reverse("official_differences", args=[row.code])))
    assert asks[large.pk] == asks[small.pk]


def test_the_whole_way_by_software(quarter, enter):
    row = exporting.closed(quarter)
    base = f"/api/assemblies/{row.code}/export"

    def send(address, **values):
        client = enter("clerk")
        with clock.frozen(CLOSES):
            return client.post(address, json.dumps(values), content_type="application/json")

    data = book(("明细", [HEAD, *rows(SAID | {ROOMS[0]: "好", "9栋 1": "agree"})]))
    with clock.frozen(CLOSES):
        answer = enter("clerk").post(base, {"file": SimpleUploadedFile("votes.xlsx", data)})
    assert (answer.status_code, answer.json()["state"]) == (201, "open")
    pdf = enter("clerk").post(base, {"file": SimpleUploadedFile("votes.xlsx", b"%PDF-1.4")})
    assert (pdf.status_code, pdf.json()["code"]) == (422, "places.roster_pdf")
    [question] = enter("clerk").get(base).json()["questions"]
    assert (question["key"], question["value"]) == ("明细|choice|好", "好")
    assert send(f"{base}/answers", answers={question["key"]: "agree"}).status_code == 200
    wrong = send(f"{base}/totals", totals={"1": {"agree": {"persons": "x"}, "passed": True}})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "voting.export_totals")
    assert send(f"{base}/totals", totals={"1": STATED}).status_code == 200
    shown = enter("clerk").get(base).json()
    assert (shown["questions"], shown["unstated"], shown["findings_count"]) == ([], [], 1)
    [agree, *_] = shown["differences"][0]["lines"]
    assert (agree["choice"], agree["stated"]["persons"], agree["recount"]["persons"]) == (
        "agree",
        8,
        5,
    )
    assert send(f"{base}/apply", mark=shown["mark"]).json()["code"] == "voting.teller_only"
    with clock.frozen(CLOSES):
        client = enter("1栋 105")
        body = json.dumps({"mark": shown["mark"]})
        done = client.post(f"{base}/apply", body, content_type="application/json")
    assert done.json()["sha256"] == OfficialImport.objects.get(assembly=row).sha256
    assert enter("clerk").get(f"/api/assemblies/{row.code}/official").status_code == 200
    assert enter("1栋 101").get(f"/api/assemblies/{row.code}/official").status_code in {403, 409}
