"""`kill -9` of database and web server while points move: what was acknowledged is there, once."""

import json
import os
import random
import signal
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection, connections, transaction
from tests.clusters import Cluster
from tests.working import work

from linli.awards.models import Deed
from linli.awards.operations.engine import award
from linli.awards.replay import replay
from linli.awards.tests.rulebook import adopted, lines
from linli.districts.context import in_district
from linli.identity.models import Person
from linli.identity.operations import enrol
from linli.journal.models import Event
from linli.kernel import clock
from linli.kernel.errors import Refused
from linli.ledger import operations
from linli.ledger.audit import audit
from linli.ledger.models import Account, Balance, Hold, Ledger, Transfer
from linli.ledger.movements import Award, Movement
from linli.ledger.tests.town import build
from linli.voting.operations_crowd import Voter
from linli.web.bench_ballots import Line, request
from linli.web.operations_bench import sessions
from linli.web.tests.test_killed_casting import free_port, serve
from linli.wishes.models import Claim, Helper, Wish

KILLS, PEOPLE, WISHES = 20, 40, 4_000
GONE = (OperationalError, InterfaceError)
FAR = date(2099, 1, 1)


@dataclass
class Load:
    """What clients were told, and when to stop. `told`: keys of movements, by what was asked."""

    port: int
    over: threading.Event = field(default_factory=threading.Event)
    guard: threading.Lock = field(default_factory=threading.Lock)
    confirmed: set[int] = field(default_factory=set)
    told: dict[str, set[str]] = field(
        default_factory=lambda: {"award": set(), "spend": set(), "hold": set(), "settle": set()}
    )
    answers: Counter[str] = field(default_factory=Counter)


@pytest.fixture
def cluster(committed, tmp_path, django_db_blocker):
    before = {name: connection.settings_dict[name] for name in ("NAME", "HOST")}
    made = Cluster(tmp_path / "killed", committed)
    made.enter()
    try:
        yield made
    finally:
        connections.close_all()
        for settings in (connection.settings_dict, connections.databases["default"]):
            settings.update(before)
        made.close()


def neighbours(community: int) -> list[int]:
    with transaction.atomic():
        return [
            enrol(phone=f"199001{n:05d}", name="某人", community=community,
                  level=Person.Level.REAL_NAME).pk
            for n in range(PEOPLE)
        ]  # fmt: skip


