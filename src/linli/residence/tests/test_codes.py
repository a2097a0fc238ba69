"""Codes lead into a home once: slips from the door, invitations from who lives there. And out again."""

import re
from datetime import date, timedelta

from django.urls import reverse
from tests.racing import race
from tests.working import work

from linli.identity.actions.me import erase_me
from linli.identity.models import Guardianship
from linli.journal.models import Event
from linli.kernel import clock, personal
from linli.residence import queries
from linli.residence.actions import claims, codes, homes
from linli.residence.models import Claim, Residence, Slip
from linli.residence.operations.codes import clean_code, grouped
from linli.residence.tests.houses import NAMES, NOON, NUMBERS, PHONES, WHY, resident
from linli.residence.tests.test_claims import live, own, refused

YEAR = date(2027, 5, 10)


def held(call):
    """Threads have clocks of their own."""

    def run():
        with clock.frozen(NOON):
            return call()

    return run


def home(house, key, relation="owner") -> Residence:
    rows = Residence.objects.across_communities(WHY)
    return rows.get(person=house.people[key], ended_at=None, relation=relation)


def handed(house, room="101") -> str:
    """The code of a slip that was printed and handed over."""
    unit = house.units[f"1栋 {room}"]
    made = codes.print_slips(house.kim, building=unit.building_id, units=[unit.pk])
    codes.hand_over(house.kim, building=unit.building_id, units=[unit.pk])
    return made[0][2]


# --- slips ---------------------------------------------------------------------------------------
def test_a_slip_works_once_after_it_was_handed_over(house):
    building = house.units["1栋 101"].building_id
    made = codes.print_slips(house.kim, building=building)
    assert [unit.room for unit, _, _ in made] == ["101", "102", "103", "104"]
    code = made[0][2]
    refused("residence.no_such_code", codes.use_code, house.eve, code=code, relation="family")
    codes.hand_over(house.kim, building=building, units=[house.unit("101")])
    slip = Slip.objects.across_communities(WHY).get(unit=house.unit("101"))
    assert (slip.state, slip.handed_by_id, slip.handed_at) == ("handed", house.kim.person, NOON)
    refused("residence.which_relation", codes.use_code, house.eve, code=code)
    refused("residence.until_first", codes.use_code, house.eve, code=code, relation="tenant")
    typed = grouped(code).lower().replace("0", "o")
    codes.use_code(house.eve, code=typed, relation="tenant", until=YEAR)
    row = home(house, "eve", "tenant")
    assert (row.ground, row.until, row.unit_id) == ("slip", YEAR, house.unit("101"))
    refused("residence.no_such_code", codes.use_code, house.bob, code=code, relation="family")
    dump = str(list(Event.objects.values())) + str(
        list(Slip.objects.across_communities(WHY).values())
    )
    assert code not in dump


def test_an_owner_with_a_slip_still_needs_the_roster(house):
    claim = codes.use_code(house.eve, code=handed(house), relation="owner")
    assert (claim.state, claim.ground) == ("open", "slip")
    assert live(house) == set()
    again = codes.use_code(house.ann, code=handed(house), relation="owner")
    assert again.state == "approved"


def test_reissued_void_and_expired_slips_work_no_more(house):
    first = handed(house)
    second = handed(house)
    refused("residence.no_such_code", codes.use_code, house.eve, code=first, relation="family")
    with clock.frozen(NOON + timedelta(days=61)):
        refused("residence.no_such_code", codes.use_code, house.eve, code=second, relation="family")
    building = house.units["1栋 101"].building_id
    codes.void_slips(house.lee, building=building, units=[house.unit("101")])
    refused("residence.no_such_code", codes.use_code, house.eve, code=second, relation="family")
    refused(
        "residence.no_homes_chosen",
        codes.hand_over, house.lee, building=building, units=[house.unit("101")],
    )  # fmt: skip
    states = Slip.objects.across_communities(WHY).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["void", "void"]


def test_two_people_with_one_code_and_two_print_runs_at_once(house):
    code = handed(house)
    assert race(
        held(lambda: codes.use_code(house.eve, code=code, relation="family")),
        held(lambda: codes.use_code(house.dan, code=code, relation="family")),
    ) == ["done", "residence.no_such_code"]
    assert len(live(house)) == 1
    building = house.units["1栋 101"].building_id
    assert race(
        lambda: codes.print_slips(house.kim, building=building),
        lambda: codes.print_slips(house.lee, building=building),
    ) == ["done", "done"]
    rows = Slip.objects.across_communities(WHY)
    assert rows.filter(state="printed").count() == 4
    far = house.actors["kim"].__class__(
        house.lee.person, house.lee.capacity, house.other, frozenset({house.other}), True
    )
    refused("kernel.not_found", codes.print_slips, far, building=building)


