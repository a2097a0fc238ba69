"""Fakes of the gateways: real HTTP servers that speak the protocols, know repetitions, and can fail."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from linli.kernel import clock
from linli.notices.channels.reports import HEADER, signature

REPORT_SECRET = "secret of the reports"


class Gateway:
    """`sent`: messages that reached a person, each key once. `asked`: how many requests came.

    `troubles`: answers (status, body) for the next requests, one each, before it works again;
    `deaf`: take the message, then answer nothing (the line broke after the gateway took it).
    """

    def __init__(self) -> None:
        self.sent: dict[str, dict] = {}
        self.asked = 0
        self.troubles: list[tuple[int, dict]] = []
        self.deaf = 0
        self.token = 0
        self.lock = threading.Lock()
        self.before: Callable[[], None] = lambda: None
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.reply(*outer.get(urlsplit(self.path)))

            def do_POST(self):
                length = int(self.headers.get("Content-Length", 0))
                body = json.loads(self.rfile.read(length) or b"{}")
                outer.before()
                with outer.lock:
                    outer.asked += 1
                    answer = outer.troubles.pop(0) if outer.troubles else None
                    answer = answer or outer.post(urlsplit(self.path), body, self.headers)
                    deaf = outer.deaf > 0
                    outer.deaf -= deaf
                if deaf:
                    self.close_connection = True
                    return
                self.reply(*answer)

            def reply(self, status, body):
                data = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def get(self, address):
        return 404, {}

    def post(self, address, body, headers):
        raise NotImplementedError


class SmsGateway(Gateway):
    """The JSON protocol of linli.identity.signin.sms and linli.notices.channels.sms."""

    def post(self, address, body, headers):
        if headers.get("Authorization") != "Bearer secret":
            return 401, {}
        if not body["to"].startswith("+86"):
            return 422, {}
        key = headers["Idempotency-Key"]
        self.sent.setdefault(key, body)
        return 202, {"id": self.number_of(key)}

    def number_of(self, key):
        return f"sms-{list(self.sent).index(key)}"

    def report(self, client, statuses, *, secret=REPORT_SECRET, at=None, body=None):
        """Tell what became of messages (key -> status), as the gateway does, later and signed."""
        reports = [
            {"key": key, "id": self.number_of(key), "status": status}
            for key, status in statuses.items()
        ]
        body = body or json.dumps({"reports": reports}).encode()
        seconds = int(clock.now().timestamp()) if at is None else at
        return client.post(
            "/api/gateways/sms/reports",
            body,
            content_type="application/json",
            headers={HEADER: signature(secret, body, seconds)},
        )


class WeChatGateway(Gateway):
    """api.weixin.qq.com: /cgi-bin/token and /cgi-bin/message/template/send."""

    strangers = frozenset()

    def get(self, address):
        query = parse_qs(address.query)
        if address.path != "/cgi-bin/token" or query.get("secret") != ["secret"]:
            return 200, {"errcode": 40125, "errmsg": "invalid appsecret"}
        self.token += 1
        return 200, {"access_token": f"token-{self.token}", "expires_in": 7200}

    def post(self, address, body, headers):
        if parse_qs(address.query)["access_token"] != [f"token-{self.token}"]:
            return 200, {"errcode": 40001, "errmsg": "invalid credential"}
        if body["touser"] in self.strangers:
            return 200, {"errcode": 43004, "errmsg": "require subscribe"}
        self.sent.setdefault(body["client_msg_id"], body)
        number = list(self.sent).index(body["client_msg_id"])
        return 200, {"errcode": 0, "errmsg": "ok", "msgid": number}