def proved(community: int, people: list[int]) -> list[tuple[int, int]]:
    """Wishes that wait for their wisher's yes: (wish, wisher)."""
    now, made = clock.now(), []
    with transaction.atomic():
        for n in range(WISHES):
            wish = Wish(
                community=community, wisher_id=people[n % PEOPLE], kind="errand",
                state="done", posted_at=now, opened_at=now,
            )  # fmt: skip
            wish.put("words", "买米")
            made.append(wish)
        Wish.objects.bulk_create(made)
        helpers = [people[(n + 1 + n // PEOPLE % (PEOPLE - 1)) % PEOPLE] for n in range(WISHES)]
        claims = [
            Claim(wish=wish, community=community, leader_id=helper, source="neighbour",
                  minutes=30, at=now, done_at=None)
            for wish, helper in zip(made, helpers, strict=True)
        ]  # fmt: skip
        Claim.objects.bulk_create(claims)
        Helper.objects.bulk_create(
            Helper(claim=claim, person_id=claim.leader_id, at=now) for claim in claims
        )
    return [(wish.pk, wish.wisher_id) for wish in made]


def confirming(load: Load, wishes: list[tuple[int, int]], cookies: dict[int, str]) -> None:
    """A browser: the wisher says yes over HTTP, and again when no answer came."""
    line: Line | None = None
    while not load.over.is_set():
        with load.guard:
            if not wishes:
                return
            wish, wisher = wishes.pop()
        body = json.dumps({}).encode()
        try:
            line = line or Line(load.port)
            status, said = line.send(request(f"/api/wishes/{wish}/confirm", body, cookies[wisher]))
        except OSError:
            line = None
            status, said = 0, b""
            threading.Event().wait(0.05)
        with load.guard:
            load.answers[str(status)] += 1
            if status == HTTPStatus.OK:
                load.confirmed.add(wish)
            elif b"wishes.not_now" not in said:  # else it was in, and the answer was lost
                wishes.append((wish, wisher))


def awarding(load: Load) -> None:
    """As the worker does: what was confirmed is reckoned and paid."""
    last = 0
    while not load.over.is_set():
        try:
            with in_district("demo"):
                rows = Event.objects.filter(type="wishes.confirmed", pk__gt=last).order_by("pk")
                event = rows.first()
                if event is None:
                    threading.Event().wait(0.02)
                    continue
                with transaction.atomic():
                    award(event)
                last = event.pk
        except GONE:
            _again()


def _again() -> None:
    connections.close_all()
    threading.Event().wait(0.05)


@dataclass(frozen=True)
class Books:
    """Ids of a ledger and of what is in it."""

    ledger: int
    accounts: list[int]
    shop: int
    issuers: list[int]

    def spend(self, key: str, who: int, amount: int, **more: Any) -> Movement:
        return Movement(
            ledger=self.ledger, key=key, debit=who, credit=self.shop, amount=amount,
            kind="spend", **more,
        )  # fmt: skip


def moving(load: Load, books: Books, nth: int) -> None:
    """A program on the ledger itself; every movement is asked until it is answered."""
    chosen, number = random.Random(nth), 0
    while not load.over.is_set():
        number += 1
        key, who = f"{nth}.{number}", chosen.choice(books.accounts)
        award = partial(
            operations.award_batch, ledger=books.ledger, issuer=books.issuers[nth],
            expires_on=FAR, awards=[Award(key=f"a{key}", credit=who, amount=9)],
        )  # fmt: skip
        spend = partial(operations.transfer, books.spend(f"s{key}", who, 2))
        hold = partial(operations.hold, books.spend(f"h{key}", who, 3))
        for what, call in (("award", award), ("spend", spend), ("hold", hold)):
            answer = _insist(load, call)
            if answer is None:
                return
            load.told[what].add(f"{what[0]}{key}")
        if number % 3:
            paid = books.spend(f"t{key}", who, chosen.randint(1, 3), hold=answer.id)
            if _insist(load, partial(operations.transfer, paid)) is not None:
                load.told["settle"].add(f"t{key}")


def _insist(load: Load, call: Any) -> Any:
    """The answer, asked again with the same key while the database is gone; None at the end."""
    while True:
        try:
            with in_district("demo"), transaction.atomic():
                return call() or True
        except GONE:
            load.answers["gone"] += 1
            _again()
        except Refused as refusal:
            load.answers[refusal.code] += 1
            return None
        if load.over.is_set():
            return None


@pytest.mark.long
def test_kills_of_database_and_web_lose_nothing_that_was_acknowledged(cluster):
    with clock.frozen(clock.now() - timedelta(days=2)):
        town = build()
        free = lines(wish={"most": None, "cap_day": None, "cap_month": None})
        limits = dict.fromkeys(("person_month", "pair_week", "cycle_days"))
        adopted(town.clerk, town.second, town.community, rules=free, **limits)
    people = neighbours(town.community)
    wishes = proved(town.community, people)
    whole = [wish for wish, _wisher in wishes]
    random.Random(5).shuffle(wishes)
    cookies = dict(zip(people, sessions([Voter(p, n) for n, p in enumerate(people)]), strict=True))
    with transaction.atomic():
        book = operations.open_ledger(community=town.other, unit=Ledger.Unit.POINTS)
        books = Books(
            book.pk,
            list(operations.open_residents(book, people[:12]).values()),
            operations.open_account(book, Account.Kind.MERCHANT, other=1).pk,
            [operations.issuer_of(book, n) for n in range(3)],
        )
    connections.close_all()

    load, chosen = Load(free_port()), random.Random(11)
    server = serve(cluster.app, load.port)
    threads = [
        *(threading.Thread(target=confirming, args=[load, wishes, cookies]) for _ in range(4)),
        threading.Thread(target=awarding, args=[load]),
        *(threading.Thread(target=moving, args=[load, books, n]) for n in range(3)),
    ]
    for thread in threads:
        thread.start()
    try:
        for turn in range(KILLS):
            before = len(load.confirmed), sum(map(len, load.told.values()))
            wanted = chosen.randint(5, 60)
            while (len(load.confirmed) - before[0] < wanted
                   or sum(map(len, load.told.values())) - before[1] < wanted):  # fmt: skip
                assert any(thread.is_alive() for thread in threads)
                threading.Event().wait(0.002)
            web = partial(os.killpg, server.pid, signal.SIGKILL)
            for strike in (web, cluster.kill) if turn % 2 else (cluster.kill, web):
                strike()
                threading.Event().wait(chosen.random() / 20)
            server.wait()
            cluster.start()
            server = serve(cluster.app, load.port)
    finally:
        load.over.set()
        for thread in threads:
            thread.join(60)
        server.terminate()
        server.wait(30)
    connections.close_all()
    with in_district("demo"):
        _nothing_is_lost(load, town.community, book.pk, whole)


def _nothing_is_lost(load: Load, community: int, ledger: int, wishes: list[int]) -> None:
    work()
    assert audit() == []
    # over HTTP: each acknowledged yes is there with one fact, one deed and one payment
    done = set(
        Wish.objects.within(community).filter(state="confirmed").values_list("pk", flat=True)
    )
    assert load.confirmed <= done <= set(wishes)
    told = Counter(e.payload["wish"] for e in Event.objects.filter(type="wishes.confirmed"))
    assert told == Counter(done)
    deeds = Deed.objects.within(community).filter(kind="wish")
    assert Counter(int(d.subject.partition(":")[2]) for d in deeds) == Counter(done)
    assert {d.state for d in deeds} == {"awarded"}
    assert deeds.filter(transfer=None).count() == 0
    found = replay(community)
    assert found.differing == []
    rows = Balance.objects.filter(account__community=community, account__kind="resident")
    posted = {b.account.person_id: b.posted for b in rows.select_related("account")}
    assert {p: n for p, n in found.balances.items() if n} == {p: n for p, n in posted.items() if n}
    # on the ledger: every key that was answered is there, once
    keys = Counter(Transfer.objects.filter(ledger=ledger).values_list("key", flat=True))
    assert max(keys.values()) == 1
    asked = load.told["award"] | load.told["spend"] | load.told["settle"]
    assert asked <= set(keys)
    holds = set(Hold.objects.filter(ledger=ledger).values_list("key", flat=True))
    assert load.told["hold"] <= holds
    print(  # noqa: T201 (the figures of a long run)
        f"\n{KILLS} kills of both: {len(load.confirmed)} of {len(done)} confirmations answered,"
        f" {len(asked)} movements and {len(load.told['hold'])} promises answered;"
        f" {sum(keys.values())} transfers there; answers {dict(load.answers)}"
    )