# --- invitations -------------------------------------------------------------------------------------
def test_family_is_invited_and_ends_with_the_tenancy(house):
    own(house, "ann")
    codes.use_code(house.bob, code=handed(house), relation="tenant", until=YEAR)
    tenancy = home(house, "bob", "tenant")
    refused(
        "residence.not_by_you",
        codes.invite, house.bob, residence=tenancy.pk, relation="tenant", until=YEAR,
    )  # fmt: skip
    _, code = codes.invite(house.bob, residence=tenancy.pk)
    codes.use_code(house.cat, code=code)
    row = home(house, "cat", "family")
    assert (row.ground, row.through_id, row.until) == ("invited", tenancy.pk, YEAR)
    refused("residence.no_such_code", codes.use_code, house.eve, code=code)
    homes.choose_contact(house.cat, residence=row.pk, person=house.people["bob"].pk)
    assert queries.household_of(row.unit_id).contact == house.people["bob"].pk
    refused("kernel.not_found", homes.send_away, house.cat, residence=tenancy.pk)
    homes.move_out(house.bob, residence=tenancy.pk)
    assert live(house) == {("ann", "1栋 101", "owner")}
    row.refresh_from_db()
    assert row.ending == "through"
    assert queries.household_of(row.unit_id).contact is None


def test_an_owner_moves_out_and_in_and_sends_away(house):
    own(house, "ann")
    mine = home(house, "ann")
    _, code = codes.invite(house.ann, residence=mine.pk, relation="tenant", until=YEAR)
    codes.use_code(house.eve, code=code)
    homes.move_out(house.ann, residence=mine.pk)
    assert queries.household_of(mine.unit_id).people == {house.people["eve"].pk}
    refused("residence.nothing_to_change", homes.move_out, house.ann, residence=mine.pk)
    assert len(queries.owned_units(house.people["ann"].pk, house.estate.pk)) == 1
    homes.move_in(house.ann, residence=mine.pk)
    refused("kernel.not_found", homes.move_out, house.eve, residence=mine.pk)
    homes.send_away(house.ann, residence=home(house, "eve", "tenant").pk)
    assert live(house) == {("ann", "1栋 101", "owner")}


def test_invitations_are_few_expire_and_are_taken_back(house):
    own(house, "ann")
    mine = home(house, "ann").pk
    made = [codes.invite(house.ann, residence=mine) for _ in range(5)]
    refused("residence.enough_invitations", codes.invite, house.ann, residence=mine)
    codes.take_back(house.ann, invitation=made[0][0].pk)
    refused("residence.no_such_code", codes.use_code, house.eve, code=made[0][1])
    refused("kernel.not_found", codes.take_back, house.bob, invitation=made[1][0].pk)
    with clock.frozen(NOON + timedelta(days=8)):
        refused("residence.no_such_code", codes.use_code, house.eve, code=made[1][1])


def test_a_guardian_brings_the_child(house):
    own(house, "ann")
    small = resident(house, "small", name="安小宝", id_number=None, level=0)
    row = home(house, "ann")
    refused("kernel.not_found", homes.bring_child, house.ann, residence=row.pk, child=small.person)
    Guardianship.objects.create(
        child_id=small.person, guardian_id=house.ann.person, since=clock.now()
    )
    homes.bring_child(house.ann, residence=row.pk, child=small.person)
    assert ("small", "1栋 101", "family") in live(house)


# --- one's data ------------------------------------------------------------------------------------
def test_my_data_says_what_the_roster_says_and_erasure_unlinks(house):
    own(house, "ann")
    claims.claim_home(house.ann, unit=house.unit("104"), relation="owner", says="我是法人")
    found = {code: rows for code, _, rows in personal.sections(house.people["ann"].pk)}
    assert found["owner_roster"] == [
        {"home": "榕树园 1栋 1单元 101", "name": NAMES["ann"], "id_number": NUMBERS["ann"],
         "phone": PHONES["ann"]}
    ]  # fmt: skip
    assert [row["my_words"] for row in found["home_claims"]] == [None, "我是法人"]
    erase_me(house.ann, sure=True)
    work()
    row = Residence.objects.across_communities(WHY).get()
    assert (row.ending, row.roster_owner_id) == ("erased", None)
    rows = Claim.objects.across_communities(WHY).order_by("pk")
    assert [(c.state, c.says, c.roster_owner_id) for c in rows] == [
        ("approved", None, None), ("withdrawn", None, None),
    ]  # fmt: skip
    assert house.owner("ann").read("name") == NAMES["ann"]


def test_events_name_nobody_and_nobody_is_asked_for_a_household_register(house, client):
    own(house, "ann")
    codes.use_code(house.eve, code=handed(house), relation="family")
    dump = str(list(Event.objects.values()))
    assert not [v for v in (*NAMES.values(), *NUMBERS.values(), *PHONES.values()) if v in dump]
    client.force_login(house.people["ann"])
    for name, args in (
        ("claim_home", [house.unit("103")]), ("home_code", []), ("claim_estate", []),
        ("my_homes", []), ("home_invite", [home(house, "ann").pk]),
    ):  # fmt: skip
        page = client.get(reverse(name, args=args), follow=True).content.decode()
        fields = re.findall(r'<(?:input|select|textarea)[^>]+name="([^"]+)"', page)
        assert not {"hukou", "registration", "origin"} & set(fields)
        assert {*fields} <= {
            "csrfmiddlewaretoken", "relation", "until", "says", "code", "community", "q", "next",
        }  # fmt: skip
        for hit in re.finditer("户口|户籍", page):
            around = page[max(0, hit.start() - 8) : hit.end() + 6]
            assert "不" in around or "无" in around, around


def test_clean_code_reads_what_people_write():
    assert clean_code(" o1il-2345-abcd ") == "01112345ABCD"
