"""Real connections at once: one elector one ballot, none lost, none doubled, none after the close."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction
from tests.racing import race

from linli.districts.context import in_district
from linli.journal.models import Event, LogPending
from linli.kernel import clock
from linli.kernel.actor import VISITOR, Actor, Capacity
from linli.kernel.errors import Refused
from linli.voting.actions import ballots, course, paper, proxies
from linli.voting.models import Assembly, Ballot, BoothPass, Cast, HandedIn, Proxy
from linli.voting.operations_crowd import add_voters
from linli.voting.tests import casting, estates
from linli.voting.tests.casting import DURING
from linli.voting.tests.estates import CLOSES, MONDAY, ROOMS, WHY, clerk

ROOM, COUPLE = "1栋 101", ROOMS[-1]


@pytest.fixture
def town(committed):
    """Committed, so that other connections see it."""
    with clock.frozen(MONDAY):
        quarter = estates.build()
        row = casting.opened(quarter)
    return quarter, row


@pytest.fixture
def at_once(monkeypatch):
    """The clock of all threads: what is frozen in one is not in another."""

    def stand(moment):
        monkeypatch.setattr(clock, "now", lambda: clock._frozen.get() or moment)

    stand(DURING)
    return stand


def one_round(quarter, row, room) -> list[str]:
    """One elector on the web, at the booth and on paper at the same moment."""
    number = casting.admitted(quarter, row, room)
    sheet = casting.printed(quarter, row, room)
    elector = casting.number_of(quarter, row, room)
    # the clerk printed the sheet: a teller takes it in
    owner, official = quarter.owners[room], quarter.owners["1栋 105"]
    row.refresh_from_db()
    return race(
        lambda: ballots.cast_on_the_web(owner, assembly=row, elector=elector, choices={1: "agree"}),
        lambda: ballots.cast_at_the_booth(
            VISITOR, assembly=row, number=number, choices={1: "oppose"}
        ),
        lambda: paper.register_sheet(official, assembly=row.pk, code=sheet.code),
    )


def check(room_entry: int, answers: list[str]) -> None:
    """Exactly one final ballot, and each ballot acknowledged stands with its own event."""
    rows = Ballot.objects.across_communities(WHY).filter(entry=room_entry).order_by("version")
    found = list(rows)
    assert answers.count("voting.voted_finally") == 3 - len(found)
    assert answers.count("done") == len(found)
    assert [b.version for b in found] == list(range(1, len(found) + 1))
    assert [b.final for b in found] == [*[False] * (len(found) - 1), True]
    cast = Cast.objects.get(entry=room_entry)
    assert (cast.version, cast.final) == (len(found), True)
    ids = [str(each.pk) for each in found]
    events = Event.objects.filter(type="ballots.cast", subject_id__in=ids)
    assert sorted(events.values_list("subject_id", flat=True), key=int) == ids
    last = found[-1]
    handed = list(
        HandedIn.objects.filter(ballot__entry=room_entry).values_list("ballot", flat=True)
    )
    assert handed == ([last.pk] if last.channel == "paper" else [])


def rounds(town, count: int) -> None:
    """An elector a round; another assembly beside the first once all have voted."""
    quarter, row = town
    for n in range(count):
        room = ROOMS[n % len(ROOMS)]
        if n and room == ROOMS[0]:
            with clock.frozen(MONDAY):
                row = casting.opened(quarter)
        answers = one_round(quarter, row, room)
        check(estates.entry_of(quarter, row, room).pk, answers)


def test_one_elector_on_three_channels_at_once(town, at_once):
    rounds(town, 10)


@pytest.mark.long
def test_one_elector_on_three_channels_at_once_200_rounds(town, at_once):
    rounds(town, 200)


def test_numbers_for_the_booth_co_owners_and_a_fourth_mandate_at_once(town, at_once):
    quarter, row = town
    elector = casting.number_of(quarter, row, COUPLE)
    # several officials let one elector in: one number is good
    assert race(*[lambda: casting.admitted(quarter, row, COUPLE)] * 4) == ["done"] * 4
    passes = BoothPass.objects.within(row.community).filter(entry__number=elector)
    assert (passes.count(), passes.filter(expires_at__gt=DURING).count()) == (4, 1)

    def by(name):
        return lambda: ballots.cast_on_the_web(
            quarter.owners[name], assembly=row, elector=elector, choices={1: "agree"}
        )

    assert race(by(COUPLE), by("second")) == ["done", "voting.other_voted"]
    row = casting.keyed(row, "weifang", legal_mode="ADVISORY")
    holder = quarter.people["1栋 106"].public_id

    def give(room):
        number = casting.number_of(quarter, row, room)
        return lambda: proxies.give_proxy(
            quarter.owners[room], assembly=row.pk, elector=number, holder=holder
        )

    answers = race(*(give(room) for room in ROOMS[:5]))
    assert answers == ["done"] * 3 + ["voting.too_many_principals"] * 2
    assert Proxy.objects.across_communities(WHY).filter(assembly=row).count() == 3


def test_a_ballot_under_way_at_the_close_is_in_or_refused(town, at_once):
    """Whoever closes waits for it: no ballot comes in after the count of casts was told."""
    quarter, row = town
    elector = casting.number_of(quarter, row, ROOM)
    inside, go_on = threading.Event(), threading.Event()
    real = ballots.cast_ballot

    def slowly(*args):
        made = real(*args)
        inside.set()
        assert go_on.wait(20)
        return made

    def vote():
        with in_district("demo"):
            try:
                ballots.cast_ballot = slowly
                ballots.cast_on_the_web(
                    quarter.owners[ROOM], assembly=row, elector=elector, choices={1: "agree"}
                )
            finally:
                ballots.cast_ballot = real
                connections.close_all()

    def shut():
        with in_district("demo"):
            try:
                course.close(clerk(quarter), assembly=row.pk)
            finally:
                connections.close_all()

    voter = threading.Thread(target=vote)
    voter.start()
    assert inside.wait(20)
    at_once(CLOSES)
    closer = threading.Thread(target=shut)
    closer.start()
    closer.join(0.5)
    assert closer.is_alive(), "it waits for the ballot"
    go_on.set()
    voter.join(20)
    closer.join(20)
    assert Event.objects.get(type="voting.vote_closed").payload["cast"] == 1
    assert Assembly.objects.across_communities(WHY).get(pk=row.pk).state == "closed"
    with pytest.raises(Refused, match="not_open"):
        casting.vote(quarter, row, "1栋 102")


def crowd(row, people: int, threads: int) -> None:
    """Owners that the roll is lengthened by: each votes once, all at once."""
    with clock.frozen(MONDAY), transaction.atomic():
        voters = add_voters(row, people)
    row = Assembly.objects.across_communities(WHY).get(pk=row.pk)
    turns = iter(voters)
    guard, done = threading.Lock(), []

    def work(_n):
        with in_district("demo"):
            try:
                while True:
                    with guard:
                        found = next(turns, None)
                    if found is None:
                        return
                    made = ballots.cast_on_the_web(
                        Actor(found.person, Capacity.RESIDENT, row.community),
                        assembly=row,
                        elector=found.number,
                        choices={1: "agree"},
                    )
                    with guard:
                        done.append(made)
            finally:
                connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(threads)))
    assert len(done) == people
    rows = Ballot.objects.across_communities(WHY).filter(assembly=row)
    assert sorted(rows.values_list("pk", flat=True)) == sorted(each.id for each in done)
    assert len(set(rows.values_list("entry", flat=True))) == people == row.casts.count()
    events = Event.objects.filter(type="ballots.cast").values_list("pk", flat=True)
    assert sorted(events) == sorted(each.event for each in done)
    pending = LogPending.objects.filter(event__in=list(events))
    assert pending.count() == people


def test_a_crowd_votes_at_once(town, at_once):
    _, row = town
    crowd(row, 60, 8)


@pytest.mark.long
def test_five_thousand_electors_at_once(town, at_once):
    _, row = town
    crowd(row, 5000, 40)
