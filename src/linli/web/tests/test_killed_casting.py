"""`kill -9` of the web server while ballots come in: what was acknowledged is there, once."""

import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import transaction
from nacl.public import PrivateKey
from tests.databases import APP, ROOT, url_of

from linli.journal.models import Event, LogPending
from linli.kernel import clock
from linli.organisations.models import Organisation
from linli.places.models import Place
from linli.places.operations.estates import add_estate
from linli.voting.models import Ballot
from linli.voting.operations_crowd import crowded
from linli.voting.tests import estates
from linli.web.bench_ballots import Line, cast
from linli.web.operations_bench import sessions

VOTERS, CLIENTS, KILLS = 400, 6, 5


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(address: str, port: int) -> subprocess.Popen[bytes]:
    """Granian on a database, in a process group of its own, ready to answer."""
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_OWNER_URL"}
    env |= {
        "DATABASE_APP_URL": address,
        "LINLI_ROLE": "app",
        "PYTHONPATH": str(ROOT / "src"),
    }
    granian = Path(sys.executable).with_name("granian")
    command = [granian, "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "2", "--blocking-threads", "2", "--no-ws", "--log-level", "error"]
    process = subprocess.Popen(
        [*command, "config.wsgi:application"], env=env, cwd=ROOT, start_new_session=True
    )
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5).read()
        except OSError:
            threading.Event().wait(0.05)
        else:
            return process
    pytest.fail("the server did not start")


@pytest.mark.long
def test_kills_lose_no_ballot_that_was_acknowledged(committed):
    with clock.frozen(estates.MONDAY):
        town = estates.factories.build()
    with transaction.atomic():
        place = Place.objects.get(pk=town.community)
        estate = add_estate(community=place.pk, name_zh="投票小区", name_en="")
        convener = Organisation.objects.earliest("pk").pk
        key = bytes(PrivateKey.generate().public_key)
        row, voters = crowded(estate, convener, VOTERS, key)
    cookies = sessions(voters)
    port, chosen = free_port(), random.Random(3)
    server = serve(url_of(committed, APP), port)
    left, told = list(zip(voters, cookies, strict=True)), {}
    kill_at = sorted(chosen.sample(range(20, VOTERS - 20), KILLS))
    guard = threading.Lock()

    def client(_n: int) -> None:
        line = None
        while True:
            with guard:
                if not left or (kill_at and len(told) >= kill_at[0]):
                    return
                voter, cookie = left.pop()
            try:
                line = line or Line(port)
                digest = cast(line, row.code, voter, cookie)
            except OSError:
                with guard:  # not acknowledged: whether it is in, the voter asks again
                    left.append((voter, cookie))
                return
            with guard:
                told[voter.number] = digest

    while left:
        with ThreadPoolExecutor(CLIENTS) as pool:
            running = [pool.submit(client, n) for n in range(CLIENTS)]
            if kill_at:
                while len(told) < kill_at[0] and not all(each.done() for each in running):
                    threading.Event().wait(0.001)
                os.killpg(server.pid, signal.SIGKILL)
            for each in running:
                each.result()
        if kill_at:
            server.wait()
            kill_at.pop(0)
            server = serve(url_of(committed, APP), port)
    server.terminate()
    server.wait(30)
    assert len(told) == VOTERS

    rows = Ballot.objects.across_communities("the test").filter(assembly=row)
    last = {b.entry.number: b for b in rows.select_related("entry").order_by("version")}
    assert {number: bytes(b.digest).hex() for number, b in last.items()} == told
    assert row.casts.count() == VOTERS
    # a ballot of which the answer was lost stands as an earlier version, with its own event
    events = Event.objects.filter(type="ballots.cast")
    assert sorted(e.payload["ballot"] for e in events) == sorted(rows.values_list("pk", flat=True))
    assert LogPending.objects.filter(event__in=events.values("pk")).count() == events.count()
