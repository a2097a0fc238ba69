"""One elector, one ballot, whatever the channel: what is written, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from linli.journal.models import Event
from linli.kernel import clock, deeds
from linli.kernel.actor import VISITOR
from linli.kernel.errors import Refused, text_of
from linli.notices.models import Addressed, Notice
from linli.residence.models import Residence
from linli.voting import consumers, counting, sheets_shown
from linli.voting.actions import audits, ballots, course, drafting, paper, proxies, results
from linli.voting.entitlement import owners_of
from linli.voting.models import Ballot, Cast, OpenedChoice, PaperAudit, Quarantine
from linli.voting.tests import casting, estates
from linli.voting.tests.casting import AFTER, DURING, vote
from linli.voting.tests.estates import CLOSES, OPENS, ROOMS, WHY, clerk
from linli.voting.tests.test_pages import enter

__all__ = ["enter"]

COUPLE = ROOMS[-1]


def refusal(call, *args, **kwargs) -> Refused:
    before = casting.everything()
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert casting.everything() == before
    return caught.value


@pytest.fixture(autouse=True)
def _during(quarter):
    with clock.frozen(DURING):
        yield


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


def test_a_helper_casts_by_the_mandate_and_both_names_stand(quarter, monkeypatch):
    row = casting.opened(quarter)
    monkeypatch.setattr(deeds, "_standing", [lambda *_: True])
    owner, helper = quarter.owners["1栋 101"], quarter.people["1栋 102"].pk
    without = casting.with_hands(owner, helper, "inbox")
    assert refusal(vote, quarter, row, "1栋 101", actor=without).code == "kernel.not_by_helper"
    hands = casting.with_hands(owner, helper, "vote")
    cast = vote(quarter, row, "1栋 101", "agree", actor=hands)
    ballot, event = casting.last(quarter, row, "1栋 101"), Event.objects.get(pk=cast.event)
    assert (ballot.person_id, ballot.helper_id) == (owner.person, helper)
    assert (event.actor, event.helper) == (owner.person, helper)
    # a mandate to vote is nothing that a helper gives
    caught = refusal(
        proxies.give_proxy, hands, assembly=row.pk, elector=1, holder=quarter.people["second"]
    )
    assert caught.code == "kernel.not_by_helper"


def helped(quarter, row, room, helper, choice="agree"):
    hands = casting.with_hands(quarter.owners[room], quarter.people[helper].pk, "vote")
    return vote(quarter, row, room, choice, actor=hands)


def test_hands_are_bound_like_a_mandate_to_vote(quarter, monkeypatch):
    """Else a mandate of everyday life goes round what the rules say of proxies."""
    monkeypatch.setattr(deeds, "_standing", [lambda *_: True])
    row = casting.opened(quarter, "weifang", legal_mode="ADVISORY")
    proxies.give_proxy(
        quarter.owners["1栋 101"],
        assembly=row.pk,
        elector=casting.number_of(quarter, row, "1栋 101"),
        holder=quarter.people["1栋 104"].public_id,
    )
    # a holder's own helper is none of the owner's choosing
    hands = casting.with_hands(quarter.owners["1栋 104"], quarter.people["1栋 105"].pk, "vote")
    caught = refusal(vote, quarter, row, "1栋 101", actor=hands)
    assert (caught.code, caught.params["article"]) == (
        "voting.no_sub_mandate",
        "《物业管理条例》第十二条",
    )
    # 104 stands for one by mandate, for two with its hands; the fourth is one too many
    for room in ("1栋 102", "1栋 103"):
        helped(quarter, row, room, "1栋 104")
    caught = refusal(helped, quarter, row, "1栋 106", "1栋 104")
    assert (caught.code, caught.params) == (
        "voting.too_many_principals",
        {"limit": 3, "article": "《潍坊市物业管理条例》第三十二条"},
    )
    assert helped(quarter, row, "1栋 102", "1栋 104", "oppose").version == 2
    caught = refusal(
        proxies.give_proxy,
        quarter.owners["1栋 106"],
        assembly=row.pk,
        elector=casting.number_of(quarter, row, "1栋 106"),
        holder=quarter.people["1栋 104"].public_id,
    )
    assert caught.code == "voting.too_many_principals"


def test_whoever_may_hold_no_mandate_to_vote_is_nobodys_hands(quarter, monkeypatch):
    monkeypatch.setattr(deeds, "_standing", [lambda *_: True])
    row = casting.opened(quarter)
    monkeypatch.setattr("linli.voting.ballot_rules.is_candidate", lambda *_: True)
    casting.ruled(row, "proxies", barred=["candidates"])
    caught = refusal(helped, quarter, row, "1栋 101", "1栋 102")
    assert (caught.code, caught.params["article"]) == (
        "voting.proxy_barred",
        "平台默认；多地规定物业服务人员不得代理",
    )
    assert vote(quarter, row, "1栋 101").version == 1
    casting.ruled(row, "proxies", allowed=False)
    assert refusal(helped, quarter, row, "1栋 103", "1栋 102").code == "voting.no_proxies"


def test_no_helper_replaces_what_the_owner_cast_without_help(quarter, monkeypatch):
    monkeypatch.setattr(deeds, "_standing", [lambda *_: True])
    row = casting.opened(quarter)
    vote(quarter, row, "1栋 101", "oppose")
    caught = refusal(helped, quarter, row, "1栋 101", "1栋 102")
    assert (caught.code, caught.params["article"]) == (
        "voting.not_over_the_owners_own",
        "平台默认（法律未规定）",
    )
    helped(quarter, row, "1栋 103", "1栋 102")
    assert helped(quarter, row, "1栋 103", "1栋 102", "oppose").version == 2
    assert vote(quarter, row, "1栋 103", "agree").version == 3
    assert refusal(helped, quarter, row, "1栋 103", "1栋 102").code == (
        "voting.not_over_the_owners_own"
    )


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


# --- paper --------------------------------------------------------------------------------------
def test_f056_paper_locks_the_elector_and_is_keyed_by_two_after_the_close(quarter):
    row = casting.opened(quarter)
    vote(quarter, row, "1栋 101", "oppose")
    sheet = casting.handed_in(quarter, row, "1栋 101")
    ballot = casting.last(quarter, row, "1栋 101")
    assert (ballot.version, ballot.channel, ballot.final) == (2, "paper", True)
    assert casting.told(ballot) is None
    assert refusal(vote, quarter, row, "1栋 101").code == "voting.voted_finally"
    assert refusal(casting.admitted, quarter, row, "1栋 101").code == "voting.voted_finally"
    early = refusal(casting.key_in, quarter, row, sheet, "agree", room="1栋 105")
    assert early.code == "voting.keyed_after_the_close"
    with clock.frozen(AFTER):
        course.close(clerk(quarter), assembly=row.pk)
        assert casting.key_in(quarter, row, sheet, "agree", room="1栋 105") == "first"
        assert not OpenedChoice.objects.exists()
        again = refusal(casting.key_in, quarter, row, sheet, "agree", room="1栋 105")
        assert again.code == "voting.another_operator"
        staff = refusal(
            paper.key_sheet, clerk(quarter), assembly=row.pk, code=sheet.code, choices={1: "agree"}
        )
        assert staff.code == "voting.teller_only"
        assert casting.key_in(quarter, row, sheet, "agree", room="1栋 106") == "counted"
    opened = OpenedChoice.objects.get()
    assert (opened.ballot_id, opened.choice, opened.area_centi) == (ballot.pk, "agree", 100_00)


def with_third(quarter, row):
    """Somebody who reads where the two differ."""
    person = quarter.people["1栋 104"].public_id
    drafting.appoint_teller(clerk(quarter), assembly=row.pk, person=person, role="teller")


@pytest.mark.parametrize(
    ("third", "outcome", "left"),
    [("agree", "counted", []), ("oppose", "counted", []), ("invalid", "quarantined", ["mismatch"])],
)
def test_p7_where_two_differ_a_third_reads_and_two_of_three_count(quarter, third, outcome, left):
    row = casting.opened(quarter)
    with_third(quarter, row)
    sheet = casting.handed_in(quarter, row, "1栋 101")
    with clock.frozen(AFTER):
        course.close(clerk(quarter), assembly=row.pk)
        casting.key_in(quarter, row, sheet, "agree", room="1栋 105")
        assert casting.key_in(quarter, row, sheet, "oppose", room="1栋 106") == "quarantined"
        assert Quarantine.objects.get().reason == "mismatch"
        assert not OpenedChoice.objects.exists()
        again = refusal(casting.key_in, quarter, row, sheet, "agree", room="1栋 105")
        assert again.code == "voting.another_operator"
        assert (sheets_shown.to_key(row), counting.unopened(row)) == (1, 0)
        teller = quarter.owners["1栋 105"]
        for early in (
            lambda: results.tally(teller, assembly=row.pk),
            lambda: audits.begin(teller, assembly=row.pk, one_in=20),
        ):
            caught = refusal(early)
            assert (caught.code, caught.params["sheets"]) == ("voting.third_reading", 1)
        person = quarter.people["1栋 103"].public_id
        more = {"assembly": row.pk, "person": person, "role": "teller"}
        stand = refusal(drafting.appoint_teller, clerk(quarter), **more)
        assert stand.code == "voting.tellers_stand"  # one is left who has not read it
        assert casting.key_in(quarter, row, sheet, third, room="1栋 104") == outcome
        assert (sheets_shown.to_key(row), counting.unopened(row)) == (0, 0)
        assert results.tally(teller, assembly=row.pk).state == "tallied"
    assert list(Quarantine.objects.values_list("reason", flat=True)) == left
    counted = [third] if outcome == "counted" else []
    assert list(OpenedChoice.objects.values_list("choice", flat=True)) == counted


def test_nobody_reads_a_third_time_once_an_audit_has_written_down_what_was_keyed(quarter):
    row = casting.opened(quarter)
    with_third(quarter, row)
    sheet = casting.handed_in(quarter, row, "1栋 101")
    with clock.frozen(AFTER):
        course.close(clerk(quarter), assembly=row.pk)
        for room, choice in (("1栋 105", "agree"), ("1栋 106", "oppose")):
            casting.key_in(quarter, row, sheet, choice, room=room)
        PaperAudit.objects.create(
            assembly=row, one_in=10, sheets=1, keyed_hash="0" * 64, begun_at=AFTER, event=1
        )
        caught = refusal(casting.key_in, quarter, row, sheet, "agree", room="1栋 104")
        assert (caught.code, sheets_shown.to_key(row)) == ("voting.keyed_already", 0)
    assert Quarantine.objects.get().reason == "mismatch"


def test_what_is_set_aside_stays_until_a_third_has_read_it(quarter):
    """The database lets nobody lift a quarantine by hand."""
    row = casting.opened(quarter)
    sheet = casting.handed_in(quarter, row, "1栋 101")
    with clock.frozen(AFTER):
        course.close(clerk(quarter), assembly=row.pk)
        for room, choice in (("1栋 105", "agree"), ("1栋 106", "oppose")):
            casting.key_in(quarter, row, sheet, choice, room=room)
    for change in (Quarantine.objects.all().delete, lambda: Quarantine.objects.update(at=AFTER)):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()
    assert Quarantine.objects.count() == 1


def test_a_sheet_that_two_cannot_find_is_set_aside_and_silent(quarter):
    row = casting.opened(quarter)
    sheet = casting.handed_in(quarter, row, "1栋 101")
    values = {"assembly": row.pk, "code": sheet.code}
    first, second = quarter.owners["1栋 105"], quarter.owners["1栋 106"]
    early = refusal(paper.miss_sheet, first, **values)
    assert early.code == "voting.keyed_after_the_close"
    with clock.frozen(AFTER):
        course.close(clerk(quarter), assembly=row.pk)
        assert refusal(paper.miss_sheet, clerk(quarter), **values).code == "voting.teller_only"
        assert paper.miss_sheet(first, **values) == "first"
        assert counting.unopened(row) == 1
        assert refusal(paper.miss_sheet, first, **values).code == "voting.another_misses"
        assert paper.miss_sheet(second, **values) == "quarantined"
        assert counting.unopened(row) == 0
        for call in (
            lambda: casting.key_in(quarter, row, sheet, "agree", room="1栋 105"),
            lambda: paper.miss_sheet(second, **values),
        ):
            assert refusal(call).code == "voting.sheet_is_missing"
    assert Quarantine.objects.get().reason == "missing"
    event = Event.objects.filter(type="ballots.sheet_missing").latest("pk")
    ballot = casting.last(quarter, row, "1栋 101").pk
    assert event.payload == {"ballot": ballot, "assembly": row.pk, "outcome": "quarantined"}


def test_where_nobody_is_left_to_read_one_more_is_appointed_or_two_cannot_find_it(quarter, enter):
    def offered() -> bool:
        page = enter("clerk").get(reverse("assembly_work", args=[row.code])).content.decode()
        return reverse("appoint_teller", args=[row.code]) in page

    row = casting.opened(quarter)
    sheets = [casting.handed_in(quarter, row, room) for room in ("1栋 101", "1栋 102")]
    first, second = quarter.owners["1栋 105"], quarter.owners["1栋 106"]
    with clock.frozen(AFTER):
        course.close(clerk(quarter), assembly=row.pk)
        lost = {"assembly": row.pk, "code": sheets[1].code}
        assert paper.miss_sheet(first, **lost) == "first"  # and then it is found
    with clock.frozen(AFTER + timedelta(minutes=1)):
        for sheet in sheets:
            casting.key_in(quarter, row, sheet, "agree", room="1栋 105")
            casting.key_in(quarter, row, sheet, "oppose", room="1栋 106")
        assert offered() is True
        with_third(quarter, row)
        assert offered() is False
        assert casting.key_in(quarter, row, sheets[0], "agree", room="1栋 104") == "counted"
        assert paper.miss_sheet(second, **lost) == "first"
        assert refusal(results.tally, first, assembly=row.pk).code == "voting.third_reading"
        assert refusal(paper.miss_sheet, second, **lost).code == "voting.another_misses"
        assert paper.miss_sheet(quarter.owners["1栋 104"], **lost) == "quarantined"
        assert (sheets_shown.to_key(row), Quarantine.objects.get().reason) == (0, "mismatch")
        again = refusal(paper.miss_sheet, first, **lost)
        assert again.code == "voting.keyed_already"
        row = results.tally(first, assembly=row.pk)
    assert row.results.get().explanation["agree"]["persons"] == 1


def test_whoever_printed_a_sheet_never_takes_it_in(quarter):
    row = casting.opened(quarter)
    sheets = [casting.printed(quarter, row, room) for room in ("1栋 101", "1栋 102", "1栋 103")]
    vote(quarter, row, "1栋 101", "oppose")
    casting.at_the_booth(quarter, row, "1栋 103")
    before = casting.everything()
    # silent, voted on the web or finally at the booth: the answer is the same
    for sheet in sheets:
        caught = refusal(paper.register_sheet, clerk(quarter), assembly=row.pk, code=sheet.code)
        assert (caught.code, caught.field) == ("voting.another_registers", "code")
    assert casting.everything() == before
    teller = quarter.owners["1栋 105"]
    made = [
        paper.register_sheet(teller, assembly=row.pk, code=each.code).version for each in sheets[:2]
    ]
    assert made == [2, 1]


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


def test_a_sheet_counts_once_and_a_newer_one_voids_it(quarter):
    row = casting.opened(quarter)
    old, new = casting.printed(quarter, row, "1栋 101"), casting.printed(quarter, row, "1栋 101")
    values = {"assembly": row.pk}
    teller = quarter.owners["1栋 105"]
    caught = refusal(paper.register_sheet, teller, code=old.code, **values)
    assert caught.code == "voting.sheet_replaced"
    typed = f" {new.code[:4].lower()}-{new.code[4:]} "
    paper.register_sheet(teller, code=typed, **values)
    caught = refusal(paper.register_sheet, teller, code=new.code, **values)
    assert caught.code == "voting.sheet_came_in"
    caught = refusal(paper.register_sheet, teller, code="0" * 12, **values)
    assert caught.code == "voting.no_such_sheet"
    assert refusal(casting.printed, quarter, row, "1栋 101").code == "voting.voted_finally"
    # for many at once it does not tell who has voted, and the sheet of whoever has is worth nothing
    sheets = {each.entry_id: each for each in paper.print_sheets(clerk(quarter), **values)}
    assert len(sheets) == len(ROOMS)
    again = sheets[new.entry_id].code
    caught = refusal(paper.register_sheet, teller, code=again, **values)
    assert caught.code == "voting.voted_finally"
