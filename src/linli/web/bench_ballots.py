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

from django.db import connection, transaction
from nacl.public import PrivateKey

from linli.districts.context import current_schema
from linli.kernel.pgbench import pgbench
from linli.organisations.models import Organisation
from linli.places.models import Place
from linli.places.operations.estates import add_estate
from linli.voting.models import Assembly
from linli.voting.operations_crowd import Voter, add_entries, crowded
from linli.web.operations_bench import sessions

VOTERS, WARM = 3500, 500
#: More than pgbench can use up in its time.
BARE = 40_000
CLIENTS = 8
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
    decode(repeat('cd', 32), 'hex'), {person}, NULL, now());
INSERT INTO journal_event (type, actor, capacity, place, subject_kind, subject_id, payload, at)
  VALUES ('ballots.cast', {person}, 'resident', {community}, 'ballot',
    currval('voting_ballot_id_seq')::text,
    '{{"ballot": 1, "assembly": 1, "channel": "web", "version": 1, "digest": "{digest}"}}', now());
INSERT INTO journal_opening (event, salt, payload)
  VALUES (currval('journal_event_id_seq'), decode(repeat('ef', 32), 'hex'),
    decode(repeat('78', 160), 'hex'));
INSERT INTO journal_logpending (event, leaf)
  VALUES (currval('journal_event_id_seq'), decode(repeat('90', 180), 'hex'));
COMMIT;
"""


def run() -> list[tuple[str, str]]:
    """Rows of name and figure. What it writes stays: the bench has a database of its own."""
    place = Place.objects.filter(kind=Place.Kind.COMMUNITY).earliest("pk")
    convener = Organisation.objects.earliest("pk").pk
    key = bytes(PrivateKey.generate().public_key)
    with transaction.atomic():
        estate = add_estate(community=place.pk, name_zh="投票测算小区", name_en="")
        row, voters = crowded(estate, convener, VOTERS, key)
        other, someone = crowded(estate, convener, 1, key)
        first = add_entries(other, BARE)
    cookies = sessions(voters)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    bare = bare_rate(other, first, someone[0].person)
    # a server that was just started still imports: the first ballots are not timed
    _, warm = http_rate(row, voters[:WARM], cookies[:WARM])
    ours, cast = http_rate(row, voters[WARM:], cookies[WARM:])
    kept = row.casts.count() - warm
    if kept != cast:
        message = f"{cast} ballots were acknowledged, {kept} are there"
        raise RuntimeError(message)
    return [
        (f"pgbench writing the rows of a ballot, {CLIENTS} clients", f"{bare:,.0f}/s"),
        (
            f"ballots over HTTP, {CLIENTS} clients (at least 1/5, goal 1/3)",
            f"{ours / bare:.3f}× ({ours:,.0f}/s, {cast:,} cast)",
        ),
    ]


def bare_rate(row: Assembly, first: int, person: int) -> float:
    script = _SAME_ROWS.format(
        first=first - 1,
        assembly=row.pk,
        community=row.community,
        person=person,
        span=BARE // CLIENTS,
        digest="a" * 64,
    )
    return pgbench("-D", "i=0", script=script, schema=current_schema(), clients=CLIENTS)


def http_rate(row: Assembly, voters: list[Voter], cookies: list[str]) -> tuple[float, int]:
    """Each voter once, on connections kept open; ballots a second, and how many were answered."""
    turns = iter(zip(voters, cookies, strict=True))
    guard = threading.Lock()
    port = int(os.environ["LINLI_PORT"])

    def client(_n: int) -> int:
        line = Line(port)
        done = 0
        while True:
            with guard:
                found = next(turns, None)
            if found is None:
                return done
            cast(line, row.code, *found)
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
        self.socket.sendall(
            (
                f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                f"Cookie: sessionid={cookie}; csrftoken={CSRF}\r\nX-CSRFToken: {CSRF}\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            ).encode()
            + body
        )
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


def cast(line: Line, code: str, voter: Voter, cookie: str) -> str:
    """One ballot; answers its digest, durable."""
    body = json.dumps({"elector": voter.number, "choices": {"1": "agree"}}).encode()
    status, said = line.post(f"/api/assemblies/{code}/ballots", body, cookie)
    if status != HTTPStatus.CREATED:
        message = f"a ballot answered {status}: {said[:300]!r}"
        raise RuntimeError(message)
    return str(json.loads(said)["digest"])
