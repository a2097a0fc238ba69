"""Claims: the roster decides, an owner, or staff; nothing is overwritten, each refusal changes nothing."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from tests.racing import race
from tests.refusing import refusing
from tests.working import work

from linli.identity.models import Person, PrivateRecord
from linli.identity.operations import enrol
from linli.identity.operations.proof import move_phone
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.kernel.errors import Refused
from linli.places.actions import corrections
from linli.residence import queries
from linli.residence.actions import claims, desk, homes
from linli.residence.models import Claim, Residence
from linli.residence.tests.houses import (
    NAMES,
    NOON,
    NUMBERS,
    PHONES,
    ROSTER,
    WHY,
    bring,
    everything,
    line,
    resident,
)

YEAR = date(2027, 5, 10)


refused = refusing(everything)


def own(house, key, room="101") -> Claim:
    return claims.claim_home(house.actors[key], unit=house.unit(room), relation="owner")


def rent(house, key="eve", room="101", until=YEAR) -> Claim:
    return claims.claim_home(
        house.actors[key], unit=house.unit(room), relation="tenant", until=until
    )


def fresh(claim) -> Claim:
    return Claim.objects.across_communities(WHY).get(pk=claim.pk)


def live(house) -> set[tuple[str, str, str]]:
    names = {person.pk: key for key, person in house.people.items()}
    rooms = {unit.pk: key for key, unit in house.units.items()}
    rows = Residence.objects.across_communities(WHY).filter(ended_at=None)
    return {(names[r.person_id], rooms[r.unit_id], r.relation) for r in rows}


def last_event() -> Event:
    return Event.objects.latest("pk")


# --- owners ---------------------------------------------------------------------------------------
def test_an_owner_of_the_roster_is_one_at_once(house):
    claim = own(house, "ann")
    assert (claim.state, claim.ground) == ("approved", "roster")
    assert live(house) == {("ann", "1栋 101", "owner")}
    owned = queries.owned_units(house.people["ann"].pk, house.estate.pk)
    assert [(o.unit_id, o.roster_owner_id) for o in owned] == [
        (house.unit("101"), house.owner("ann").pk)
    ]
    assert last_event().payload == {
        "claim": claim.pk, "unit": house.unit("101"), "person": house.people["ann"].pk,
        "relation": "owner", "people": [], "ground": "roster", "ended": None,
    }  # fmt: skip


def test_co_owners_share_one_elector_and_name_with_phone_is_enough(house):
    for key in ("bob", "cat"):
        assert own(house, key, "102").state == "approved"
    assert own(house, "dan", "103").state == "approved"
    assert live(house) == {
        ("bob", "1栋 102", "co_owner"), ("cat", "1栋 102", "co_owner"), ("dan", "1栋 103", "owner"),
    }  # fmt: skip
    bob, cat = (queries.owned_units(house.people[k].pk, house.estate.pk)[0] for k in ("bob", "cat"))
    assert bob.elector_id == cat.elector_id
    assert bob.roster_owner_id != cat.roster_owner_id


@pytest.mark.parametrize(
    "more",
    [
        {"name": "安宁二", "id_number": NUMBERS["ann"]},
        {"name": NAMES["ann"], "phone": PHONES["ann"]},
        {"name": NAMES["ann"]},
    ],
    ids=["another name", "another ID", "name alone"],
)
def test_what_does_not_agree_waits_for_staff(house, more):
    with transaction.atomic():
        PrivateRecord.objects.filter(person=house.people["ann"]).delete()
    resident(house, "xia", **more)
    claim = own(house, "xia")
    assert (claim.state, claim.roster_owner_id) == ("open", None)
    assert live(house) == set()
    refused("residence.which_owner", desk.approve, house.kim, claim=claim.pk, roster_owner=None)
    if more.get("phone") or "id_number" in more:
        refused(
            "residence.roster_says_other",
            desk.approve, house.kim, claim=claim.pk, roster_owner=house.owner("ann").pk,
        )  # fmt: skip


def test_staff_say_who_of_the_roster_it_is_where_data_is_missing(house):
    move = resident(house, "dan2", name=NAMES["dan"])
    claim = claims.claim_home(move, unit=house.unit("103"), relation="owner")
    assert claim.state == "open"
    desk.approve(house.kim, claim=claim.pk, roster_owner=house.owner("dan").pk)
    row = fresh(claim).residence
    assert (row.ground, row.roster_owner_id, row.relation) == (
        "papers", house.owner("dan").pk, "owner",
    )  # fmt: skip
    refused("residence.claim_over", desk.refuse, house.lee, claim=claim.pk, answer="不符")


def test_owners_need_a_real_name_and_a_home_that_is_there(house):
    young = resident(house, "new", level=Person.Level.PHONE)
    refused(
        "residence.real_name_first",
        claims.claim_home, young, unit=house.unit("101"), relation="owner",
    )  # fmt: skip
    refused("kernel.not_found", claims.claim_home, house.ann, unit=999_999, relation="owner")


def test_duplicates_are_refused_with_a_clear_word(house):
    own(house, "ann")
    refused("residence.already_home", own, house, "ann")
    waits = own(house, "eve")
    refused("residence.claim_waits", own, house, "eve")
    claims.withdraw(house.eve, claim=waits.pk)
    assert own(house, "eve").state == "open"


def test_a_proved_name_settles_what_waits(house):
    """F024: what the roster knows is asked of nobody twice."""
    resident(house, "ann2", name=NAMES["ann"])
    claim = claims.claim_home(house.ann2, unit=house.units["2栋 101"].pk, relation="owner")
    assert claim.state == "open"
    rows = [*ROSTER]
    number = PrivateRecord.objects.get(person=house.people["ann2"]).read("id_number")
    rows[4] = line("2栋", "101", NAMES["ann"], number, "13810000099")
    bring(house, rows)
    work()
    assert fresh(claim).state == "approved"
    assert live(house) == {("ann2", "2栋 101", "owner")}
    assert last_event().capacity == "system"


# --- the roster moves on ------------------------------------------------------------------------------
def test_a_sale_ends_the_former_owner_and_their_family_not_the_lease(house):
    own(house, "ann")
    row = Residence.objects.across_communities(WHY).get()
    with transaction.atomic():
        child = enrol(name="安小宝", community=house.community, level=0)
    house.people["child"] = child
    Residence.objects.create(
        community=house.community, unit_id=house.unit("101"), person=child, relation="family",
        ground="guardian", through=row, since=row.since,
    )  # fmt: skip
    claims.confirm(house.ann, claim=rent(house).pk, lives_here=True)
    rows = [*ROSTER]
    rows[0] = line("1栋", "101", NAMES["dan"], "", PHONES["dan"])
    bring(house, rows)
    work()
    assert live(house) == {("eve", "1栋 101", "tenant")}
    ended = {
        r.person_id: r.ending
        for r in Residence.objects.across_communities(WHY).exclude(ended_at=None)
    }
    assert ended == {house.people["ann"].pk: "title", child.pk: "through"}
    fact = Event.objects.filter(type="residence.ended").get().payload
    assert fact["people"] == sorted([house.people["ann"].pk, child.pk])
    assert queries.owned_units(house.people["ann"].pk, house.estate.pk) == []
    assert own(house, "dan").state == "approved"


def test_a_roster_that_writes_the_same_owner_otherwise_ends_nothing(house):
    own(house, "dan", "103")
    before = house.owner("dan").pk
    rows = [*ROSTER]
    rows[2] = line("1栋", "103", NAMES["dan"], NUMBERS["dan"], PHONES["dan"])
    bring(house, rows)
    work()
    row = Residence.objects.across_communities(WHY).get()
    assert (row.ended_at, row.roster_owner_id == before) == (None, False)
    assert len(queries.owned_units(house.people["dan"].pk, house.estate.pk)) == 1


def test_a_correction_by_two_people_gives_the_home_to_who_waited(house):
    claim = own(house, "eve")
    assert claim.state == "open"
    number = PrivateRecord.objects.get(person=house.people["eve"]).read("id_number")
    correction = corrections.propose_correction(
        house.kim, unit=house.unit("101"), kind="owner", reason="产权证", names="外来人",
        numbers=number,
    )  # fmt: skip
    corrections.decide_correction(
        house.lee, correction=correction.pk, confirmed=True, names="外来人", numbers=number
    )
    work()
    assert fresh(claim).state == "approved"
    assert live(house) == {("eve", "1栋 101", "owner")}


# --- tenants and family ----------------------------------------------------------------------------------
def test_an_owner_confirms_a_tenant_who_then_lives_there(house):
    own(house, "ann")
    claim = rent(house)
    assert last_event().payload["people"] == [house.people["ann"].pk]
    refused("kernel.not_found", claims.confirm, house.bob, claim=claim.pk, lives_here=True)
    claims.confirm(house.ann, claim=claim.pk, lives_here=True)
    row = fresh(claim).residence
    assert (row.relation, row.ground, row.until, row.through.person_id) == (
        "tenant", "owner", YEAR, house.people["ann"].pk,
    )  # fmt: skip
    assert queries.lives_in(house.people["eve"].pk, unit=house.unit("101"))
    refused("residence.claim_over", claims.confirm, house.ann, claim=claim.pk, lives_here=True)


def test_staff_approve_a_tenant_or_say_why_not(house):
    claim = rent(house)
    refused("residence.reason_first", desk.refuse, house.kim, claim=claim.pk, answer="")
    refused("kernel.not_for_you", desk.approve, house.ann, claim=claim.pk)
    desk.refuse(house.kim, claim=claim.pk, answer="合同不清楚")
    assert (fresh(claim).state, fresh(claim).read("answer")) == ("refused", "合同不清楚")
    again = rent(house)
    desk.approve(house.kim, claim=again.pk)
    assert live(house) == {("eve", "1栋 101", "tenant")}


@pytest.mark.parametrize(
    ("until", "code"),
    [
        (None, "residence.until_first"),
        (date(2026, 5, 10), "residence.until_first"),
        (date(2047, 1, 1), "residence.until_too_far"),
    ],
)
def test_a_tenancy_has_a_last_day(house, until, code):
    refused(code, rent, house, until=until)


def test_a_tenancy_ends_by_itself_and_can_begin_again(house):
    from linli.residence import jobs

    own(house, "ann")
    claims.confirm(house.ann, claim=rent(house, until=date(2026, 5, 12)).pk, lives_here=True)
    with clock.frozen(NOON + timedelta(days=1)):
        assert jobs.end_what_is_over() == 0
    with clock.frozen(NOON + timedelta(days=2)):
        claim = rent(house)
        claims.confirm(house.ann, claim=claim.pk, lives_here=True)
        assert jobs.end_what_is_over() == 0
    rows = Residence.objects.across_communities(WHY).filter(relation="tenant").order_by("pk")
    assert [(r.ending, r.ended_at is None) for r in rows] == [("over", False), ("", True)]
    with clock.frozen(NOON + timedelta(days=400)):
        assert jobs.end_what_is_over() == 1
        assert jobs.end_what_is_over() == 0


# --- transfers -----------------------------------------------------------------------------------------
@pytest.fixture
def contest(house):
    """Ann's number was proved on a record of Eve's by mistake; Ann's own record claims the home."""
    own(house, "ann")
    with transaction.atomic():
        other = enrol(phone="13833330000", name=NAMES["ann"], community=house.community, level=20)
        move_phone(house.people["ann"], other, value=PHONES["ann"])
        row = PrivateRecord.objects.get(person=other)
        row.proved_at = clock.now()
        row.save()
    house.people["ann2"] = other
    house.actors["ann2"] = Actor(
        other.pk, Capacity.RESIDENT, house.community, frozenset({house.community})
    )
    claim = own(house, "ann2")
    assert claim.state == "contested"
    assert last_event().payload["people"] == sorted([house.people["ann"].pk, other.pk])
    return claim


