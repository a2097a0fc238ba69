"""Until the publication: whole per cents of yesterday for everybody, figures for whoever serves."""

from dataclasses import replace

import pytest
from django.urls import reverse

from linli.kernel import clock
from linli.kernel.actor import VISITOR
from linli.voting import sheets_shown, turnout
from linli.voting.actions import results
from linli.voting.models import Assembly, Candidate, Teller
from linli.voting.queries import Turnout
from linli.voting.tally import Sums
from linli.voting.tests import casting, deciding, estates
from linli.voting.tests.casting import AFTER, DURING, vote
from linli.voting.tests.estates import CLOSES, OPENS, ROOMS, clerk
from linli.voting.tests.test_pages import enter
from linli.voting.tests.test_proxies import office

__all__ = ["enter"]


@pytest.fixture(autouse=True)
def _during(quarter):
    with clock.frozen(DURING):
        yield


def opened(quarter, least: int = 3) -> Assembly:
    """One ballot on the first day, and two on the second, on which the test stands."""
    row = casting.opened(quarter)
    casting.ruled(row, "voting", turnout_least=least)
    with clock.frozen(OPENS):
        vote(quarter, row, ROOMS[0])
    vote(quarter, row, ROOMS[0], "oppose")
    vote(quarter, row, ROOMS[6])
    return row


def shows_links(client, address) -> bool:
    return "收票" in client.get(address).content.decode()


def test_the_group_of_taking_ballots_goes_when_nothing_is_left_to_take(quarter, enter):
    row = deciding.closed(quarter)
    teller, staff = "1栋 105", "clerk"
    address = reverse("assembly", args=[row.code])
    # after the close tellers key; the clerk has nothing there any more
    assert shows_links(enter(teller), address)
    assert not shows_links(enter(staff), address)
    row = estates.signed(quarter, row)
    assert not shows_links(enter(teller), address)


def share(seen) -> tuple | None:
    assert (seen.figures, seen.buildings) == (None, ())
    return seen.share and (seen.share.persons, seen.share.area)


def test_everybody_sees_whole_per_cents_of_the_last_midnight(quarter, enter):
    row = opened(quarter)
    for actor in (VISITOR, quarter.owners[ROOMS[0]], quarter.town.actors["auditor"]):
        assert share(turnout.seen(actor, row)) == (11, 11)
    text = enter(ROOMS[0]).get(reverse("assembly", args=[row.code])).content.decode()
    assert "11 %" in text
    assert "200.00 m²" not in text
    with clock.frozen(DURING.replace(hour=16)):  # midnight in Shanghai
        assert share(turnout.seen(VISITOR, row)) == (22, 22)
        # a ballot that replaces an earlier one takes nobody away
        vote(quarter, row, ROOMS[6], "abstain")
        assert share(turnout.seen(VISITOR, row)) == (22, 22)
    estates.closed(quarter, row)
    row.refresh_from_db()
    with clock.frozen(AFTER):
        assert share(turnout.seen(VISITOR, row)) == (22, 22)
        assert turnout.seen(VISITOR, row).share.until is None


def test_a_small_roll_shows_nothing_before_the_close(quarter, enter):
    row = opened(quarter, least=10)
    assert share(turnout.seen(VISITOR, row)) is None
    page = enter(ROOMS[0]).get(reverse("assembly", args=[row.code]))
    assert "名册人数太少" in page.content.decode()
    estates.closed(quarter, row)
    row.refresh_from_db()
    with clock.frozen(AFTER):
        assert share(turnout.seen(VISITOR, row)) == (22, 22)


def test_whoever_serves_the_vote_sees_figures_by_building(quarter, enter):
    row = opened(quarter)
    for actor in (clerk(quarter), quarter.owners["1栋 105"]):
        seen = turnout.seen(actor, row)
        assert seen.figures == Sums(200_00, 2)
        assert [(each.label, each.voted, each.electors) for each in seen.buildings] == [
            ("1栋", 1, 6),
            ("2栋", 1, 3),
        ]
    casting.ruled(row, "voting", turnout_least=4)
    (together,) = turnout.seen(clerk(quarter), row).buildings
    assert (together.label, together.voted, together.electors) == ("2栋、1栋", 2, 9)
    assert (together.voted_area_centi, together.area_centi) == (200_00, 900_00)
    page = enter("clerk").get(reverse("assembly_work", args=[row.code])).content.decode()
    assert "2栋、1栋" in page
    # without a second factor, at the property company, or elsewhere: what everybody sees
    plain = replace(clerk(quarter), second_factor=False)
    for actor in (plain, quarter.town.actors["far"], quarter.owners["1栋 104"]):
        assert turnout.seen(actor, row).figures is None
    # nor a candidate, nor whoever came to work for the property company since
    matter = row.matters.get()
    stands = Candidate.objects.create(matter=matter, number=1, person=quarter.people["1栋 105"])
    assert turnout.seen(quarter.owners["1栋 105"], row).figures is None
    stands.delete()
    assert turnout.seen(quarter.owners["1栋 105"], row).figures == Sums(200_00, 2)
    office(quarter, "property_company", "1栋 105", "好管家物业")
    assert turnout.seen(quarter.owners["1栋 105"], row).figures is None


