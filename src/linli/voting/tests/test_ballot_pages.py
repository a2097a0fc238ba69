"""The screens of a ballot, the booth's session, and how much the desk's lists ask of the database."""

import pytest
from conftest import DistrictClient
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from linli.kernel import clock
from linli.kernel.actor import VISITOR
from linli.voting import ballot_pages, ballots_shown, booth_shown, sheets_shown
from linli.voting.actions import ballots, paper
from linli.voting.choices import Question
from linli.voting.tests import casting
from linli.voting.tests.casting import DURING, refusal, vote
from linli.voting.tests.estates import ROOMS, clerk
from linli.voting.views.booth import BOOTH, MOST_WRONG

TWO = [Question(1), Question(2, (1, 2, 3), 2)]


@pytest.fixture(autouse=True)
def _during(request):
    if "quarter" in request.fixturenames:
        request.getfixturevalue("quarter")
    with clock.frozen(DURING):
        yield


@pytest.mark.parametrize(
    ("said", "at", "go", "turn"),
    [
        ({}, 0, "next", (0, False, "voting.choice_missing")),
        ({1: "agree"}, 0, "next", (1, False, None)),
        ({1: "agree"}, 1, "back", (0, False, None)),
        ({1: "agree", 2: [1, 2]}, 1, "next", (1, True, None)),
        ({1: "agree", 2: [1, 2, 3]}, 1, "next", (1, False, "voting.too_many_names")),
        ({1: "agree", 2: ["1", "abstain"]}, 1, "next", (1, False, "voting.no_such_choice")),
        ({2: "abstain"}, 1, "cast", (0, False, "voting.choice_missing")),
        ({1: "agree", 2: "abstain"}, 1, "0", (0, False, None)),
        ({1: "agree", 2: "abstain"}, 9, "99", (1, False, None)),
    ],
)
def test_where_a_press_leads(said, at, go, turn):
    found = ballot_pages.turn(TWO, said, at, go)
    assert (found.at, found.review, found.error and found.error.code) == turn
    assert not found.cast


def test_only_a_whole_ballot_is_cast():
    assert ballot_pages.turn(TWO, {1: "agree", 2: [3]}, 1, "cast").cast
    values = {"matter1": ["agree"], "matter2": ["3", "1"], "other": ["x"]}
    said = ballot_pages.said_in(TWO, values)
    assert said == {1: "agree", 2: [3, 1]}
    assert ballot_pages.hidden(said, but=1) == [("matter2", "3"), ("matter2", "1")]


def booth_client(row) -> DistrictClient:
    client = DistrictClient(HTTP_HOST="localhost")
    session = client.session
    session[BOOTH] = row.code
    session.save()
    return client


def test_a_booth_forgets_and_is_closed_after_some_wrong_numbers(quarter):
    row = casting.opened(quarter)
    client, address = booth_client(row), reverse("booth")
    number = casting.admitted(quarter, row, "1栋 101")
    answer = client.post(address, {"number": number, "go": "cast", "matter1": "agree"})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["Refresh"] == f"120; url={address}"
    ballot = casting.last(quarter, row, "1栋 101")
    assert ballot.code in answer.content.decode()
    assert set(client.session.keys()) == {BOOTH}
    assert ballot.code not in client.get(address).content.decode()
    for n in range(1, MOST_WRONG):
        assert client.post(address, {"number": "00000000"}).status_code == 422
        assert client.session["booth_wrong"] == n
    assert client.post(address, {"number": "00000000"}).status_code == 302
    assert BOOTH not in client.session
    with translation.override("zh-hans"):
        assert "此屏幕目前不是投票点" in client.get(address).content.decode()


def test_the_booth_goes_back_by_itself_and_a_button_leaves_it(quarter):
    row = casting.opened(quarter)
    client, address = booth_client(row), reverse("booth")
    number = casting.admitted(quarter, row, "1栋 101")
    for sent in ({}, {"go": "next", "matter1": "agree"}):
        answer = client.post(address, {"number": number, **sent})
        assert answer["Refresh"] == f"300; url={address}"
        assert f'href="{address}"' in answer.content.decode()
    # whoever left has not voted, and comes back with the same number
    page = client.get(address).content.decode()
    assert number not in page
    assert "Refresh" not in client.get(address)
    assert not casting.Cast.objects.exists()
    assert (
        client.post(address, {"number": number, "go": "cast", "matter1": "agree"}).status_code
        == 200
    )
    assert casting.told(casting.last(quarter, row, "1栋 101")) == {1: "agree"}


def test_a_new_number_voids_the_earlier_one_of_the_elector(quarter):
    row = casting.opened(quarter)
    client, address = booth_client(row), reverse("booth")
    other = casting.admitted(quarter, row, "1栋 102")
    first, second = (casting.admitted(quarter, row, "1栋 101") for _ in range(2))
    values = {"assembly": row, "choices": {1: "agree"}}
    caught = refusal(ballots.cast_at_the_booth, VISITOR, number=first, **values)
    assert caught.code == "voting.no_such_pass"
    assert client.post(address, {"number": first}).status_code == 422
    assert client.post(address, {"number": second}).status_code == 200
    for number in (second, other):
        assert ballots.cast_at_the_booth(VISITOR, number=number, **values).version == 1


def test_lists_of_the_desk_ask_a_constant_number_of_queries(quarter):
    row = casting.opened(quarter)
    for room in ROOMS[:4]:
        casting.handed_in(quarter, row, room)
    sheets = paper.print_sheets(clerk(quarter), assembly=row.pk)
    assert len(sheets) == len(ROOMS)

    def queries(call) -> int:
        with CaptureQueriesContext(connection) as captured:
            call()
        return len([q for q in captured if not q["sql"].startswith("SET")])

    units = list(sheets_shown.homes(row).order_by("position", "pk"))
    for homes_too, asked in ((True, 3), (False, 2)):
        few, many = (
            queries(lambda n=n, to=homes_too: sheets_shown.rows_of(row, units[:n], homes_too=to))
            for n in (2, 9)
        )
        assert few == many == asked
    keyed = sheets_shown.handed_in(row, quarter.owners["1栋 105"].person)
    assert queries(lambda: [sheets_shown.word_of(each) for each in keyed]) == 1
    one = queries(lambda: booth_shown.electors_like(row, "1栋 101"))
    assert one == queries(lambda: booth_shown.electors_like(row, "栋")) == 2


def test_an_owner_sees_what_may_be_done_with_each_ballot(quarter):
    row = casting.opened(quarter)
    owner, couple = quarter.owners["1栋 101"], quarter.owners[ROOMS[-1]]
    mine = ballots_shown.mine(owner, row)[0]
    assert (bool(mine.decision), mine.last, mine.homes) == (True, None, "1栋 1单元 101")
    assert ballots_shown.gives_mandates(row, mine)
    vote(quarter, row, "1栋 101")
    mine = ballots_shown.mine(owner, row)[0]
    assert (bool(mine.decision), mine.own) == (True, True)
    vote(quarter, row, ROOMS[-1], by="second")
    mine = ballots_shown.mine(couple, row)[0]
    assert (mine.decision.reason, mine.own) == ("voting.other_voted", False)
    number = casting.admitted(quarter, row, "1栋 101")
    ballots.cast_at_the_booth(VISITOR, assembly=row, number=number, choices={1: "agree"})
    assert ballots_shown.mine(owner, row)[0].decision.reason == "voting.voted_finally"
    assert ballots_shown.mine(clerk(quarter), row) == []
    assert ballots_shown.mine(quarter.town.actors["eve"], row) == []
