"""A browser and its push service, as RFC 8030, 8291 and 8292 have them: it checks, then decrypts."""

import base64
import json
import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Browser:
    """One subscription; `shown` is what its owner saw, by topic: a repetition takes the place."""

    def __init__(self, service: "PushService", name: str) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = os.urandom(16)
        self.shown: dict[str, dict] = {}
        self.endpoint = f"{service.url}/push/{name}"
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": _text(point), "auth": _text(self.auth)}
        self.subscription = json.dumps({"endpoint": self.endpoint, "keys": keys})
        service.browsers[f"/push/{name}"] = self

    def receive(self, topic: str, body: bytes) -> None:
        plain = http_ece.decrypt(
            body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"
        )
        self.shown[topic] = json.loads(plain)


class PushService:
    """201 for what is signed and can be decrypted; `gone` browsers answer 410, `troubles` first."""

    def __init__(self, public_key: str) -> None:
        self.browsers: dict[str, Browser] = {}
        self.gone: set[str] = set()
        self.troubles: list[int] = []
        self.asked = 0
        self.public_key = public_key
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.asked += 1
                self.send_response(outer.answer(self.path, self.headers, body))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def answer(self, path, headers, body) -> int:
        if self.troubles:
            return self.troubles.pop(0)
        if path in self.gone or path not in self.browsers:
            return 410
        if not self._signed(headers["Authorization"]):
            return 403
        if headers["Content-Encoding"] != "aes128gcm" or int(headers["TTL"]) <= 0:
            return 400
        self.browsers[path].receive(headers["Topic"], body)
        return 201

    def _signed(self, authorization: str) -> bool:
        parts = dict(p.split("=", 1) for p in authorization.removeprefix("vapid ").split(","))
        if parts["k"] != self.public_key or not Vapid02.verify(authorization):
            return False
        claims = parts["t"].split(".")[1]
        told = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
        here = urlsplit(self.url)
        return told["aud"] == f"{here.scheme}://{here.netloc}" and told["sub"].startswith("mailto:")

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
