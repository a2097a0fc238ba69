"""Ballots a second over HTTP, durable when answered, beside pgbench writing the same rows bare.

Each voter has a session of their own and casts once by the API, which takes the same action as the
page: session, rights, seal, lock, ballot, event, leaf. The bare rate writes those rows and nothing
else, from C, so the ratio says what our whole way costs on top of the database.
"""

import json
import os
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from statistics import mean, median

from django.db import connection, transaction
from nacl.public import PrivateKey

from linli.districts.context import current_schema
from linli.kernel.pgbench import pgbench
from linli.organisations.models import Organisation
from linli.places.models import Place
from linli.places.operations.estates import add_estate
from linli.residence.models import Residence
from linli.voting.models import Assembly
from linli.voting.operations_crowd import Voter, add_entries, crowded
from linli.web.operations_bench import sessions

#: Both are measured in turn, so that a machine that grows slow slows both.
ROUNDS, EACH, WARM = 4, 1000, 1000
CLIENTS = 8
#: Electors for one client of pgbench in one round: more than it can use up.
SPAN, SECONDS = 2500, 3
CSRF = "b" * 32
#: What a ballot on one matter writes; the box is as long as it is there.
_SAME_ROWS = """
\\set i :i + 1
\\set entry {first} + :client_id * {span} + :i
BEGIN;
INSERT INTO voting_cast (entry_id, assembly_id, version, final, at)
  VALUES (:entry, {assembly}, 1, false, now());
INSERT INTO voting_ballot (community, assembly_id, entry_id, version, code, channel, final,
    sealed, digest, person_id, owner_id, at)
  VALUES ({community}, {assembly}, :entry, 1,
    substr(md5(random()::text), 1, 12), 'web', false, decode(repeat('ab', 304), 'hex'),
    decode(repeat('cd', 32), 'hex'), {person}, {owner}, now());
INSERT INTO journal_event (type, actor, capacity, place, subject_kind, subject_id, payload, at)
  VALUES ('ballots.cast', {person}, 'resident', {community}, 'ballot',
    currval('voting_ballot_id_seq')::text,
    '{{"ballot": 1, "assembly": 1, "channel": "web", "version": 1, "digest": "{digest}"}}', now());
INSERT INTO journal_opening (event, salt, payload)
  VALUES (currval('journal_event_id_seq'), decode(repeat('ef', 32), 'hex'),
    decode(repeat('78', 128), 'hex'));
INSERT INTO journal_logpending (event, leaf)
  VALUES (currval('journal_event_id_seq'), decode(repeat('90', 129), 'hex'));
INSERT INTO journal_laterrun (event, consumer)
  VALUES (currval('journal_event_id_seq'), 'linli.web.lovebank.award_deed'),
    (currval('journal_event_id_seq'), 'linli.web.records.note_record');
COMMIT;
"""


def run() -> list[tuple[str, str]]:
    """Rows of name and figure. What it writes stays: the bench has a database of its own."""
    place = Place.objects.filter(kind=Place.Kind.COMMUNITY).earliest("pk")
    convener = Organisation.objects.earliest("pk").pk
    key = bytes(PrivateKey.generate().public_key)
    with transaction.atomic():
        estate = add_estate(community=place.pk, name_zh="投票测算小区", name_en="")
        row, voters = crowded(estate, convener, WARM + ROUNDS * EACH, key)
        other, someone = crowded(estate, convener, 1, key)
        first = add_entries(other, ROUNDS * CLIENTS * SPAN)
    cookies = sessions(voters)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    # a server that was just started still imports: the first ballots are not timed
    _, cast = http_rate(row, voters[:WARM], cookies[:WARM])
    bare, ours = [], []
    for turn in range(ROUNDS):
        bare.append(bare_rate(other, first + turn * CLIENTS * SPAN, someone[0]))
        now = slice(WARM + turn * EACH, WARM + (turn + 1) * EACH)
        rate, more = http_rate(row, voters[now], cookies[now])
        ours.append(rate)
        cast += more
    kept = row.casts.count()
    if kept != cast:
        message = f"{cast} ballots were acknowledged, {kept} are there"
        raise RuntimeError(message)
    ratios = sorted(mine / its for mine, its in zip(ours, bare, strict=True))
    span = f"{ROUNDS} rounds of {EACH:,}, {ratios[0]:.3f} to {ratios[-1]:.3f}"
    return [
        (f"pgbench writing the rows of a ballot, {CLIENTS} clients", f"{mean(bare):,.0f}/s"),
        (
            f"ballots over HTTP, {CLIENTS} clients (at least 1/5, goal 1/3)",
            f"{median(ratios):.3f}× ({mean(ours):,.0f}/s; {span})",
        ),
    ]


def bare_rate(row: Assembly, first: int, someone: Voter) -> float:
    script = _SAME_ROWS.format(
        first=first - 1,
        assembly=row.pk,
        community=row.community,
        person=someone.person,
        owner=Residence.objects.within(row.community).get(person=someone.person).roster_owner_id,
        span=SPAN,
        digest="a" * 64,
    )
    return pgbench(
        "-D", "i=0", script=script, schema=current_schema(), clients=CLIENTS, seconds=SECONDS
    )


def http_rate(row: Assembly, voters: list[Voter], cookies: list[str]) -> tuple[float, int]:
    """Each voter once, on connections kept open; ballots a second, and how many were answered."""
    port = int(os.environ["LINLI_PORT"])
    # made before the clock runs: the client shares the processors with the server
    turns = iter([ballot(row.code, *each) for each in zip(voters, cookies, strict=True)])
    guard = threading.Lock()

    def client(_n: int) -> int:
        line = Line(port)
        done = 0
        while True:
            with guard:
                found = next(turns, None)
            if found is None:
                return done
            answered(*line.send(found))
            done += 1

    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as pool:
        counts = list(pool.map(client, range(CLIENTS)))
    return sum(counts) / (time.perf_counter() - start), sum(counts)


class Line:
    """A connection that is kept open. It looks at no more of an answer than it must.

    It shares the processors with the server that it measures, unlike pgbench, which is in C.
    """

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)

    def post(self, path: str, body: bytes, cookie: str) -> tuple[int, bytes]:
        """Status and body. Raises OSError when the server is gone."""
        return self.send(request(path, body, cookie))

    def send(self, sent: bytes) -> tuple[int, bytes]:
        self.socket.sendall(sent)
        return self.answer()

    def answer(self) -> tuple[int, bytes]:
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more()
        head, _, said = got.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        while len(said) < length:
            said += self._more()
        return int(head.split(b" ", 2)[1]), said

    def _more(self) -> bytes:
        got = self.socket.recv(65536)
        if not got:
            message = "the server closed the connection"
            raise ConnectionError(message)
        return got


def request(path: str, body: bytes, cookie: str) -> bytes:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Cookie: sessionid={cookie}; csrftoken={CSRF}\r\nX-CSRFToken: {CSRF}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def ballot(code: str, voter: Voter, cookie: str) -> bytes:
    """What a voter sends."""
    body = json.dumps({"elector": voter.number, "choices": {"1": "agree"}}).encode()
    return request(f"/api/assemblies/{code}/ballots", body, cookie)


def answered(status: int, said: bytes) -> bytes:
    if status != HTTPStatus.CREATED:
        message = f"a ballot answered {status}: {said[:300]!r}"
        raise RuntimeError(message)
    return said


def cast(line: Line, code: str, voter: Voter, cookie: str) -> str:
    """One ballot; answers its digest, durable."""
    return str(json.loads(answered(*line.send(ballot(code, voter, cookie))))["digest"])
