"""Phones that follow a live meeting, hundreds in one loop: for the bench and its test.

Each has a session and a connection of its own and asks each second, as `live.js` does. They are one
loop over sockets, so that they leave the processors to the server that they measure.
"""

import heapq
import re
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from itertools import zip_longest
from urllib.parse import urlencode

from linli.web.bench_ballots import CSRF, Line

#: Seconds between an answer and the next question.
EVERY = 1.0
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
TAG = re.compile(rb'\r\netag: (W/"(\d+)[^\r]*)', re.IGNORECASE)


class Phone:
    """One that follows: a socket, what it shows, when it asks next."""

    def __init__(self, port: int, address: str, cookie: str, first: float) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.head = (
            f"GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
            f"Cookie: sessionid={cookie}; csrftoken={CSRF}\r\n"
        ).encode()
        self.mark, self.got, self.version = b"", b"", 0
        #: version -> when it was shown
        self.shown: dict[int, float] = {}
        self.next = first
        #: it voted, and asks for its own choice along with the rest
        self.afresh = False

    def __lt__(self, other: "Phone") -> bool:
        return self.next < other.next

    def ask(self) -> None:
        more, self.got, self.afresh = b"X-Afresh: 1\r\n" if self.afresh else b"", b"", False
        self.socket.sendall(self.head + self.mark + more + b"\r\n")

    def answered(self) -> int | None:
        """The status, when all of the answer is there."""
        more = self.socket.recv(65536)
        if not more:
            message = "the server closed a connection"
            raise ConnectionError(message)
        self.got += more
        head, found, said = self.got.partition(b"\r\n\r\n")
        if not found:
            return None
        status = int(head[9:12])
        if status == HTTPStatus.NOT_MODIFIED:
            return status
        if status != HTTPStatus.OK:
            message = f"a fragment answered {status}"
            raise RuntimeError(message)
        known = LENGTH.search(head)
        if known is None or len(said) < int(known[1]):
            return None
        tag = TAG.search(head)
        if tag is None:
            message = "a fragment has no mark"
            raise RuntimeError(message)
        self.mark, self.version = b"If-None-Match: %s\r\n" % tag[1], int(tag[2])
        return status


class Crowd:
    """All phones in one loop."""

    def __init__(self, port: int, address: str, cookies: list[str]) -> None:
        now = time.monotonic()
        self.phones = [
            Phone(port, address, cookie, now + EVERY * n / len(cookies))
            for n, cookie in enumerate(cookies)
        ]
        self.answers = {HTTPStatus.OK: 0, HTTPStatus.NOT_MODIFIED: 0}
        self.end = threading.Event()
        self.fault: Exception | None = None

    def run(self) -> None:
        try:
            with selectors.DefaultSelector() as ears:
                self._follow(ears)
        except Exception as fault:  # noqa: BLE001 (whatever it is, it is raised by `following`)
            self.fault = fault

    def _follow(self, ears: selectors.BaseSelector) -> None:
        waits = list(self.phones)  # in the order in which they ask: a heap
        while not self.end.is_set():
            now = time.monotonic()
            while waits and waits[0].next <= now:
                phone = heapq.heappop(waits)
                phone.ask()
                ears.register(phone.socket, selectors.EVENT_READ, phone)
            for key, _events in ears.select(0.005):
                phone = key.data
                status = phone.answered()
                if status is None:
                    continue
                self.answers[HTTPStatus(status)] += 1
                phone.shown.setdefault(phone.version, time.monotonic())
                ears.unregister(phone.socket)
                phone.next = time.monotonic() + EVERY
                heapq.heappush(waits, phone)

    def all_show(self, version: int) -> bool:
        return all(phone.version >= version for phone in self.phones)

    def delays(self, committed: dict[int, float]) -> list[float]:
        """How long each change took to each phone, the shortest first. A later one shows it too."""
        return sorted(
            min(when for shown, when in phone.shown.items() if shown >= version) - at
            for version, at in committed.items()
            for phone in self.phones
        )

    def asleep(self) -> None:
        for phone in self.phones:
            phone.socket.close()


@contextmanager
def following(crowd: Crowd) -> Iterator[None]:
    """The phones follow while the block runs."""
    loop = threading.Thread(target=crowd.run)
    loop.start()
    try:
        yield
    finally:
        crowd.end.set()
        loop.join(30)
        crowd.asleep()
    if crowd.fault:
        raise crowd.fault


def all_at_once(port: int, sent: list[bytes], phones: Sequence[Phone] = ()) -> None:
    """Every phone has another connection and presses now; until all are answered."""
    lines = [Line(port) for _ in sent]
    for line, asked in zip(lines, sent, strict=True):
        line.socket.sendall(asked)
    for line, phone in zip_longest(lines, phones):
        status, said = line.answer()
        _require(status == HTTPStatus.OK, f"{status}: {said[:200]!r}")
        if phone:
            phone.afresh = True
        line.socket.close()


def wait(what: Callable[[], bool], called: str) -> None:
    end = time.monotonic() + 30
    while not what():
        _require(time.monotonic() < end, f"not within 30 s: {called}")
        time.sleep(0.05)


def vote(meeting: int, choice: str, cookie: str) -> bytes:
    """What a phone sends when its button is pressed."""
    fields = {"do": "cast", "choice": choice, "csrfmiddlewaretoken": CSRF}
    body = urlencode(fields).encode()
    head = (
        f"POST /meetings/{meeting}/floor/give/ HTTP/1.1\r\nHost: localhost\r\nX-Live: 1\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\n"
        f"Cookie: sessionid={cookie}; csrftoken={CSRF}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _require(holds: bool, message: str) -> None:  # noqa: FBT001 (what must be true)
    if not holds:
        raise RuntimeError(message)
