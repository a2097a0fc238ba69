"""Charters: drafted by one, discussed, ratified by those whom they bind, in force by day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from pydantic import ValidationError
from tests.queries import queries as counted

from linli.deliberation import queries
from linli.deliberation.actions import charters
from linli.deliberation.models import Charter
from linli.deliberation.patterns import patterns, ratifiers
from linli.deliberation.rhythms import joined, said, split
from linli.deliberation.terms import Terms, Track, upcoming
from linli.deliberation.tests.town import COUNTS, MAY, estate, in_force, town
from linli.deliberation.words import CLAUSES, clauses, differences
from linli.facts.deliberation import CharterRatified
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.errors import Refused

DAY = date(2026, 5, 12)


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield town()


def refusal(call, *args, **kwargs) -> tuple[str, str | None]:
    def rows():
        found = Charter.objects.across_communities("test").order_by("pk")
        return list(found.values_list("pk", "state", "since")), Event.objects.count()

    before = rows()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert rows() == before
    return caught.value.code, caught.value.field


def drafted(here, who="ann", **more) -> Charter:
    values = {"community": here.community, "pattern": patterns()["jt"], **more}
    return charters.draft(here.actors[who], **values)


def decided(here, charter, **more) -> dict:
    return {
        "charter": charter.pk,
        "decided_by": "residents_assembly",
        "decision": "甲居会〔2026〕3号",
        "decided_on": DAY + timedelta(days=7),
        "since": DAY + timedelta(days=9),
        "counts": COUNTS,
        **more,
    }


def test_ready_templates_stand_on_sources_and_meet_on_their_days():
    assert set(patterns()) == {"jt", "xhy", "emergency"}
    for each in patterns().values():
        assert all(each.sources[name] for name in Terms.model_fields), each.key
    jt = patterns()["jt"].terms
    internal, joint = (upcoming(jt.meetings[name], MAY, 3) for name in ("internal", "joint"))
    assert [d.strftime("%m-%d %H:%M") for d in internal] == [
        "06-06 14:30",
        "07-04 14:30",
        "08-01 14:30",
    ]
    assert [d.strftime("%m-%d %H:%M") for d in joint] == [
        "05-31 19:00",
        "06-30 19:00",
        "07-31 19:00",
    ]
    assert split(jt.meetings["internal"])[0] == "FREQ=MONTHLY;BYDAY=1SA"
    assert joined(*split(jt.meetings["joint"])) == jt.meetings["joint"]
    assert "FREQ" not in said(jt.meetings["joint"])
    assert patterns()["emergency"].terms.track is Track.EMERGENCY
    assert (
        jt.seats_of(10, {"owners_committee": 1, "street": 2}),
        jt.quorate(5, 10),
        jt.quorate(4, 9),
    ) == (11, True, False)
    assert {key for key, *_ in CLAUSES} <= set(Terms.model_fields)


BAD = {
    "quorum_num": {"quorum_num": 3, "quorum_den": 2},
    "special_num": {"special_num": 1, "special_den": 2},
    "seats": {"seats": {}, "seats_building": 0},
    "meetings": {"meetings": {}},
    "notice_days": {"notice_days": 0},
    "triage_days": {"triage_days": 0},
    "triage_by": {"triage_by": ["developer"]},
    "picking": {"picking": []},
    "publication": {"publication": ["secrets"]},
    "speech_seconds": {"speech_seconds": 10},
}


@pytest.mark.parametrize("field", BAD)
def test_bad_values_are_refused_where_they_stand(here, field):
    assert refusal(drafted, here, terms=BAD[field]) == ("deliberation.bad_term", field)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=1SA",
        "FREQ=DAILY;COUNT=3;BYHOUR=9",
        "nonsense;BYHOUR=9",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;BYHOUR=9",
    ],
)
def test_a_rhythm_names_its_hour_has_no_end_and_happens(rule):
    plain = patterns()["jt"].terms.plain()
    with pytest.raises(ValidationError):
        Terms.model_validate({**plain, "meetings": {"internal": rule}})


def test_a_charter_is_drafted_discussed_and_ratified_by_others(here):
    row = drafted(here, terms={"support_households": 2})
    assert (row.number, row.state, row.track, row.open_until) == (
        1,
        "discussed",
        "ordinary",
        DAY + timedelta(days=7),
    )
    assert "support_households" not in row.sources
    assert row.sources["meetings"]
    assert queries.charter_in_force(here.community) is None
    assert refusal(drafted, here) == ("deliberation.one_draft_at_a_time", None)
    assert refusal(drafted, here, "cai") == ("deliberation.home_first", None)
    assert refusal(drafted, here, "eve") == ("kernel.not_found", None)
    assert refusal(drafted, here, "auditor") == ("kernel.not_for_you", None)
    ratify = charters.ratify
    assert refusal(ratify, here.ann, **decided(here, row)) == ("kernel.not_for_you", None)
    assert refusal(ratify, here.far, **decided(here, row)) == ("kernel.not_found", None)
    # the clerk herself, in her office, does not put her neighbour's hands' draft in force either
    own = replace(here.clerk, helper=here.people["ann"].pk)
    assert refusal(ratify, own, **decided(here, row))[0] == "kernel.not_by_helper"
    early = decided(here, row, decided_on=DAY)
    assert refusal(ratify, here.clerk, **early) == (
        "deliberation.discussed_too_short",
        "decided_on",
    )
    assert refusal(ratify, here.clerk, **decided(here, row)) == (
        "deliberation.not_decided_yet",
        "decided_on",
    )
    with clock.frozen(MAY + timedelta(days=8)):
        for wrong, code in (
            ({"decision": " "}, ("deliberation.no_number", "decision")),
            ({"since": clock.today()}, ("deliberation.back_dated", "since")),
            ({"decided_by": "me"}, ("deliberation.no_such_choice", "decided_by")),
            (
                {"counts": {**COUNTS, "votes_for": 1000}},
                ("deliberation.more_than_entitled", "entitled"),
            ),
            ({"counts": {**COUNTS, "votes_for": -1}}, ("deliberation.bad_count", "votes_for")),
            (
                {"counts": {**COUNTS, "votes_for": 25, "votes_against": 25}},
                ("deliberation.not_carried", "votes_for"),
            ),
            ({"counts": {**COUNTS, "entitled": 110}}, ("deliberation.not_carried", "votes_for")),
        ):
            assert refusal(ratify, here.clerk, **decided(here, row, **wrong)) == code
        done = ratify(here.clerk, **decided(here, row))
        event = Event.objects.latest("pk")
        assert (event.type, event.payload["votes_for"]) == (CharterRatified.type, 40)
        assert event.payload["digest"] == charters.digest_of(done)
        assert queries.charter_in_force(here.community) is None
        assert refusal(ratify, here.clerk, **decided(here, row)) == (
            "deliberation.settled_already",
            None,
        )
    with clock.frozen(MAY + timedelta(days=9)):
        assert queries.charter_in_force(here.community).pk == row.pk
        assert queries.charter_in_force(here.other) is None
        assert queries.terms_in_force(here.community).support_households == 2
        assert queries.terms_in_force(here.other) == patterns()["jt"].terms


def test_an_assembly_decides_at_exactly_more_than_half():
    body = ratifiers()["residents_assembly"]
    assert body.carried(100, 26, 25, 0)
    assert not body.carried(100, 26, 24, 0)
    assert not body.carried(100, 26, 20, 6)
    assert not body.carried(0, 0, 0, 0)


def test_who_drafted_it_never_writes_down_that_it_was_ratified(here):
    row = drafted(here, "clerk", pattern=patterns()["xhy"])
    with clock.frozen(MAY + timedelta(days=8)):
        assert refusal(charters.ratify, here.clerk, **decided(here, row)) == (
            "deliberation.own_charter",
            None,
        )
        assert refusal(charters.reject, here.clerk, charter=row.pk) == (
            "deliberation.own_charter",
            None,
        )
        assert charters.ratify(here.clerk2, **decided(here, row)).state == "in_force"
    with (
        pytest.raises(IntegrityError, match="a_charter_is_put_in_force_by_another"),
        transaction.atomic(),
    ):
        Charter.objects.within(here.community).update(settled_by=row.initiator_id)
    with (
        pytest.raises(IntegrityError, match="a_charter_in_force_was_ratified"),
        transaction.atomic(),
    ):
        Charter.objects.within(here.community).update(votes_for=1)


def test_withdrawn_and_rejected_drafts_never_hold(here):
    first = charters.withdraw(here.ann, charter=drafted(here).pk)
    assert first.state == "withdrawn"
    second = drafted(here)
    assert refusal(charters.withdraw, here.bob, charter=second.pk) == ("kernel.not_for_you", None)
    assert (second.number, charters.reject(here.clerk, charter=second.pk).state) == (2, "rejected")
    assert queries.charter_in_force(here.community, day=DAY + timedelta(days=100)) is None


def test_an_estate_has_its_own_and_emergencies_have_theirs(here):
    whole = in_force(here)
    with clock.frozen(MAY - timedelta(days=20)):
        row = drafted(here, "bob", estate=estate(here).pk, terms={"triage_days": 9})
        fast = drafted(here, "clerk", pattern=patterns()["emergency"])
        assert refusal(drafted, here, "manager", estate=10**6) == ("kernel.not_found", None)
    with clock.frozen(MAY - timedelta(days=5)):
        head = {"decided_on": clock.today(), "since": DAY}
        charters.ratify(here.clerk, **decided(here, row, **head))
        charters.ratify(here.clerk2, **decided(here, fast, **head))
    find = queries.charter_in_force
    assert find(here.community).pk == whole.pk
    assert find(here.community, estate(here).pk).pk == row.pk
    assert find(here.community, track=Track.EMERGENCY).pk == fast.pk
    assert find(here.community, estate(here).pk, DAY - timedelta(days=1)).pk == whole.pk
    with counted() as made:
        find(here.community, row.estate_id)
    assert len(made) == 1
    assert queries.before(row) is None
    assert [each.title for each in differences(whole, row)]
    assert all(each.text for each in clauses(row))
