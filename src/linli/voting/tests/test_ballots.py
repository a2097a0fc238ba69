"""One elector, one ballot, whatever the channel: what is written, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import VISITOR
from linli.kernel.errors import text_of
from linli.notices.models import Addressed, Notice
from linli.residence.models import Residence
from linli.voting import consumers
from linli.voting.actions import ballots, course, paper, proxies
from linli.voting.entitlement import owners_of
from linli.voting.models import Ballot, Cast
from linli.voting.tests import casting, estates
from linli.voting.tests.casting import AFTER, DURING, refusal, vote
from linli.voting.tests.estates import CLOSES, COUPLE, OPENS, ROOMS, WHY, clerk
from linli.voting.tests.test_pages import enter

__all__ = ["enter"]

pytestmark = pytest.mark.usefixtures("during")


def test_f055_a_ballot_on_the_web_is_sealed_and_has_its_receipt(quarter):
    row = casting.opened(quarter)
    cast = vote(quarter, row, "1栋 101", "oppose")
    ballot = casting.last(quarter, row, "1栋 101")
    who = quarter.owners["1栋 101"]
    assert (ballot.pk, ballot.code, ballot.version) == (cast.id, cast.code, 1)
    assert (ballot.channel, ballot.final) == ("web", False)
    assert (ballot.person_id, ballot.helper_id, ballot.proxy_id) == (who.person, None, None)
    assert ballot.owner_id == min(owners_of(row, ballot.entry))
    assert b"oppose" not in bytes(ballot.sealed)
    assert casting.told(ballot) == {1: "oppose"}
    event = Event.objects.get(pk=cast.event)
    assert (event.type, event.actor, event.capacity) == ("ballots.cast", who.person, "resident")
    assert event.payload == {
        "ballot": ballot.pk,
        "assembly": row.pk,
        "channel": "web",
        "version": 1,
        "digest": bytes(ballot.digest).hex(),
    }


def test_a_web_ballot_is_replaced_until_the_close_where_the_profile_has_it(quarter):
    row = casting.opened(quarter)
    vote(quarter, row, "1栋 101", "oppose")
    assert vote(quarter, row, "1栋 101", "agree").version == 2
    versions = Ballot.objects.across_communities(WHY).order_by("version")
    assert [(b.version, casting.told(b)[1]) for b in versions] == [(1, "oppose"), (2, "agree")]
    assert list(Cast.objects.values_list("version", "final")) == [(2, False)]
    row = casting.keyed(row, own_rules={"voting.web_ballot_replaceable": False})
    caught = refusal(vote, quarter, row, "1栋 101", "abstain")
    assert caught.code == "voting.voted_already"


@pytest.mark.parametrize("moment", [OPENS - timedelta(seconds=1), CLOSES, AFTER])
def test_no_ballot_before_the_opening_or_after_the_close(quarter, moment):
    row = casting.opened(quarter)
    number = casting.admitted(quarter, row, "1栋 102")
    sheet = casting.printed(quarter, row, "1栋 103")
    with clock.frozen(moment):
        calls = [
            lambda: vote(quarter, row, "1栋 101"),
            lambda: casting.admitted(quarter, row, "1栋 101"),
            lambda: paper.register_sheet(
                quarter.owners["1栋 105"], assembly=row.pk, code=sheet.code
            ),
        ]
        for call in calls:
            caught = refusal(call)
            assert caught.code == "voting.not_open"
            assert "法律未规定" in caught.params["article"]
            assert caught.params["article"] in str(text_of(caught.code, caught.params).title)
        caught = refusal(
            ballots.cast_at_the_booth, VISITOR, assembly=row, number=number, choices={1: "agree"}
        )
        assert caught.code in {"voting.not_open", "voting.no_such_pass"}


def test_the_close_is_felt_in_the_database_before_somebody_closes(quarter):
    """A clock that stands before the close, an assembly that is closed: the state decides."""
    row = casting.opened(quarter)
    with clock.frozen(CLOSES):
        course.close(clerk(quarter), assembly=row.pk)
    assert refusal(vote, quarter, row, "1栋 101").code == "voting.not_open"


def test_co_owners_have_one_ballot_and_it_says_whose_hand_it_was(quarter):
    row = casting.opened(quarter)
    vote(quarter, row, COUPLE, "agree", by="second")
    assert casting.last(quarter, row, COUPLE).person_id == quarter.owners["second"].person
    caught = refusal(vote, quarter, row, COUPLE, "oppose", by=COUPLE)
    assert caught.code == "voting.other_voted"
    assert "第二十四条" in caught.params["article"]
    entry = estates.entry_of(quarter, row, COUPLE)
    first = next(
        o for o in owners_of(row, entry) if o != casting.last(quarter, row, COUPLE).owner_id
    )
    number = casting.admitted(quarter, row, COUPLE, owner=first)
    caught = refusal(
        ballots.cast_at_the_booth, VISITOR, assembly=row, number=number, choices={1: "oppose"}
    )
    assert caught.code == "voting.other_voted"


def test_where_co_owners_choose_one_only_that_one_votes(quarter):
    row = casting.opened(quarter)
    casting.ruled(row, "counting", co_owners="by_mandate")
    first, second = quarter.owners[COUPLE], quarter.people["second"]
    for by in (COUPLE, "second"):
        assert refusal(vote, quarter, row, COUPLE, by=by).code == "voting.co_owners_choose_one"
    number = casting.number_of(quarter, row, COUPLE)
    proxies.give_proxy(first, assembly=row.pk, elector=number, holder=second.public_id)
    assert refusal(vote, quarter, row, COUPLE).code == "voting.co_owners_choose_one"
    assert vote(quarter, row, COUPLE, by="second").version == 1
    assert vote(quarter, row, "1栋 101").version == 1


def test_whoever_is_no_elector_or_acts_in_an_office_does_not_vote(quarter):
    row = casting.opened(quarter)
    eve = quarter.town.actors["eve"]
    assert refusal(vote, quarter, row, "1栋 101", actor=eve).code == "voting.not_an_elector"
    assert refusal(vote, quarter, row, "1栋 101", by="1栋 102").code == "voting.not_an_elector"
    assert refusal(vote, quarter, row, "1栋 101", actor=clerk(quarter)).code == (
        "voting.vote_as_yourself"
    )
    assert refusal(vote, quarter, row, "1栋 101", actor=VISITOR).code == "kernel.sign_in_first"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "voting.choice_missing"),
        ({1: "yes"}, "voting.no_such_choice"),
        ({1: "invalid"}, "voting.no_such_choice"),
        ({1: "agree", 2: "agree"}, "voting.not_on_the_ballot"),
        ({1: ["1"]}, "voting.no_such_choice"),
    ],
)
def test_a_ballot_answers_what_is_asked_and_nothing_else(quarter, said, code):
    row = casting.opened(quarter)
    number = casting.number_of(quarter, row, "1栋 101")
    who = quarter.owners["1栋 101"]
    caught = refusal(ballots.cast_on_the_web, who, assembly=row, elector=number, choices=said)
    assert caught.code == code


def test_without_the_officers_key_nothing_is_taken(quarter):
    row = casting.opened(quarter)
    row.public_key = None
    row.save()
    assert refusal(vote, quarter, row, "1栋 101").code == "voting.no_key"


@pytest.mark.parametrize(
    ("mode", "taken"),
    [
        ("BINDING_HERE", {"web", "kiosk", "paper"}),
        ("ADVISORY", {"web", "kiosk", "paper"}),
        ("PAPER", {"paper"}),
        ("IMPORTED_FROM_OFFICIAL", set()),
    ],
)
def test_the_mode_says_which_channels_are_open(quarter, mode, taken):
    row = casting.opened(quarter, "beijing", legal_mode=mode)
    calls = {
        "web": lambda: vote(quarter, row, "1栋 101"),
        "kiosk": lambda: casting.at_the_booth(quarter, row, "1栋 102"),
        "paper": lambda: casting.handed_in(quarter, row, "1栋 103"),
    }
    for channel, call in calls.items():
        if channel in taken:
            call()
        else:
            caught = refusal(call)
            assert caught.code == "voting.channel_not_here"
            assert "第三十五条" in caught.params["article"]
    assert set(Ballot.objects.across_communities(WHY).values_list("channel", flat=True)) == taken


# --- a sale during the vote ---------------------------------------------------------------------
def sold(quarter, row, room):
    """To somebody else: the roster says so, the former owner's home is ended."""
    rows = estates.roster()
    rows[ROOMS.index(room)] = estates.row(room, "买家乙")
    estates.bring(quarter, rows)
    Residence.objects.within(row.community).filter(unit=quarter.units[room]).update(
        ended_at=clock.now(), until=clock.today(), ending="title"
    )
    return estates.owner(quarter, room, "买家乙")


