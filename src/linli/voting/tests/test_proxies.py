"""Mandates to vote: who may hold and give them, how many, and what a bound holder casts."""

from datetime import date, timedelta

import pytest

from linli.files.models import StoredFile
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, VISITOR
from linli.notices.models import Addressed, Notice
from linli.organisations.actions import appoint, found
from linli.organisations.models import Office, Organisation
from linli.places.actions.rosters import enter_estate
from linli.voting import ballot_rules, consumers, entitlement
from linli.voting.actions import ballots, proxies
from linli.voting.models import Ballot, Proxy
from linli.voting.tests import casting, estates
from linli.voting.tests.casting import DURING, refusal, vote
from linli.voting.tests.estates import COUPLE, ROOMS, WHY, clerk
from linli.voting.tests.test_ballots import sold


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _during(quarter):
    with clock.frozen(DURING):
        yield


def given(quarter, row, room, holder, **more):
    """In the app, by the room's owner, to another room's."""
    return proxies.give_proxy(
        quarter.owners[room],
        assembly=row.pk,
        elector=casting.number_of(quarter, row, room),
        holder=quarter.people[holder].public_id,
        **more,
    )


def entered(quarter, row, room, holder, *, by=None, files=None, **more):
    """On paper, at the desk."""
    return proxies.enter_proxy(
        by or clerk(quarter),
        assembly=row.pk,
        files=casting.scan(by or clerk(quarter)) if files is None else files,
        elector=casting.number_of(quarter, row, room),
        holder=quarter.people[holder].public_id,
        **more,
    )


def test_f055_a_holder_votes_for_the_elector_on_the_web_and_at_the_booth(quarter):
    row = casting.opened(quarter)
    first = given(quarter, row, "1栋 101", "1栋 104")
    assert Event.objects.latest("pk").payload == {"proxy": first.pk, "assembly": row.pk}
    vote(quarter, row, "1栋 101", "oppose", by="1栋 104")
    ballot = casting.last(quarter, row, "1栋 101")
    holder = quarter.owners["1栋 104"].person
    assert (ballot.person_id, ballot.proxy_id, ballot.owner_id) == (holder, first.pk, None)
    # the one ballot is cast: the owner cannot cast another, nor take the mandate back
    assert refusal(vote, quarter, row, "1栋 101").code == "voting.other_voted"
    caught = refusal(
        proxies.revoke_proxy, quarter.owners["1栋 101"], assembly=row.pk, proxy=first.pk
    )
    assert caught.code == "voting.voted_already"
    second = entered(quarter, row, "1栋 102", "1栋 104")
    cast = casting.at_the_booth(quarter, row, "1栋 102", "agree", proxy=second.pk)
    ballot = Ballot.objects.across_communities(WHY).get(pk=cast.id)
    assert (ballot.person_id, ballot.proxy_id, ballot.channel) == (holder, second.pk, "kiosk")


def test_p3_under_weifang_the_fourth_principal_is_refused_with_its_article(quarter):
    row = casting.opened(quarter, "weifang", legal_mode="ADVISORY")
    for room in ROOMS[:3]:
        given(quarter, row, room, "1栋 105")
    scan = casting.scan(clerk(quarter))
    caught = refusal(entered, quarter, row, ROOMS[3], "1栋 105", files=scan)
    assert (caught.code, caught.field) == ("voting.too_many_principals", "holder")
    assert caught.params == {"limit": 3, "article": "《潍坊市物业管理条例》第三十二条"}
    # one taken back makes room
    proxies.revoke_proxy(
        quarter.owners[ROOMS[0]],
        assembly=row.pk,
        proxy=Proxy.objects.across_communities(WHY).earliest("pk").pk,
    )
    entered(quarter, row, ROOMS[3], "1栋 105")


