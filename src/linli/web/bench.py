"""Figures of the house: pages and writes, as ratios to pgbench on the same machine in the same run.

A ratio says what our code costs on top of the database; an absolute number would only say how
fast the machine is.
"""

import http.client
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import connections

from linli.districts.context import in_district
from linli.identity.actions.me import give_consent, withdraw_consent
from linli.identity.models import Person
from linli.identity.purposes import STATISTICS
from linli.kernel.errors import Refused
from linli.kernel.pgbench import CLIENTS, SECONDS, pgbench, prepare_pgbench
from linli.web.acting import as_resident


def rate(work: Callable[[int], object], clients: int = CLIENTS) -> float:
    """How often a second `work(client)` is done by `clients` threads."""
    end = time.monotonic() + SECONDS
    counts = [0] * clients

    def loop(client: int) -> None:
        try:
            while time.monotonic() < end:
                work(client)
                counts[client] += 1
        finally:
            connections.close_all()

    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(loop, range(clients)))
    return sum(counts) / SECONDS


def consents() -> float:
    """Actions a second: authorise, lock, change, one logged event; each a durable transaction."""
    with in_district(settings.DEFAULT_DISTRICT):
        people = list(Person.objects.exclude(community=None).order_by("pk")[:CLIENTS])
    given: dict[int, bool] = {}

    def work(client: int) -> None:
        actor = as_resident(people[client])
        act = withdraw_consent if given.get(client) else give_consent
        given[client] = not given.get(client)
        with in_district(settings.DEFAULT_DISTRICT):
            try:
                act(actor, purpose=STATISTICS)
            except Refused:  # it was given before the run: the next round fits
                return

    return rate(work, len(people))


def pages(path: str, port: int) -> float:
    """Pages a second over HTTP from threads of this process, on connections kept open."""
    lines = threading.local()

    def work(_client: int) -> None:
        if not hasattr(lines, "http"):
            lines.http = http.client.HTTPConnection("127.0.0.1", port)
        lines.http.request("GET", path, headers={"Host": "localhost"})
        answer = lines.http.getresponse()
        answer.read()
        if answer.status != http.HTTPStatus.OK:
            message = f"{path} answered {answer.status}"
            raise RuntimeError(message)

    return rate(work)


def run() -> list[tuple[str, str]]:
    """Rows of name and figure."""
    prepare_pgbench()
    tpcb, select = pgbench(), pgbench("-S")
    port = int(os.environ["LINLI_PORT"])
    rows = [
        ("pgbench TPC-B, scale 10 (the measure for writes)", f"{tpcb:,.0f}/s"),
        ("pgbench select-only (the measure for pages)", f"{select:,.0f}/s"),
    ]
    acts = consents()
    rows.append(("consent given or withdrawn, logged", f"{acts / tpcb:.2f}× TPC-B ({acts:,.0f}/s)"))
    for title, path in (
        ("home", "/"),
        ("log's checkpoint", "/log/checkpoint"),
        ("health", "/health"),
    ):
        served = pages(path, port)
        rows.append((f"page: {title}", f"{served / select:.3f}× select ({served:,.0f}/s)"))
    return rows