def test_the_former_owners_ballot_stands_and_the_buyers_is_refused(quarter):
    row = casting.opened(quarter)
    vote(quarter, row, "1栋 101", "agree")
    with clock.frozen(DURING + timedelta(days=1)):
        buyer = sold(quarter, row, "1栋 101")
        caught = refusal(vote, quarter, row, "1栋 101", actor=buyer)
        assert (caught.code, caught.params["article"]) == (
            "voting.cast_by_former_owner",
            "平台默认；参照北京业主APP规则",
        )
        assert refusal(vote, quarter, row, "1栋 101", "oppose").code == "voting.not_an_elector"
        assert owners_of(row, casting.last(quarter, row, "1栋 101").entry) == frozenset()
    assert casting.told(casting.last(quarter, row, "1栋 101")) == {1: "agree"}


def test_a_buyer_votes_where_nobody_had(quarter):
    row = casting.opened(quarter)
    number = casting.admitted(quarter, row, "1栋 101")
    with clock.frozen(DURING + timedelta(days=1)):
        buyer = sold(quarter, row, "1栋 101")
        assert refusal(vote, quarter, row, "1栋 101").code == "voting.not_an_elector"
        assert vote(quarter, row, "1栋 101", actor=buyer).version == 1
    with clock.frozen(DURING + timedelta(minutes=5)):
        caught = refusal(
            ballots.cast_at_the_booth, VISITOR, assembly=row, number=number, choices={1: "agree"}
        )
    assert caught.code == "voting.sold_after_freezing"