def test_a_transfer_takes_two_members_of_staff_and_hears_both_sides(house, contest):
    pk = contest.pk
    refused(
        "residence.other_side_first",
        desk.propose_transfer, house.kim, claim=pk, answer="材料齐全",
    )  # fmt: skip
    refused("kernel.not_found", claims.answer_transfer, house.bob, claim=pk, gives_up=True)
    refused("residence.reason_first", claims.answer_transfer, house.ann, claim=pk, gives_up=False)
    claims.answer_transfer(house.ann, claim=pk, gives_up=False, says="这是我的房子")
    desk.propose_transfer(house.kim, claim=pk, answer="材料齐全")
    refused("residence.second_person", desk.decide_transfer, house.kim, claim=pk, granted=True)
    desk.decide_transfer(house.lee, claim=pk, granted=False)
    assert (fresh(contest).state, fresh(contest).proposed_by_id) == ("contested", None)
    assert live(house) == {("ann", "1栋 101", "owner")}
    desk.propose_transfer(house.lee, claim=pk, answer="材料齐全")
    desk.decide_transfer(house.kim, claim=pk, granted=True)
    assert live(house) == {("ann2", "1栋 101", "owner")}
    old = Residence.objects.across_communities(WHY).get(person=house.people["ann"])
    assert (old.ending, fresh(contest).against_id) == ("transfer", old.pk)
    refused("residence.claim_over", desk.decide_transfer, house.lee, claim=pk, granted=True)