def test_software_sees_no_more_than_pages(quarter, enter):
    row = opened(quarter)

    def voted(name):
        answer = enter(name).get(f"/api/assemblies/{row.code}").json()
        return [answer[f"voted_{what}"] for what in (
            "persons", "area_centi", "persons_percent", "area_percent", "until",
        )]  # fmt: skip

    assert voted(ROOMS[0]) == [None, None, 11, 11, "2026-05-28T00:00:00+08:00"]
    assert voted("clerk") == [2, 200_00, None, None, None]


@pytest.mark.parametrize(
    ("electors", "shown"),
    [
        ([12, 30], [("a", 12), ("b", 30)]),
        ([12, 4, 6, 30], [("a", 12), ("d", 30), ("b、c", 10)]),
        # one small one: with the smallest of the others, or it would follow from the sum
        ([12, 4, 30], [("c", 30), ("b、a", 16)]),
        ([4, 3], [("a、b", 7)]),
        ([9], [("a", 9)]),
        ([2, 2, 2, 2, 2, 10], [("f", 10), ("5 buildings together", 10)]),
        ([], []),
    ],
)
def test_buildings_with_few_electors_stand_together(electors, shown):
    from django.utils import translation

    rows = [Turnout(chr(97 + n), each, 1, each * 100, 100) for n, each in enumerate(electors)]
    with translation.override("en"):
        found = turnout.grouped(rows, 10)
    assert [(each.label, each.electors) for each in found] == shown
    assert sum(each.voted for each in found) == len(electors)


def test_before_the_publication_the_desk_shows_results_to_whoever_convenes_and_counts(
    quarter, enter
):
    row = deciding.closed(quarter)
    row = estates.signed(quarter, row)
    address = reverse("assembly_work", args=[row.code])

    def reads(name) -> bool:
        text = enter(name).get(address).content.decode()
        assert row.title_zh in text
        return "500.00 m²" in text

    # five agree; the auditor of the place sees the course, and nothing of what was counted
    assert reads("clerk")
    assert not reads("auditor")
    Teller.objects.filter(person=quarter.people["1栋 105"]).update(
        person=quarter.town.people["auditor"]
    )
    assert reads("auditor")
    Teller.objects.filter(person=quarter.town.people["auditor"]).update(
        person=quarter.people["1栋 105"]
    )
    with clock.frozen(CLOSES):
        row = results.publish(clerk(quarter), assembly=row.pk)
    assert reads("auditor")
    assert turnout.seen(VISITOR, row).figures == Sums(700_00, 7)


def test_of_which_homes_sheets_came_in_only_collectors_see(quarter, enter):
    row = casting.opened(quarter)
    for room in ROOMS[:2]:
        casting.handed_in(quarter, row, room)
    out = casting.printed(quarter, row, ROOMS[2])
    address = reverse("sheets", args=[row.code])
    text = enter("clerk").get(address).content.decode()
    assert text.count("已收回</") == 0
    assert sheets_shown.counts_of(row) == (3, 2)
    assert len(sheets_shown.to_print(row, homes_too=False)) == 3
    Teller.objects.filter(person=quarter.people["1栋 105"]).update(collects=True)
    text = enter("1栋 105").get(address).content.decode()
    assert text.count("已收回</") == 2
    assert sheets_shown.to_print(row, homes_too=True) == [out.code]
    # one home's alone, whatever became of the others
    one = casting.number_of(quarter, row, ROOMS[2])
    assert sheets_shown.to_print(row, homes_too=False, elector=one) == [out.code]
    # who printed anew for all still sees the same
    enter("clerk").post(reverse("print_sheets", args=[row.code]))
    assert enter("1栋 105").get(address).content.decode().count("已收回</") == 2
