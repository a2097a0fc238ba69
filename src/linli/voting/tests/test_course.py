"""From draft to published: what each step writes, and what it refuses, with the article."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import translation

from linli.files import actions as files
from linli.files.models import StoredFile
from linli.files.tests.samples import jpeg
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.errors import text_of
from linli.places.models import Unit
from linli.residence.models import Residence
from linli.voting import jobs, operations, queries
from linli.voting.actions import course, drafting, results, rolls
from linli.voting.models import Candidate
from linli.voting.tests import estates
from linli.voting.tests.conftest import undone
from linli.voting.tests.estates import CLOSES, MONDAY, OPENS, ROOMS, clerk, refusal


def test_f054_from_draft_to_published(quarter):
    assembly = estates.opened(quarter)
    kept = assembly.profile
    assert (assembly.state, kept["key"], len(assembly.profile_hash)) == ("open", "foshan", 64)
    assert assembly.informed_at == MONDAY
    assert (assembly.roll_area_centi, assembly.roll_persons) == (900_00, 9)
    agree, oppose = ROOMS[:5], ROOMS[5:7]
    estates.cast(
        quarter, assembly, {**dict.fromkeys(agree, "agree"), **dict.fromkeys(oppose, "oppose")}
    )
    assert refusal(course.close, clerk(quarter), assembly=assembly.pk).code == (
        "voting.still_running"
    )
    estates.closed(quarter, assembly)
    row = estates.signed(quarter, assembly)
    assert row.state == "signed"
    result = row.results.get()
    assert result.passed
    assert result.explanation["agree"] == {"area": 500_00, "persons": 5}
    assert result.explanation["silent"] == {"area": 200_00, "persons": 2}
    assert [c["met"] for c in result.explanation["conditions"]] == [True] * 4
    with clock.frozen(CLOSES):
        row = results.publish(clerk(quarter), assembly=row.pk)
    assert (row.state, str(row.objections_until)) == ("published", "2026-06-13")
    types = list(
        Event.objects.filter(type__startswith="voting.")
        .order_by("pk")
        .values_list("type", flat=True)
    )
    assert types == [
        "voting.assembly_drafted",
        "voting.matter_added",
        "voting.teller_appointed",
        "voting.teller_appointed",
        "voting.assembly_noticed",
        *["voting.holder_named"] * 3,
        *["voting.holder_enrolled"] * 3,
        "voting.roll_frozen",
        "voting.vote_opened",
        "voting.vote_closed",
        "voting.vote_counted",
        "voting.result_signed",
        "voting.result_signed",
        "voting.result_published",
    ]
    steps = [step.verb for step in row.steps.order_by("pk")]
    assert steps == [
        "draft",
        "notice",
        *["enrol"] * 3,
        "freeze",
        "open",
        "close",
        "tally",
        "sign",
        "sign",
        "publish",
    ]


# --- notice -------------------------------------------------------------------------------------
def test_a_notice_one_day_short_is_refused_with_its_article(quarter):
    late = estates.with_matter(quarter, opens_at=MONDAY + timedelta(days=14))
    found = refusal(course.notice, clerk(quarter), assembly=late.pk)
    assert (found.code, found.params["days"], found.params["least"]) == (
        "voting.notice_too_short",
        14,
        15,
    )
    with translation.override("zh-hans"):
        assert text_of(found.code, found.params).title == (
            "公告距表决只有 14 天，至少需要 15 天。《物业管理条例》第十四条"
        )
    just = estates.with_matter(quarter, opens_at=MONDAY + timedelta(days=15))
    assert course.notice(clerk(quarter), assembly=just.pk).state == "noticed"


def test_binding_is_refused_where_the_law_wants_the_official_system(quarter, settings, tmp_path):
    source = Path(course.__file__).parents[1] / "profiles/beijing.toml"
    here = source.read_text().replace('["11"]', '["440604"]').replace('"beijing"', '"here"')
    (tmp_path / "here.toml").write_text(here)
    settings.VOTE_PROFILES = tmp_path
    binding = estates.with_matter(quarter)
    found = refusal(course.notice, clerk(quarter), assembly=binding.pk)
    assert (found.code, found.field) == ("voting.mode_not_here", "legal_mode")
    assert found.params["article"] == "《北京市物业管理条例》第三十五条"
    advisory = estates.with_matter(quarter, legal_mode="ADVISORY")
    assert course.notice(clerk(quarter), assembly=advisory.pk).profile_key == "here"


def test_f055_a_committee_is_elected_on_both_bases_in_order_of_votes(quarter):
    who = clerk(quarter)
    assembly = estates.drafted(quarter)
    matter = drafting.add_matter(
        who, assembly=assembly.pk, kind="committee_election", texts=estates.TEXTS, seats=5
    )
    for room in ROOMS[:4]:
        drafting.propose(
            who, assembly=assembly.pk, matter=matter.pk, person=quarter.people[room].public_id
        )
    people = list(Candidate.objects.order_by("number"))
    for each in people:
        reasons = ["has_time"] if each.number == 4 else []
        drafting.examine(
            who, assembly=assembly.pk, candidate=each.pk, reasons=reasons, words="说明"
        )
    estates.with_tellers(quarter, assembly)
    course.notice(who, assembly=assembly.pk)
    estates.with_key(quarter, assembly)
    with clock.frozen(OPENS):
        rolls.freeze(who, assembly=assembly.pk)
        course.open_vote(who, assembly=assembly.pk)
    # seven ballots: the second candidate has seven approvals, the first five, the third three
    approve = {room: [1, 2] if n < 5 else [2] for n, room in enumerate(ROOMS[:7])}
    for room in ROOMS[:3]:
        approve[room] = [1, 2, 3]
    estates.approve(quarter, assembly, matter, approve)
    estates.closed(quarter, assembly)
    result = estates.signed(quarter, assembly).results.get()
    assert (result.passed, result.explanation["elected"]) == (True, [2, 1])
    third = result.explanation["candidates"]["3"]
    assert (third["agree"], third["quorum"], third["passed"]) == (
        {"area": 300_00, "persons": 3},
        True,
        False,
    )
    assert "4" not in result.explanation["candidates"]


# --- the roll -----------------------------------------------------------------------------------
def test_the_vote_does_not_open_before_its_time_or_without_tellers(quarter):
    who = clerk(quarter)
    assembly = estates.with_matter(quarter)
    course.notice(who, assembly=assembly.pk)
    assert refusal(course.open_vote, who, assembly=assembly.pk).code == "voting.freeze_first"
    with clock.frozen(MONDAY + timedelta(days=7)):
        rolls.freeze(who, assembly=assembly.pk)
    with clock.frozen(MONDAY + timedelta(days=14)):
        assert refusal(course.open_vote, who, assembly=assembly.pk).code == (
            "voting.notice_too_short"
        )
    with clock.frozen(OPENS - timedelta(minutes=1)):
        assert refusal(course.open_vote, who, assembly=assembly.pk).code == "voting.too_early"
    with clock.frozen(OPENS):
        assert refusal(course.open_vote, who, assembly=assembly.pk).code == "voting.tellers_first"
        estates.with_tellers(quarter, assembly)
        estates.with_key(quarter, assembly)
        opened = course.open_vote(who, assembly=assembly.pk)
    assert queries.takes_ballots(opened, OPENS)
    assert not queries.takes_ballots(opened, CLOSES)
    assert not queries.takes_ballots(opened, OPENS - timedelta(seconds=1))


# --- who may cast -------------------------------------------------------------------------------
def test_owners_find_their_ballot_and_a_sold_home_is_the_former_owners(quarter):
    assembly = estates.opened(quarter)
    first, second = quarter.owners[ROOMS[-1]], quarter.owners["second"]
    mine = queries.entries_of(first.person, assembly)
    assert [(bool(m.decision), len(m.units)) for m in mine] == [(True, 1)]
    assert queries.entries_of(second.person, assembly)[0].entry == mine[0].entry
    assert queries.entries_of(quarter.town.people["eve"].pk, assembly) == []
    estates.cast(quarter, assembly, {"1栋 101": "agree"})
    with clock.frozen(OPENS + timedelta(days=1)):
        for room in ("1栋 101", "1栋 102"):
            rows = estates.roster()
            rows[ROOMS.index(room)] = estates.row(room, "买家乙")
            estates.bring(quarter, rows)
            Residence.objects.within(assembly.community).filter(unit=quarter.units[room]).update(
                ended_at=clock.now(), until=clock.today(), ending="title"
            )
            if room == "1栋 101":
                buyer = estates.owner(quarter, room, "买家乙")
                assert queries.entries_of(quarter.owners[room].person, assembly) == []
                decision = queries.entries_of(buyer.person, assembly)[0].decision
                assert decision.reason == "voting.cast_by_former_owner"


# --- counting, signing, publishing --------------------------------------------------------------
def test_counting_waits_for_every_ballot_and_for_tellers(quarter):
    assembly = estates.opened(quarter)
    estates.cast(quarter, assembly, dict.fromkeys(ROOMS[:6], "agree"))
    estates.closed(quarter, assembly)
    with clock.frozen(CLOSES):
        assert refusal(results.tally, clerk(quarter), assembly=assembly.pk).code == (
            "voting.teller_only"
        )
        teller = quarter.owners["1栋 105"]
        with undone():
            estates._ballot(quarter, assembly, ROOMS[7])
            assert refusal(results.tally, teller, assembly=assembly.pk).params == {"ballots": 1}
        row = results.tally(teller, assembly=assembly.pk)
        asked = {"assembly": assembly.pk, "result_hash": row.result_hash}
        wrong = {**asked, "result_hash": "0" * 64}
        assert refusal(results.sign, teller, **wrong).code == "voting.another_result"
        assert results.sign(teller, **asked).state == "tallied"
        assert refusal(results.sign, teller, **asked).code == "voting.signed_already"
        assert refusal(results.publish, clerk(quarter), assembly=assembly.pk).code == (
            "voting.not_now"
        )
        assert results.sign(quarter.owners["1栋 106"], **asked).state == "signed"


def test_objections_to_a_result_end_with_their_days(quarter):
    assembly = estates.opened(quarter)
    estates.closed(quarter, assembly)
    estates.signed(quarter, assembly)
    with clock.frozen(CLOSES):
        row = results.publish(clerk(quarter), assembly=assembly.pk)
        assert not row.results.get().passed
        made = results.object_to_result(
            quarter.owners["1栋 104"], assembly=row.pk, text="张三没有收到公告"
        )
        results.answer_result_objection(
            clerk(quarter), assembly=row.pk, objection=made.pk, text="已上门送达"
        )
        again = {"assembly": row.pk, "objection": made.pk, "text": "x"}
        assert refusal(results.answer_result_objection, clerk(quarter), **again).code == (
            "voting.answered_already"
        )
    with clock.frozen(CLOSES + timedelta(days=8)):
        late = {"assembly": row.pk, "text": "晚了"}
        found = refusal(results.object_to_result, quarter.owners["1栋 104"], **late)
        assert (found.code, found.params["until"]) == ("voting.objections_over", "2026-06-13")


# --- parked, void, others -----------------------------------------------------------------------
def test_only_an_authority_with_its_paper_voids(quarter, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assembly = estates.opened(quarter)
    asked = {"assembly": assembly.pk, "ground": "（2026）粤0604民初1号", "files": []}
    assert refusal(course.void, clerk(quarter), **asked).code == "voting.authority_only"
    street = estates.street(quarter)
    assert refusal(course.void, street, **asked).code == "voting.decision_first"
    # a file that is not there, or that somebody else brought, is no decision attached
    others = files.bring(clerk(quarter), kind=operations.VOID_HOLDER, content=jpeg())
    for paper in ("0" * 12, others.public_id):
        refused = refusal(course.void, street, **{**asked, "files": [paper]})
        assert (refused.code, refused.field) == ("files.not_at_hand", "files")
    assert StoredFile.objects.get().owner is None
    brought = files.bring(street, kind=operations.VOID_HOLDER, content=jpeg())
    row = course.void(street, **{**asked, "files": [brought.public_id]})
    assert (row.state, row.void_ground) == ("void", "（2026）粤0604民初1号")
    assert StoredFile.objects.get(public_id=brought.public_id).owner == row.pk
    assert row.steps.latest("pk").verb == "void"
    assert Event.objects.latest("pk").type == "voting.assembly_voided"


def test_f058_a_parked_matter_reminds_once_when_a_path_opens(quarter):
    from linli.kernel.actor import SYSTEM

    assembly = estates.with_matter(quarter)
    units = Unit.objects.within(assembly.community)
    units.update(holding="undelivered")
    wrong = {"assembly": assembly.pk, "reason": "rain"}
    assert refusal(course.park, clerk(quarter), **wrong).code == "voting.no_such_reason"
    from linli.organisations.models import Office

    Office.objects.filter(organisation=quarter.committee).update(until=MONDAY.date())
    with clock.frozen(MONDAY):
        course.park(clerk(quarter), assembly=assembly.pk, reason="too_few_delivered")
    with clock.frozen(MONDAY + timedelta(days=2)):
        assert refusal(course.remind, SYSTEM, assembly=assembly.pk).code == "voting.not_now"
        units.filter(building__label="1栋").update(holding="delivered")
        assert jobs.remind() == 1
        assembly.refresh_from_db()
        assert Event.objects.latest("pk").payload["path"] == "first_meeting"
        assert assembly.reminded_at == clock.now()
        assert jobs.remind() == 0
        assert refusal(course.remind, SYSTEM, assembly=assembly.pk).code == "voting.not_now"


@pytest.mark.parametrize(
    ("who", "code"),
    [
        ("ann", "voting.convener_only"),
        ("auditor", "voting.convener_only"),
        ("far", "kernel.not_found"),
    ],
)
def test_others_do_not_convene(quarter, who, code):
    assembly = estates.with_matter(quarter)
    found = refusal(course.notice, quarter.town.actors[who], assembly=assembly.pk)
    assert found.code == code


def test_property_staff_do_not_convene(quarter):
    assembly = estates.with_matter(quarter)
    actor = clerk(quarter)
    manager = Actor(
        actor.person,
        Capacity.OFFICER,
        actor.place,
        actor.reach,
        second_factor=True,
        organisation=actor.organisation,
        body="property_company",
    )
    assert refusal(course.notice, manager, assembly=assembly.pk).code == "voting.convener_only"