def test_the_other_side_may_give_it_up(house, contest):
    claims.answer_transfer(house.ann, claim=contest.pk, gives_up=True)
    assert live(house) == {("ann2", "1栋 101", "owner")}


def test_silence_until_the_last_day_lets_staff_decide(house, contest):
    with clock.frozen(NOON + timedelta(days=8)):
        desk.propose_transfer(house.kim, claim=contest.pk, answer="未回应")
        assert fresh(contest).state == "proposed"
        claims.withdraw(house.ann2, claim=contest.pk)
    assert live(house) == {("ann", "1栋 101", "owner")}


# --- at once -----------------------------------------------------------------------------------------------
@pytest.fixture
def twins(house):
    """The roster knows Dan of 103 by number, and a namesake of his by phone: both agree with it."""
    rows = [*ROSTER]
    rows[2] = line("1栋", "103", NAMES["dan"], NUMBERS["dan"], "13833330000")
    bring(house, rows)
    work()
    with transaction.atomic():
        two = enrol(phone="13833330000", name=NAMES["dan"], community=house.community, level=20)
        row = PrivateRecord.objects.get(person=two)
        row.proved_at = clock.now()
        row.save()
    place = house.community
    house.people["dan2"] = two
    house.actors["dan2"] = Actor(two.pk, Capacity.RESIDENT, place, frozenset({place}))
    return house


