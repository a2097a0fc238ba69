"""Five hundred phones at one meeting, over a real server: each shows each change, each vote counts once."""

from collections import Counter

import pytest
from django.db import transaction
from tests.databases import APP, url_of

from linli.deliberation.tests.town import MAY, in_force, town
from linli.identity.models import Person
from linli.journal.models import Event
from linli.kernel import clock
from linli.meetings.actions.floor import give
from linli.meetings.models import FloorCommand, Meeting, PhoneVote
from linli.meetings.operations.crowd import hall
from linli.meetings.procedures import replay
from linli.meetings.queries import floor_of
from linli.voting.operations_crowd import Voter
from linli.web.acting import as_resident
from linli.web.bench_phones import Crowd, all_at_once, following, vote, wait
from linli.web.operations_bench import sessions
from linli.web.tests.test_killed_casting import free_port, serve

PEOPLE = 500


@pytest.mark.long
def test_five_hundred_phones_show_every_change_and_every_vote_counts_once(committed):
    with clock.frozen(MAY):
        here = town()
        in_force(here)
    with transaction.atomic():
        meeting, persons = hall(here.community, PEOPLE)
    seated = floor_of(meeting)
    cookies = sessions([Voter(person, n) for n, person in enumerate(persons)])
    chair, ann, bob = map(as_resident, (Person.objects.get(pk=pk) for pk in persons[:3]))
    choices = [("yes", "no", "abstain")[n % 3] for n in range(1, PEOPLE)]
    port = free_port()
    server = serve(url_of(committed, APP), port)
    try:
        crowd = Crowd(port, f"/meetings/{meeting.pk}/floor/live/", cookies)
        with following(crowd):
            for who, command in (
                (ann, {"do": "move", "kind": "main", "terms": {"text": "换门口的灯"}}),
                (bob, {"do": "second"}),
                (chair, {"do": "put", "method": "phone"}),
            ):
                now = give(who, meeting=meeting.pk, command=command).version
                wait(lambda now=now: crowd.all_show(now), f"everybody shows change {now}")
            # everybody at once; every fifth presses twice, every tenth changes their mind
            first = [
                vote(meeting.pk, choice, cookie)
                for choice, cookie in zip(choices, cookies[1:], strict=True)
            ]
            all_at_once(port, first + first[::5], crowd.phones[1:])
            all_at_once(port, [vote(meeting.pk, "no", each) for each in cookies[1::10]])
            before = now
            now = give(chair, meeting=meeting.pk, command={"do": "announce"}).version
            wait(lambda: crowd.all_show(now), "everybody shows the result")
    finally:
        server.terminate()
        server.wait(30)
    choices[::10] = ["no"] * len(choices[::10])
    more = len(first[::5]) + len(choices[::10])
    row = Meeting.objects.within(meeting.community).get(pk=meeting.pk)
    state = floor_of(row)
    assert dict(state.settled[-1].cast) == {
        f"s{n}": choice for n, choice in enumerate(choices, start=2)
    }
    assert Counter(map(str, dict(state.settled[-1].cast).values())) == Counter(choices)
    rows = PhoneVote.objects.filter(meeting=row)
    assert (rows.count(), rows.filter(taken=None).count()) == (PEOPLE - 1 + more, 0)
    assert Event.objects.filter(type="meetings.vote_cast").count() == PEOPLE - 1 + more
    commands = FloorCommand.objects.filter(meeting=row).order_by("version")
    assert [each.version for each in commands] == list(range(2, row.version + 1))
    assert row.version == before + PEOPLE - 1 + more + 1
    assert replay(row.form, seated, [each.packed for each in commands]) == state
