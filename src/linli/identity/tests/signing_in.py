"""Helpers for tests of signing in: a gateway that speaks the real protocol, and the journey."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PHONE = "13812345678"
OTHER = "13912345679"
TOKEN = "gateway-token"


@dataclass
class FakeGateway:
    """What the gateway took, and the answers that it is to give (then 200 for ever)."""

    url: str = ""
    messages: list[dict[str, Any]] = field(default_factory=list)
    requests: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    @property
    def code(self) -> str:
        return self.messages[-1]["params"]["code"]

    def take(self, headers: Any, body: dict[str, Any]) -> int:
        """401 without the token; a repeated idempotency key is the same message."""
        if headers["Authorization"] != f"Bearer {TOKEN}":
            return 401
        key = headers["Idempotency-Key"]
        known = [each for each, _ in self.requests]
        self.requests.append((key, body))
        status = self.answers.pop(0) if self.answers else 200
        if status == 200 and (key not in known or body not in self.messages):
            self.messages.append(body)
        return status


@contextmanager
def serving(make_handler: Any) -> Iterator[str]:
    """A local HTTP server for the block; yields its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), make_handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Quiet(BaseHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing: requests would name people."""

    def answer(self, status: int, body: Any = None, **headers: str) -> None:
        self.send_response(status)
        payload = b"" if body is None else json.dumps(body).encode()
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)


@contextmanager
def fake_gateway() -> Iterator[FakeGateway]:
    gateway = FakeGateway()

    class Handler(Quiet):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self.answer(gateway.take(self.headers, body), {"accepted": True})

    with serving(Handler) as address:
        gateway.url = f"{address}/messages"
        yield gateway


def ask(client: Any, phone: str = PHONE, **extra: Any) -> Any:
    return client.post("/in/", {"phone": phone}, **extra)


def enter(client: Any, gateway: FakeGateway, phone: str = PHONE, **extra: Any) -> Any:
    """The whole journey; answers the last response."""
    sent = ask(client, phone, **extra)
    assert sent.status_code == 302, sent.content.decode()
    return client.post(sent["Location"], {"code": gateway.code}, **extra)


def gateway_settings(settings: Any, gateway: FakeGateway) -> None:
    """Messages go to the fake gateway from here on."""
    settings.SMS, settings.SMS_URL, settings.SMS_TOKEN = "http", gateway.url, TOKEN