def office(quarter, kind, room, name, *, at_large=False):
    """In a body at the estate; `at_large`: in one that names no estate, with an office above it."""
    body = found(
        SYSTEM,
        kind=kind,
        names=(name, ""),
        place=quarter.town.community,
        estate=None if at_large else quarter.estate.pk,
        credit_code="91350100M000100Y43" if kind == "property_company" else "",
    )
    appoint(
        SYSTEM,
        organisation=body.pk,
        person=quarter.people[room].public_id,
        capacity="officer",
        place=quarter.town.community,
        titles=("成员", ""),
        ground="会议选举",
        since=date(2026, 1, 1),
        until=date(2027, 1, 1),
    )


def test_property_staff_hold_no_mandate_and_take_no_ballots(quarter):
    row = casting.opened(quarter)
    office(quarter, "property_company", "1栋 104", "好管家物业")
    caught = refusal(given, quarter, row, "1栋 101", "1栋 104")
    assert (caught.code, caught.field) == ("voting.proxy_barred", "holder")
    assert "物业服务人员不得代理" in caught.params["article"]
    number = casting.number_of(quarter, row, "1栋 101")
    caught = refusal(
        ballots.admit_to_booth, quarter.owners["1栋 104"], assembly=row.pk, elector=number, owner=1
    )
    assert caught.code == "voting.not_by_property_people"


def test_staff_of_a_company_that_names_no_estate_are_its_people_too(quarter):
    row = casting.opened(quarter)
    office(quarter, "property_company", "1栋 104", "好管家物业", at_large=True)
    caught = refusal(given, quarter, row, "1栋 101", "1栋 104")
    assert caught.code == "voting.proxy_barred"
    values = {"assembly": row.pk, "elector": casting.number_of(quarter, row, "1栋 101"), "owner": 1}
    caught = refusal(ballots.admit_to_booth, quarter.owners["1栋 104"], **values)
    assert caught.code == "voting.not_by_property_people"
    body = Organisation.objects.filter(name_zh="好管家物业")
    body.update(kind="developer")
    assert refusal(given, quarter, row, "1栋 101", "1栋 104").code == "voting.proxy_barred"
    # an office elsewhere, or for another estate alone, is no stake here
    held = Office.objects.filter(person=quarter.people["1栋 104"])
    held.update(place=quarter.town.other)
    given(quarter, row, "1栋 101", "1栋 104")
    held.update(place=quarter.town.offices["street"].place_id)
    assert refusal(given, quarter, row, "1栋 102", "1栋 104").code == "voting.proxy_barred"
    other = enter_estate(SYSTEM, community=quarter.town.community, name_zh="别处园")
    held.update(estate=other.pk)
    given(quarter, row, "1栋 102", "1栋 104")


def test_in_beijing_members_of_the_committee_give_none(quarter):
    row = casting.opened(quarter, "beijing", legal_mode="ADVISORY")
    office(quarter, "owners_committee", "1栋 101", "榕树园业委会")
    for call in (given, entered):
        more = {"files": casting.scan(clerk(quarter))} if call is entered else {}
        caught = refusal(call, quarter, row, "1栋 101", "1栋 104", **more)
        assert caught.code == "voting.may_not_delegate"
        assert "北京市物业管理条例" in caught.params["article"]


def test_where_the_profile_binds_the_holder_casts_the_sealed_opinion(quarter):
    row = casting.opened(quarter, "shanghai")
    caught = refusal(given, quarter, row, "1栋 101", "1栋 104")
    assert caught.code == "voting.opinion_missing"
    assert "上海" in caught.params["article"]
    proxy = given(quarter, row, "1栋 101", "1栋 104", opinion={1: "oppose"})
    assert b"oppose" not in bytes(proxy.opinion)
    vote(quarter, row, "1栋 101", "agree", by="1栋 104")
    ballot = casting.last(quarter, row, "1栋 101")
    assert casting.told(ballot) == {1: "oppose"}
    assert bytes(ballot.digest) == bytes(proxy.opinion_commit)