# --- the booth ----------------------------------------------------------------------------------
def test_f056_the_booth_knows_an_owner_without_an_account_and_is_final(quarter):
    row = casting.opened(quarter)
    vote(quarter, row, "1栋 101", "oppose")
    cast = casting.at_the_booth(quarter, row, "1栋 101", "agree")
    ballot = casting.last(quarter, row, "1栋 101")
    assert (ballot.version, ballot.channel, ballot.final) == (2, "kiosk", True)
    assert (ballot.person_id, ballot.helper_id) == (None, clerk(quarter).person)
    assert ballot.owner_id in owners_of(row, ballot.entry)
    event = Event.objects.get(pk=cast.event)
    assert (event.actor, event.capacity) == (None, "visitor")
    assert refusal(vote, quarter, row, "1栋 101").code == "voting.voted_finally"
    assert refusal(casting.admitted, quarter, row, "1栋 101").code == "voting.voted_finally"


def test_a_number_for_the_booth_works_once_and_for_minutes(quarter):
    row = casting.opened(quarter)
    number = casting.admitted(quarter, row, "1栋 101")
    assert (len(number), number.isdigit()) == (8, True)
    assert not Event.objects.filter(payload__icontains=number).exists()
    values = {"assembly": row, "choices": {1: "agree"}}
    wrong = str((int(number) + 1) % 10**8).zfill(8)
    caught = refusal(ballots.cast_at_the_booth, VISITOR, number=wrong, **values)
    assert caught.code == "voting.no_such_pass"
    caught = refusal(ballots.cast_at_the_booth, VISITOR, number=number, assembly=row, choices={})
    assert caught.code == "voting.choice_missing"
    with clock.frozen(DURING + ballots.PASS_LASTS):
        caught = refusal(ballots.cast_at_the_booth, VISITOR, number=number, **values)
        assert caught.code == "voting.no_such_pass"
    ballots.cast_at_the_booth(VISITOR, number=number, **values)
    caught = refusal(ballots.cast_at_the_booth, VISITOR, number=number, **values)
    assert caught.code == "voting.no_such_pass"


def test_who_lets_voters_to_the_booth(quarter):
    row = casting.opened(quarter)
    entry = estates.entry_of(quarter, row, "1栋 101")
    who = {"assembly": row.pk, "elector": entry.number, "owner": min(owners_of(row, entry))}
    ballots.admit_to_booth(quarter.owners["1栋 105"], **who)
    caught = refusal(ballots.admit_to_booth, quarter.owners["1栋 102"], **who)
    assert caught.code == "voting.teller_only"
    stranger = who | {"owner": who["owner"] + 999}
    caught = refusal(ballots.admit_to_booth, clerk(quarter), **stranger)
    assert caught.code == "voting.not_an_elector"


def test_a_teller_in_an_office_has_a_second_factor(quarter):
    row = casting.opened(quarter)
    sheet = casting.printed(quarter, row, "1栋 101")
    teller = replace(quarter.owners["1栋 105"], office=1, second_factor=False)
    values = {"assembly": row.pk, "code": sheet.code}
    assert refusal(paper.register_sheet, teller, **values).code == "kernel.second_factor"
    paper.register_sheet(replace(teller, second_factor=True), **values)


def test_all_owners_hear_of_what_was_not_their_first_ballot_on_the_web(quarter):
    row = casting.opened(quarter)
    before = Notice.objects.across_communities(WHY).count()

    def told(event_of) -> list:
        """Kind, urgency and people of what one event makes, and that the job is deferred."""
        event = Event.objects.get(pk=event_of)
        if not consumers._is_told(event.payload):
            return []
        consumers.tell_of_ballot(event)
        notice = Notice.objects.across_communities(WHY).latest("pk")
        people = Addressed.objects.filter(notice=notice).values_list("person", flat=True)
        return [notice.kind, notice.urgent, sorted(people)]

    couple = sorted(quarter.owners[each].person for each in (COUPLE, "second"))
    assert told(vote(quarter, row, COUPLE, by="second").event) == []
    assert told(vote(quarter, row, COUPLE, "oppose", by="second").event) == [
        "ballot_replaced",
        True,
        couple,
    ]
    booth = casting.at_the_booth(quarter, row, "1栋 101")
    assert told(booth.event) == ["ballot_at_booth", True, [quarter.owners["1栋 101"].person]]
    casting.handed_in(quarter, row, COUPLE)
    paper_cast = Event.objects.filter(type="ballots.cast").latest("pk")
    assert told(paper_cast.pk) == ["ballot_on_paper", True, couple]
    assert Notice.objects.across_communities(WHY).count() == before + 3