def test_two_residents_claim_the_same_home_at_once(twins):
    """Both are the owner by the roster's data: one holds it, the other's claim is a transfer."""
    events = Event.objects.count()
    assert race(lambda: own(twins, "dan", "103"), lambda: own(twins, "dan2", "103")) == [
        "done",
        "done",
    ]
    ((holder, *_),) = live(twins)
    other = {"dan": "dan2", "dan2": "dan"}[holder]
    found = {claim.person_id: claim.state for claim in Claim.objects.across_communities(WHY)}
    assert found == {
        twins.people[holder].pk: "approved",
        twins.people[other].pk: "contested",
    }
    contested = Claim.objects.across_communities(WHY).get(state="contested")
    assert contested.against.person_id == twins.people[holder].pk
    types = Event.objects.order_by("pk").values_list("type", flat=True)[events:]
    assert list(types) == ["residence.claim_approved", "residence.claim_contested"]


def test_one_resident_claims_a_home_twice_at_once(house):
    assert race(
        lambda: rent(house, "eve", "103"),
        lambda: rent(house, "eve", "103"),
        lambda: own(house, "dan", "103"),
        lambda: own(house, "dan", "103"),
    ) == ["done", "done", "residence.already_home", "residence.claim_waits"]
    assert live(house) == {("dan", "1栋 103", "owner")}


def test_a_claim_while_a_roster_is_applied_has_one_outcome(house):
    rows = [*ROSTER]
    rows[0] = line("1栋", "101", NAMES["dan"], "", PHONES["dan"])
    assert race(lambda: bring(house, rows), lambda: own(house, "ann")) == ["done", "done"]
    work()
    claim = Claim.objects.across_communities(WHY).get()
    assert live(house) == set()
    if claim.state == "open":  # the roster was first
        assert not Residence.objects.across_communities(WHY).exists()
    else:
        assert (claim.state, claim.residence.ending) == ("approved", "title")


def test_two_clerks_decide_the_same_claim(house):
    claim = rent(house)
    assert race(
        lambda: desk.approve(house.kim, claim=claim.pk),
        lambda: desk.refuse(house.lee, claim=claim.pk, answer="不符"),
    ) == ["done", "residence.claim_over"]
    decided = [e.type for e in Event.objects.filter(type__startswith="residence.claim_")]
    assert len(decided) == 2
    assert bool(live(house)) == (fresh(claim).state == "approved")


def test_staff_do_not_decide_about_themselves_or_elsewhere(house):
    from linli.residence.tests.houses import clerk

    claim = rent(house)
    far = clerk(house, "far", house.other)
    refused("kernel.not_found", desk.approve, far, claim=claim.pk)
    mine = rent(house, "kim")
    refused("residence.not_your_own", desk.approve, house.kim, claim=mine.pk)
    with pytest.raises(Refused):
        homes.end_over(house.kim, residence=1)
    assert SYSTEM.person is None