def test_a_mandate_is_one_per_elector_for_a_known_person_before_any_ballot(quarter):
    row = casting.opened(quarter)
    given(quarter, row, "1栋 101", "1栋 104")
    assert refusal(given, quarter, row, "1栋 101", "1栋 105").code == "voting.has_a_proxy"
    assert refusal(given, quarter, row, "1栋 102", "1栋 102").code == "voting.no_such_holder"
    vote(quarter, row, "1栋 103")
    assert refusal(given, quarter, row, "1栋 103", "1栋 104").code == "voting.voted_already"
    quarter.people["1栋 106"].level = 1
    quarter.people["1栋 106"].save()
    assert refusal(given, quarter, row, "1栋 102", "1栋 106").code == "voting.holder_without_name"
    # only the elector's own owners give it or take it back, and only officials enter paper
    number = casting.number_of(quarter, row, "1栋 102")
    values = {"assembly": row.pk, "holder": quarter.people["1栋 104"].public_id}
    caught = refusal(proxies.give_proxy, quarter.owners["1栋 103"], elector=number, **values)
    assert caught.code == "voting.not_an_elector"
    stranger = quarter.owners["1栋 103"]
    caught = refusal(entered, quarter, row, "1栋 102", "1栋 104", by=stranger, files=["x"])
    assert caught.code == "voting.teller_only"
    living = Proxy.objects.across_communities(WHY).get()
    caught = refusal(
        proxies.revoke_proxy, quarter.owners["1栋 102"], assembly=row.pk, proxy=living.pk
    )
    assert caught.code == "kernel.not_found"


def test_mandates_are_taken_until_the_close(quarter):
    row = casting.opened(quarter)
    estates.closed(quarter, row)
    assert refusal(given, quarter, row, COUPLE, "1栋 104").code == "voting.no_mandates_now"


@pytest.mark.parametrize("way", [given, entered])
def test_a_mandate_ends_with_the_right_of_whoever_gave_it(quarter, way):
    row = casting.opened(quarter)
    first, kept = way(quarter, row, "1栋 101", "1栋 104"), way(quarter, row, "1栋 102", "1栋 104")
    number = casting.admitted(quarter, row, "1栋 101", proxy=first.pk)
    vote(quarter, row, "1栋 102", by="1栋 104")
    with clock.frozen(DURING + timedelta(minutes=5)):
        buyer = sold(quarter, row, "1栋 101")
        values = {"assembly": row, "number": number, "choices": {1: "agree"}}
        for call in (
            lambda: vote(quarter, row, "1栋 101", by="1栋 104"),
            lambda: casting.admitted(quarter, row, "1栋 101", proxy=first.pk),
            lambda: ballots.cast_at_the_booth(VISITOR, **values),
        ):
            caught = refusal(call)
            assert (caught.code, caught.params["article"]) == (
                "voting.giver_sold",
                "平台默认；参照北京业主APP规则",
            )
        # the buyer is not held up by it
        elector = casting.number_of(quarter, row, "1栋 101")
        holder = quarter.people["1栋 104"].public_id
        second = proxies.give_proxy(buyer, assembly=row.pk, elector=elector, holder=holder)
        first.refresh_from_db()
        assert (first.revoked_at, second.given_by_id) == (clock.now(), buyer.person)
        assert vote(quarter, row, "1栋 101", by="1栋 104").version == 1
        assert vote(quarter, row, "1栋 102", by="1栋 104").version == 2
    assert casting.last(quarter, row, "1栋 102").proxy_id == kept.pk


