"""A live meeting with five hundred phones: how soon each shows what was done, and a vote by all."""

import os
import threading
import time

from django.db import connection, transaction

from linli.identity.models import Person
from linli.kernel.actor import Actor
from linli.kernel.pgbench import CLIENTS, pgbench, prepare_pgbench
from linli.meetings.actions.floor import give
from linli.meetings.models import Meeting, PhoneVote
from linli.meetings.operations.crowd import hall
from linli.meetings.queries import floor_of
from linli.places.models import Place
from linli.voting.operations_crowd import Voter
from linli.web.acting import as_resident
from linli.web.bench import rate
from linli.web.bench_ballots import CSRF
from linli.web.bench_phones import EVERY, Crowd, Phone, all_at_once, following, vote, wait
from linli.web.operations_bench import sessions

PEOPLE = 500
#: Steps on the floor, and seconds between two of them.
STEPS, BETWEEN = 12, 2.5
GOAL, VOTE_GOAL = 2.0, 10.0


def _port() -> int:
    return int(os.environ["LINLI_PORT"])


def run() -> list[tuple[str, str]]:
    """Rows of name and figure. What it writes stays: the bench has a database of its own."""
    prepare_pgbench()
    select = pgbench("-S")
    place = Place.objects.filter(kind=Place.Kind.COMMUNITY).earliest("pk").pk
    with transaction.atomic():
        meeting, persons = hall(place, PEOPLE)
    cookies = sessions([Voter(person, n) for n, person in enumerate(persons)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    address = f"/meetings/{meeting.pk}/floor/live/"
    bare = _nothing_to_do(cookies)
    crowd = Crowd(_port(), address, cookies)
    committed: dict[int, float] = {}
    with following(crowd):
        wait(lambda: crowd.all_show(meeting.version), "all have the page")
        _evening(meeting, persons, committed)
        wait(lambda: crowd.all_show(max(committed)), "all show the last change")
        delays = crowd.delays(committed)
        voted = _vote(meeting, persons, cookies, crowd)
    unchanged = _unchanged(address, cookies)
    full = len(delays)
    half, most, last = delays[full // 2], delays[full * 95 // 100], delays[-1]
    votes = PEOPLE - 1
    return [
        ("pgbench select-only (the measure for reads)", f"{select:,.0f}/s"),
        (
            f"a fragment that still stands (304), {CLIENTS} clients",
            f"{unchanged / select:.3f}× select ({unchanged:,.0f}/s)",
        ),
        (
            f"{PEOPLE} phones, {len(committed)} changes: commit to shown (goal: 95 % < {GOAL:.0f} s)",
            f"{most:.2f} s (half in {half:.2f}, all in {last:.2f}; they ask each {EVERY:.0f} s)",
        ),
        (
            f"a vote of {votes} by phone meanwhile, none lost (goal < {VOTE_GOAL:.0f} s)",
            f"{voted[0]:.1f} s ({votes / voted[0]:,.0f}/s, {votes / voted[0] / bare:.3f}× /health, as many at once), counted in {voted[1]:.2f} s",
        ),
    ]


def _evening(meeting: Meeting, persons: list[int], committed: dict[int, float]) -> None:
    """A motion, a second, speeches: one step after the other, as the chair would take them."""
    actors = [as_resident(person) for person in Person.objects.in_bulk(persons[:4]).values()]
    chair, ann, bob, cai = actors
    text = {"kind": "main", "terms": {"text": "门口的灯由物业更换"}}
    steps: list[tuple[Actor, dict[str, object]]] = [
        (ann, {"do": "move", **text}),
        (bob, {"do": "second"}),
        (ann, {"do": "ask", "side": "for"}),
        (bob, {"do": "ask", "side": "against"}),
        (cai, {"do": "ask", "side": "for"}),
    ]
    for who in (ann, bob, cai):
        steps += [(chair, {"do": "recognise"}), (who, {"do": "end_speech"})]
    steps.append((chair, {"do": "put", "method": "phone"}))
    for who, command in steps[:STEPS]:
        row = give(who, meeting=meeting.pk, command=command)
        committed[row.version] = time.monotonic()
        time.sleep(BETWEEN)


def _vote(
    meeting: Meeting, persons: list[int], cookies: list[str], crowd: Crowd
) -> tuple[float, float]:
    """Everybody but the chair; answers how long until all had their answer, and until it was counted."""
    sent = [vote(meeting.pk, "yes", each) for each in cookies[1:]]
    start = time.perf_counter()
    all_at_once(_port(), sent, crowd.phones[1:])
    took = time.perf_counter() - start
    kept = PhoneVote.objects.filter(meeting=meeting)
    _require(kept.count() == PEOPLE - 1, f"{kept.count()} votes of {PEOPLE - 1} are there")
    seats = kept.values("seat").distinct().count()
    _require(seats == PEOPLE - 1, f"{seats} seats of {PEOPLE - 1} have voted")
    chair = as_resident(Person.objects.get(pk=persons[0]))
    middle = time.perf_counter()
    give(chair, meeting=meeting.pk, command={"do": "announce"})
    counted = time.perf_counter() - middle
    row = Meeting.objects.within(meeting.community).get(pk=meeting.pk)
    settled = floor_of(row).settled[-1]  # type: ignore[union-attr]
    _require(len(settled.cast) == PEOPLE - 1, f"{len(settled.cast)} votes were counted")
    return took, counted


def _nothing_to_do(cookies: list[str]) -> float:
    """As many requests on as many connections to a page that asks nothing of the database."""
    head = f"GET /health HTTP/1.1\r\nHost: localhost\r\nCookie: csrftoken={CSRF}\r\n\r\n".encode()
    start = time.perf_counter()
    all_at_once(_port(), [head] * (len(cookies) - 1))
    return (len(cookies) - 1) / (time.perf_counter() - start)


def _unchanged(address: str, cookies: list[str]) -> float:
    """304s a second, each client on a connection of its own."""
    lines = threading.local()

    def work(client: int) -> None:
        if not hasattr(lines, "phone"):
            lines.phone = Phone(_port(), address, cookies[client], 0)
        phone: Phone = lines.phone
        phone.ask()
        while phone.answered() is None:
            pass

    return rate(work)


def _require(holds: bool, message: str) -> None:  # noqa: FBT001 (what must be true)
    if not holds:
        raise RuntimeError(message)
