"""What a draft may hold, and what it needs before it is announced."""

from datetime import UTC, datetime, timedelta

import pytest

from linli.journal.models import Event
from linli.voting import queries
from linli.voting.actions import course, drafting
from linli.voting.models import Candidate, MatterText
from linli.voting.tests import estates
from linli.voting.tests.estates import OPENS, ROOMS, clerk, refusal


def test_what_was_not_announced_cannot_be_added_or_changed(quarter):
    assembly = estates.with_matter(quarter)
    course.notice(clerk(quarter), assembly=assembly.pk)
    matter = assembly.matters.get()
    who = clerk(quarter)
    for call, values in (
        (drafting.add_matter, {"kind": "covenant", "texts": estates.TEXTS}),
        (drafting.reword, {"matter": matter.pk, "texts": {"zh-hans": ("别的", "别的")}}),
        (drafting.withdraw_matter, {"matter": matter.pk}),
    ):
        assert refusal(call, who, assembly=assembly.pk, **values).code == (
            "voting.announced_already"
        )
    assert len(queries.votable(queries.matters_of(assembly))) == 1


def test_words_are_kept_in_versions_with_their_hash(quarter):
    assembly = estates.with_matter(quarter)
    matter = assembly.matters.get()
    drafting.reword(
        clerk(quarter),
        assembly=assembly.pk,
        matter=matter.pk,
        texts={**estates.TEXTS, "zh-hans": ("修订管理规约（二稿）", "全文。")},
    )
    rows = MatterText.objects.filter(matter=matter).order_by("pk")
    assert list(rows.values_list("language", "version")) == [
        ("en", 1),
        ("zh-hans", 1),
        ("zh-hans", 2),
    ]
    noticed = course.notice(clerk(quarter), assembly=assembly.pk)
    event = Event.objects.filter(type="voting.assembly_noticed").latest("pk")
    words = queries.words_of(queries.matters_of(noticed)[0])
    assert event.payload["texts"] == sorted(text.hash for text in words.values())
    assert words["zh-hans"].version == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"opens_at": None, "closes_at": None}, "voting.dates_first"),
        ({"closes_at": OPENS + timedelta(hours=1)}, "voting.voting_days"),
        ({"closes_at": OPENS + timedelta(days=61)}, "voting.voting_days"),
        ({"own_rules": {"counting.silence": "FOLLOW_MAJORITY"}}, "voting.rule_text_first"),
    ],
)
def test_an_assembly_that_cannot_be_announced(quarter, change, code):
    assembly = estates.with_matter(quarter, **change)
    assert refusal(course.notice, clerk(quarter), assembly=assembly.pk).code == code


def test_nothing_to_decide_cannot_be_announced(quarter):
    assembly = estates.drafted(quarter)
    assert refusal(course.notice, clerk(quarter), assembly=assembly.pk).code == (
        "voting.matters_first"
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"ground": "owners_committee"}, "voting.convener_only"),
        ({"ground": "somebody_wants_it"}, "voting.cannot_convene"),
        ({"closes_at": OPENS}, "voting.closes_before_it_opens"),
        ({"opens_at": datetime(1, 1, 2, tzinfo=UTC)}, "voting.no_rules_that_day"),
        ({"own_rules": {"notice.days": 1}}, "voting.not_left_to_the_estate"),
    ],
)
def test_what_cannot_be_drafted(quarter, change, code):
    if code == "voting.convener_only":
        change = {**change, "convener": quarter.town.offices["far"].organisation_id}
    assert refusal(estates.drafted, quarter, **change).code == code


# --- matters ------------------------------------------------------------------------------------
def test_f055_kinds_and_what_each_needs(quarter):
    who = clerk(quarter)
    assembly = estates.drafted(quarter)
    add = {"assembly": assembly.pk, "texts": estates.TEXTS}
    assert refusal(drafting.add_matter, who, kind="emergency_funds", **add).params["article"] == (
        "《民法典》第二百八十一条第二款"
    )
    home = quarter.units["1栋 101"].pk
    shop = {"kind": "home_to_business", "unit": home}
    assert refusal(drafting.add_matter, who, **shop, **add).code == "voting.building_scope_first"
    for seats in (None, 3, 6):
        found = refusal(drafting.add_matter, who, kind="committee_election", seats=seats, **add)
        assert (found.code, found.params["least"]) == ("voting.seats", 5)
    block = estates.drafted(quarter, building=quarter.units["1栋 101"].building_id)
    made = drafting.add_matter(who, **shop, **{**add, "assembly": block.pk})
    assert (block.scope, made.unit_id) == ("building", home)
    assert queries.units_in(block).count() == 6


def test_f055_an_election_is_examined_before_it_is_announced(quarter):
    who = clerk(quarter)
    assembly = estates.drafted(quarter)
    matter = drafting.add_matter(
        who, assembly=assembly.pk, kind="committee_election", texts=estates.TEXTS, seats=5
    )
    asked = {"assembly": assembly.pk, "matter": matter.pk}
    assert refusal(course.notice, who, assembly=assembly.pk).code == "voting.candidates_first"
    for room in ROOMS[:2]:
        drafting.propose(who, **asked, person=quarter.people[room].public_id)
    again = {**asked, "person": quarter.people[ROOMS[0]].public_id}
    assert refusal(drafting.propose, who, **again).code == "voting.stands_already"
    assert refusal(course.notice, who, assembly=assembly.pk).code == "voting.examine_first"
    first, second = Candidate.objects.order_by("number")
    examine = {"assembly": assembly.pk, "candidate": first.pk}
    for reasons, words, code in (
        (["too_tall"], "x", "voting.no_such_condition"),
        (["keeps_covenant"], " ", "voting.reason_in_words"),
    ):
        found = refusal(drafting.examine, who, **examine, reasons=reasons, words=words)
        assert found.code == code
    drafting.examine(who, **examine)
    drafting.examine(
        who, assembly=assembly.pk, candidate=second.pk, reasons=["keeps_covenant"], words="欠费"
    )
    course.notice(who, assembly=assembly.pk)
    assert list(Candidate.objects.order_by("number").values_list("standing", "reasons")) == [
        ("qualified", []),
        ("rejected", ["keeps_covenant"]),
    ]


def test_tellers_are_neither_candidates_nor_somebody_twice(quarter):
    who = clerk(quarter)
    assembly = estates.drafted(quarter)
    matter = drafting.add_matter(
        who, assembly=assembly.pk, kind="committee_election", texts=estates.TEXTS, seats=5
    )
    number = quarter.people[ROOMS[0]].public_id
    drafting.propose(who, assembly=assembly.pk, matter=matter.pk, person=number)
    appoint = {"assembly": assembly.pk, "role": "teller"}
    assert refusal(drafting.appoint_teller, who, person=number, **appoint).code == (
        "voting.candidate_counts"
    )
    other = quarter.people[ROOMS[1]].public_id
    drafting.appoint_teller(who, person=other, **appoint)
    assert refusal(drafting.appoint_teller, who, person=other, **appoint).code == (
        "voting.teller_already"
    )
    stands = {"assembly": assembly.pk, "matter": matter.pk, "person": other}
    assert refusal(drafting.propose, who, **stands).code == "voting.teller_stands"
    assert refusal(drafting.appoint_teller, who, person="NOBODYATALL0", **appoint).code == (
        "voting.nobody_there"
    )