def test_a_holder_who_is_barred_since_votes_no_more(quarter):
    row = casting.opened(quarter)
    held = given(quarter, row, "1栋 101", "1栋 104")
    number = casting.admitted(quarter, row, "1栋 101", proxy=held.pk)
    office(quarter, "property_company", "1栋 104", "好管家物业")
    values = {"assembly": row, "number": number, "choices": {1: "agree"}}
    for call in (
        lambda: vote(quarter, row, "1栋 101", by="1栋 104"),
        lambda: ballots.cast_at_the_booth(VISITOR, **values),
    ):
        caught = refusal(call)
        assert caught.code == "voting.proxy_barred"
        assert "物业服务人员不得代理" in caught.params["article"]


def test_the_database_refuses_a_mandate_that_was_taken_back(quarter, monkeypatch):
    """Between the look and the cast: the row says so under its lock."""
    row = casting.opened(quarter)
    held = given(quarter, row, "1栋 101", "1栋 104")
    right = entitlement.right_for(quarter.owners["1栋 104"].person, row, held.entry.number)
    proxies.revoke_proxy(quarter.owners["1栋 101"], assembly=row.pk, proxy=held.pk)
    monkeypatch.setattr(ballots, "right_for", lambda *_: right)
    assert refusal(vote, quarter, row, "1栋 101", by="1栋 104").code == "voting.mandate_revoked"


def test_a_written_mandate_needs_its_scan_and_is_not_for_whoever_enters_it(quarter):
    row = casting.opened(quarter)
    caught = refusal(entered, quarter, row, "1栋 101", "1栋 104", files=[])
    assert (caught.code, caught.field) == ("voting.mandate_scan_missing", "papers")
    teller = quarter.owners["1栋 105"]
    scan = casting.scan(teller)
    caught = refusal(entered, quarter, row, "1栋 101", "1栋 105", by=teller, files=scan)
    assert (caught.code, caught.field) == ("voting.own_mandate", "holder")
    # nor do these answers tell who has voted
    vote(quarter, row, "1栋 102")
    before = casting.everything()
    for holder, files, code in (
        ("1栋 105", scan, "own_mandate"),
        ("1栋 104", [], "mandate_scan_missing"),
    ):
        caught = refusal(entered, quarter, row, "1栋 102", holder, by=teller, files=files)
        assert caught.code == f"voting.{code}"
    assert casting.everything() == before
    made = entered(quarter, row, "1栋 101", "1栋 104", by=teller, files=scan)
    kept = StoredFile.objects.get(holder="voting.proxy", owner=made.pk)
    assert (kept.public_id, kept.is_private) == (scan[0], True)
    # whoever serves the assembly and whoever holds it may read the scan; an owner next door not
    for who, allowed in ((clerk(quarter), True), (quarter.owners["1栋 104"], True)):
        assert bool(ballot_rules.reads_mandate(who, made.pk)) is allowed
    assert not ballot_rules.reads_mandate(quarter.owners["1栋 102"], made.pk)


def test_the_owners_hear_of_a_mandate(quarter):
    row = casting.opened(quarter)
    entered(quarter, row, COUPLE, "1栋 104")
    consumers.tell_of_proxy(Event.objects.filter(type="ballots.proxy_given").latest("pk"))
    notice = Notice.objects.across_communities(WHY).latest("pk")
    people = Addressed.objects.filter(notice=notice).values_list("person", flat=True)
    assert (notice.kind, notice.urgent) == ("vote_proxy_given", True)
    assert sorted(people) == sorted(quarter.owners[each].person for each in (COUPLE, "second"))


def test_a_scan_that_is_not_at_hand_says_nothing_of_who_has_voted(quarter):
    """Else whoever enters mandates could ask the whole roll, and nothing would be recorded."""
    row = casting.opened(quarter)
    vote(quarter, row, "1栋 101")
    others = casting.scan(quarter.owners["1栋 105"])
    for files in (["0" * 12], others):
        for room in ("1栋 101", "1栋 102"):
            caught = refusal(entered, quarter, row, room, "1栋 104", files=files)
            assert (caught.code, caught.field) == ("files.not_at_hand", "files")
    assert not Proxy.objects.across_communities(WHY).exists()
