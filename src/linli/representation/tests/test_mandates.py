"""Mandates: written down by one, open to the homes, recognised by another, until a day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.queries import queries as counted
from tests.racing import race

from linli.facts.representation import ObjectionAnswered, RepresentationEnded
from linli.files.actions import bring
from linli.files.tests.samples import jpeg
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused
from linli.places.models import Unit
from linli.representation import consumers, rules
from linli.representation.actions import mandates, objections
from linli.representation.models import Mandate, Objection
from linli.representation.operations.mandates import PAPERS_OF
from linli.representation.queries import SeatHolder, seat_holders
from linli.representation.tests.houses import (
    MAY,
    TODAY,
    UNTIL,
    after,
    building,
    choice,
    enter,
    estate,
    houses,
    in_force,
    recognised,
)

LATER = date(2026, 7, 1)


@pytest.fixture
def here(committed):
    with clock.frozen(MAY):
        yield houses()


def rows():
    mandates_ = Mandate.objects.across_communities("test").order_by("pk")
    objections_ = Objection.objects.across_communities("test").order_by("pk")
    return (
        list(mandates_.values_list("pk", "state", "ended_on", "recognised_on")),
        list(objections_.values_list("pk", "state")),
        Event.objects.count(),
    )


def refusal(call, *args, **kwargs) -> tuple[str, str | None]:
    before = rows()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert rows() == before
    return caught.value.code, caught.value.field


BAD = {
    "number": ({"person": "ZZZZZZZZZZZZ"}, "representation.no_such_person", "person"),
    "elsewhere": ({"who": "dan"}, "representation.no_home_there", "person"),
    "no building": ({"buildings": ()}, "representation.whom", "buildings"),
    "foreign building": ({"buildings": (10**9,)}, "representation.whom", "buildings"),
    "no homes": ({"kind": "homes"}, "representation.whom", "rooms"),
    "foreign homes": (
        {"kind": "homes", "units": (10**9,)},
        "representation.no_such_choice",
        "rooms",
    ),
    "too many": ({"homes_chose": 5}, "representation.too_many_homes", "homes_chose"),
    "nobody": (
        {"how": "meeting", "homes_chose": 0},
        "representation.nobody_chose",
        "homes_chose",
    ),
    "no paper": ({"how": "meeting"}, "representation.no_evidence", "files"),
    "over": (
        {"since": date(2025, 1, 1), "until": date(2026, 5, 11)},
        "representation.bad_term",
        "until",
    ),
    "too long": ({"until": date(2031, 6, 1)}, "representation.bad_term", "until"),
    "no words": ({"words": " "}, "representation.words_first", "words"),
    "id": ({"words": "证件 11010519491231002X 可查"}, "representation.id_number", "words"),
    "kind": ({"kind": "party"}, "representation.no_such_choice", "kind"),
    "body": ({"kind": "organisation"}, "representation.no_such_choice", "organisation"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_choice_that_does_not_fit_is_refused_where_it_stands(here, name):
    more, code, field = BAD[name]
    assert refusal(enter, here, **more) == (code, field)


def test_who_writes_down_and_who_recognises(here):
    here.actors["far"] = replace(here.clerk, reach=frozenset({here.other}))
    for who, code in (
        ("ann", "kernel.not_for_you"),
        ("manager", "kernel.not_for_you"),
        ("far", "kernel.not_found"),
    ):
        assert refusal(enter, here, by=who) == (code, None)
    row = enter(here)
    assert (row.homes_chose, row.homes_of, str(row.open_until)) == (3, 4, "2026-05-17")
    assert bytes(row.words) != row.text.encode()
    settle = {"mandate": row.pk}
    assert refusal(mandates.recognise, here.clerk, **settle)[0] == "representation.entered_by_you"
    assert refusal(mandates.recognise, here.clerk2, **settle)[0] == "representation.still_open"
    assert refusal(enter, here)[0] == "representation.speaks_already"
    with clock.frozen(after(5)):  # its last day
        assert refusal(mandates.recognise, here.clerk2, **settle)[0] == "representation.still_open"
    with clock.frozen(after(6)):
        station = replace(here.clerk2, body="service_station")
        assert refusal(mandates.recognise, station, **settle)[0] == "representation.committee_only"
        weak = replace(here.clerk2, second_factor=False)
        assert refusal(mandates.recognise, weak, **settle)[0] == "kernel.second_factor"
        mandates.recognise(here.clerk2, **settle)
        assert refusal(mandates.recognise, here.clerk2, **settle)[0] == "representation.not_now"
    row.refresh_from_db()
    assert (row.state, str(row.recognised_on)) == ("recognised", "2026-05-18")
    assert [row.holds_on(day) for day in (TODAY, date(2026, 6, 1), UNTIL)] == [False, True, True]
    payload = Event.objects.get(type="representation.entered").payload
    assert payload["homes_chose"] == 3
    assert "person" not in payload


def test_nobody_recognises_what_is_about_themselves(here):
    me = replace(here.clerk2, person=here.people["ann"].pk)
    row = enter(here)
    with clock.frozen(after(6)):
        assert refusal(mandates.recognise, me, mandate=row.pk)[0] == "representation.about_you"
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.within(here.community).update(
            settled_by=here.people["clerk"].pk, recognised_on=TODAY
        )


def test_a_meeting_needs_a_paper_which_the_desk_and_the_representative_read(here):
    paper = bring(here.clerk, kind=PAPERS_OF, content=jpeg())
    row = mandates.enter(here.clerk, choice=choice(here, how="meeting"), files=[paper.public_id])
    assert rules.reads_papers(here.clerk2, row.pk)
    assert rules.reads_papers(here.ann, row.pk)
    assert not rules.reads_papers(here.bob, row.pk)
    assert not rules.reads_papers(here.manager, row.pk)


def test_homes_object_within_the_days_and_get_an_answer(here):
    row = enter(here)
    say = {"mandate": row.pk, "words": "会议没有通知我家"}
    assert refusal(objections.object_to, here.dan, **say)[0] == "representation.not_your_building"
    assert refusal(objections.object_to, here.clerk, **say)[0] == "kernel.not_for_you"
    made = objections.object_to(here.bob, **say)
    assert str(made.due_on) == "2026-05-15"
    assert refusal(objections.object_to, here.bob, **say)[0] == "representation.objected_already"
    other = objections.object_to(here.cai, **say)
    reply = {"objection": made.pk, "upheld": False, "words": "签到表上有您家"}
    assert refusal(objections.answer, here.clerk, **reply)[0] == "representation.entered_by_you"
    with clock.frozen(after(6)):
        assert refusal(objections.object_to, here.fay, **say)[0] == "representation.not_now"
        assert refusal(mandates.recognise, here.clerk2, mandate=row.pk)[0] == (
            "representation.objections_first"
        )
        objections.answer(here.clerk2, **reply)
        assert refusal(objections.answer, here.clerk2, **reply)[0] == "representation.not_now"
        objections.answer(here.clerk2, objection=other.pk, upheld=True, words="确实没有通知")
    row.refresh_from_db()
    assert (row.state, row.why, row.recognised_on) == ("rejected", "确实没有通知", None)
    answered = Event.objects.filter(type=ObjectionAnswered.type)
    assert [event.payload["upheld"] for event in answered.order_by("pk")] == [False, True]


def test_seats_go_to_whole_buildings_then_groups_then_offices(here):
    """Of every building and every seated body that exists; a person sits once."""
    charter = in_force(here, seats={"residents_committee": 1, "property_company": 1})
    one, two = building(here), building(here, "2")
    where = (here.community, estate(here).pk, charter)
    units = Unit.objects.within(here.community)
    group = tuple(units.filter(room__in=["201", "202"]).values_list("pk", flat=True))
    whole = recognised(here, "ann")
    both = recognised(
        here, "bob", buildings=(one.pk, two.pk), since=date(2029, 1, 1), until=date(2030, 1, 1)
    )
    homes = recognised(here, "dan", kind="homes", buildings=(two.pk,), units=group, homes_chose=2)
    open_still = enter(here, "cai")
    firm = here.bodies["甲物业"]
    committee = here.bodies["甲居委会"]
    people = {name: person.pk for name, person in here.people.items()}
    found = seat_holders(*where, on=LATER)
    assert found == [
        SeatHolder(one.pk, None, people["ann"], whole.pk),
        SeatHolder(two.pk, None, people["dan"], homes.pk),
        SeatHolder(None, committee, people["clerk"], None),
        SeatHolder(None, firm, people["manager"], None),
    ]
    with counted() as made:
        seat_holders(*where, on=LATER)
    assert len(made) == 7
    # a mandate for two buildings sits once; before a term begins nobody sits
    assert seat_holders(*where, on=date(2029, 6, 1))[:2] == [
        SeatHolder(one.pk, None, people["bob"], both.pk),
        SeatHolder(two.pk, None, None, both.pk),
    ]
    assert seat_holders(*where, on=date(2026, 5, 31))[0] == SeatHolder(one.pk)
    # a body sends somebody else
    with clock.frozen(after(6)):
        sent = mandates.enter(
            here.clerk,
            choice=choice(
                here,
                "eve",
                kind="organisation",
                how="appointed",
                organisation=firm,
                buildings=(),
                homes_chose=0,
            ),
        )
        mandates.recognise(here.clerk2, mandate=sent.pk)
    assert seat_holders(*where, on=LATER)[-1] == SeatHolder(None, firm, people["eve"], sent.pk)
    # seats by the charter: one each
    with clock.frozen(after(6)):
        assert refusal(mandates.recognise, here.clerk2, mandate=open_still.pk)[0] == (
            "representation.seats_taken"
        )


def test_officers_write_down_for_their_own_body_alone(here):
    firm = here.bodies["甲物业"]
    officer = replace(here.manager, organisation=firm, body="property_company")
    sent = choice(
        here, "manager", kind="organisation", how="appointed", organisation=firm, buildings=()
    )
    other = replace(sent, organisation=here.bodies["甲居委会"])
    assert refusal(mandates.enter, officer, choice=other)[0] == "kernel.not_for_you"
    row = mandates.enter(officer, choice=sent)
    assert (row.homes_of, row.is_open) == (0, False)
    assert refusal(mandates.enter, here.clerk, choice=replace(sent, how="lot")) == (
        "representation.body_sends",
        "how",
    )


def test_how_mandates_end(here):
    """By the representative, by the homes, by the clock, with the account."""
    one = recognised(here, "ann")
    assert refusal(mandates.end, here.bob, mandate=one.pk, how="resigned")[0] == (
        "representation.yours_to_resign"
    )
    assert refusal(mandates.end, here.clerk2, mandate=one.pk, how="recalled") == (
        "representation.words_first",
        "words",
    )
    assert refusal(mandates.end, here.clerk, mandate=one.pk, how="term")[0] == "kernel.not_for_you"
    assert refusal(mandates.end, here.clerk, mandate=one.pk, how="withdrawn", words="错")[0] == (
        "representation.not_now"
    )
    mandates.end(here.ann, mandate=one.pk, how="resigned", words="搬家")
    two = recognised(here, "bob")
    mandates.end(here.clerk, mandate=two.pk, how="recalled", words="三户以上联名")
    three = recognised(here, "cai")
    with clock.frozen(after(6)):
        assert refusal(mandates.remind, SYSTEM, mandate=three.pk)[0] == "representation.not_now"
    with clock.frozen(MAY.replace(year=2028, day=20)):
        mandates.remind(SYSTEM, mandate=three.pk)
        assert refusal(mandates.remind, SYSTEM, mandate=three.pk)[0] == "representation.not_now"
        assert refusal(mandates.end, SYSTEM, mandate=three.pk, how="term")[0] == (
            "representation.not_now"
        )
    with clock.frozen(MAY.replace(year=2028, month=6, day=3)):
        mandates.end(SYSTEM, mandate=three.pk, how="term")
    three.refresh_from_db()
    assert (three.ending, str(three.ended_on)) == ("term", "2028-06-01")
    four = recognised(here, "fay", since=TODAY + timedelta(days=1))
    with transaction.atomic():
        consumers.erase_of(here.people["fay"].pk)
    four.refresh_from_db()
    assert (four.ending, four.words, four.state) == ("erased", None, "ended")
    ends = Event.objects.filter(type=RepresentationEnded.type).order_by("pk")
    assert [event.payload["how"] for event in ends] == ["resigned", "recalled", "term", "erased"]


def test_two_who_recognise_at_once_fill_one_seat(here):
    first, second = enter(here, "ann"), enter(here, "bob")

    def settle(mandate):
        def run():
            with clock.frozen(after(6)):
                mandates.recognise(here.clerk2, mandate=mandate)

        return run

    outcomes = race(settle(first.pk), settle(second.pk))
    assert outcomes == ["done", "representation.seats_taken"]
    states = [row[1] for row in rows()[0]]
    assert sorted(states) == ["open", "recognised"]
