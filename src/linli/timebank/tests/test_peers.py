"""What another district, or whoever answers under its address, may do to us."""

import base64
import http.server
import json
import socket
import threading
import uuid
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from tests.refusing import refusing

from linli.kernel import clock
from linli.timebank import jobs, sending
from linli.timebank.actions import districts, leaving
from linli.timebank.models import Crossing, Departure, Peer
from linli.timebank.remote import engine, messages
from linli.timebank.remote.messages import BadMessageError
from linli.timebank.tests.districts import HERE, Row, pair
from linli.timebank.tests.hours import MAY
from linli.timebank.tests.neighbours import two_districts, wire
from linli.timebank.wanted import Leaving

LOCAL = ("127.0.0.0/8",)


@pytest.fixture
def both(committed):
    with clock.frozen(MAY):
        made = two_districts()
        made.agree()
        yield made


refused = refusing()


# --- the wire ---------------------------------------------------------------------------------
class _Office(http.server.BaseHTTPRequestHandler):
    """Whoever answers under the address of a peer."""

    answers = (200, {}, b'{"number": 1}')

    def do_POST(self):
        self.server.asked.append(self.path)
        status, headers, body = self.server.says
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            for part in body if isinstance(body, list) else [body]:
                if self.server.over.wait(0.1 if isinstance(body, list) else 0):
                    return
                self.wfile.write(part)
        except OSError:
            return

    do_GET = do_POST  # noqa: N815 (the server's own name)

    def log_message(self, *_):
        return


@contextmanager
def office(status=200, headers=None, body=b'{"number": 1}'):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Office)
    server.asked, server.says, server.over = [], (status, headers or {}, body), threading.Event()
    runs = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    runs.start()
    try:
        yield server, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.over.set()
        server.shutdown()
        runs.join()
        server.server_close()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff0e::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_no_address_of_our_own_network_is_called(address, settings):
    settings.CLEARING_NETWORKS = ()
    assert not sending.may_call(address)
    assert all(sending.may_call(each) for each in ("203.119.25.1", "2400:3200::1"))
    settings.CLEARING_NETWORKS = ("10.1.0.0/16",)
    assert sending.may_call(address) == (address == "10.1.2.3")


def test_the_address_that_answers_counts_and_not_the_name(settings):
    with office() as (server, url):
        settings.CLEARING_NETWORKS = ()
        by_name = url.replace("127.0.0.1", "localhost")
        for each in (url, by_name, url.replace("127.0.0.1", "0x7f.1")):
            assert sending.post(each, b"{}") == sending.Answer(None, "ForbiddenAddressError")
        assert server.asked == []
        settings.CLEARING_NETWORKS = LOCAL
        assert sending.post(by_name, b"{}") == sending.Answer(1)
        assert server.asked == [sending.PATH]


def test_a_proxy_of_the_environment_is_not_asked(settings, monkeypatch):
    settings.CLEARING_NETWORKS = LOCAL
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with office() as (_server, url):
        assert sending.post(url, b"{}") == sending.Answer(1)


def test_no_redirect_is_followed(settings):
    settings.CLEARING_NETWORKS = LOCAL
    with office() as (inside, url):
        for status in (301, 302, 303, 307, 308):
            with office(status, {"Location": f"{url}/admin"}, b"") as (_server, first):
                assert sending.post(first, b"{}") == sending.Answer(None, f"HTTP {status}")
        assert inside.asked == []


def test_an_answer_that_drips_ends_with_its_time(settings, monkeypatch):
    settings.CLEARING_NETWORKS = LOCAL
    monkeypatch.setattr(sending, "WHOLE", 0.4)
    with office(body=[b" "] * 300) as (_server, url):
        begun = datetime.now(UTC)
        assert sending.post(url, b"{}").number is None
        assert datetime.now(UTC) - begun < timedelta(seconds=5)


def test_an_answer_that_never_ends_is_not_read_to_its_end(settings):
    settings.CLEARING_NETWORKS = LOCAL
    with office(body=b" " * 3_000_000) as (_server, url):
        assert sending.post(url, b"{}") == sending.Answer(None, "HTTP 200")


@pytest.mark.parametrize(
    "body",
    [
        b'{"code": "\\u0000"}',
        b'{"code": "\\ud800"}',
        b'{"code": "<b>call 13800138000</b>"}',
        b'{"code": {"a": 1}}',
        b"[" * 60_000,
        b'{"number": ' + b"9" * 5000 + b"}",
        b"\xff\xfe",
    ],
)
def test_whatever_is_answered_the_job_writes_it_down_and_goes_on(both, body):
    both.send("demo", 10)
    assert both.mail("demo", lambda url, raw: sending.read(422, body)) == 0
    with both.at("demo"):
        peer = Peer.objects.get()
        assert (peer.tries, peer.trouble, peer.known_number) == (1, "HTTP 422", 0)


def test_one_peer_that_breaks_the_job_does_not_keep_the_others_waiting(both, monkeypatch):
    both.send("demo", 10)

    def broken(url, raw):
        raise RuntimeError

    monkeypatch.setattr(jobs.sending, "post", broken)
    with both.at("demo"):
        jobs.clear_district(schema="demo")
        peer = Peer.objects.get()
        assert (peer.tries, peer.trouble) == (1, "RuntimeError")
    monkeypatch.setattr(jobs.sending, "post", wire)
    with clock.frozen(MAY + timedelta(minutes=2)):
        jobs.clear_district(schema="demo")
    assert both.crossing("north").state == "accepted"


# --- what two offices write down --------------------------------------------------------------
def test_only_an_address_and_a_key_as_they_are_usually_written_are_agreed_with(both, settings):
    settings.CLEARING_NETWORKS = ()
    good = messages.public_of(messages.Ed25519PrivateKey.generate())
    # the same 32 bytes with another last letter: a second district of the same key
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    twin = good[:42] + alphabet[alphabet.index(good[42]) + 1] + "="
    assert base64.b64decode(twin) == base64.b64decode(good)
    with both.at("demo") as bank:
        made = {
            "name": "东区",
            "url": "https://east.example",
            "key": good,
            "limit_minutes": 60,
            "hours": 24,
            "since": clock.today(),
            "decision": "协议〔2026〕2号",
        }
        before = Peer.objects.count()
        for url in (
            "https://east.example/api?x=",
            "https://east.example#x",
            "https://user:secret@east.example",
            "https://east.example:99999",
            "https://east.example:",
            "https://",
            "https://[::1",
            "https://east .example",
            "https://127.0.0.1",
            "https://[::1]:8000",
            "https://169.254.169.254",
            "file:///etc/passwd",
        ):
            refused(
                "timebank.no_such_address",
                districts.propose,
                bank.actor("district"),
                **made | {"url": url},
            )
        refused(
            "timebank.no_such_key",
            districts.propose,
            bank.actor("district"),
            **made | {"key": twin},
        )
        assert Peer.objects.count() == before
        row = districts.propose(
            bank.actor("district"), **made | {"url": "https://East.example:8443/"}
        )
        assert row.url == "https://east.example:8443"


# --- what a message says ----------------------------------------------------------------------
def body(kind="prepare", **says):
    one, two = pair()
    said = {
        "v": 1,
        "sender": one.own,
        "receiver": two.own,
        "number": 1,
        "prev": "0" * 64,
        "at": "2026-05-12T01:00:00Z",
        "kind": kind,
        "transfer": str(uuid.uuid4()),
    }
    return said | says


@pytest.mark.parametrize(
    "says",
    [
        {"at": "9999-12-31T23:59:59Z"},
        {"at": "0001-01-01T00:00:00Z"},
        {"at": "٢٠٢٦-05-12T01:00:00Z"},
        {"at": "2026-02-30T01:00:00Z"},
        {"number": 1.0},
        {"number": True},
        {"minutes": 10**30},
        {"recipient": "AAAAAAAAAAA\n"},
    ],
)
def test_a_message_of_another_time_or_kind_of_number_is_none(says):
    good = body(minutes=10, recipient=HERE)
    messages.parse(json.dumps({"body": good, "signature": ""}).encode())
    with pytest.raises(BadMessageError, match="not_understood"):
        messages.parse(json.dumps({"body": good | says, "signature": ""}).encode())


def test_a_decision_is_of_the_time_in_which_it_could_be_made():
    """Else a district would move hours into a month whose report both have compared."""
    for late, fits in (
        (timedelta(days=-40), False),
        (timedelta(hours=2, seconds=1), False),
        (timedelta(hours=1), True),
        (timedelta(hours=2), True),
    ):
        one, two = pair()
        one.begin(30, two.name)
        assert two.take(one.kept.outbox[0].wire()) == "done"
        (row,) = two.kept.rows.values()
        assert isinstance(row, Row)
        assert row.until == two.now + timedelta(hours=2)
        mine = one.kept.rows[row.uuid]
        at, one.now = one.now, one.now + late
        engine._write(one, mine, "commit")
        two.now = at + timedelta(hours=3)
        answer = two.take(one.kept.outbox[1].wire())
        assert (answer, two.kept.rows[row.uuid].state) == (
            ("done", "credited") if fits else ("out_of_step", "accepted")
        )


# --- who is gone ------------------------------------------------------------------------------
def left(bank, name="ann") -> Departure:
    what = Leaving(bank.person(name).public_id, "died", clock.today(), "donate", "", "死亡证明")
    return leaving.record_leaving(bank.actor("clerk"), community=bank.community, what=what)


def approve(bank, row) -> None:
    leaving.approve(bank.actor("second"), departure=row.pk)


def test_no_hours_come_from_elsewhere_to_who_died(both):
    with both.at("north") as bank:
        approve(bank, left(bank))
        assert bank.has("ann") == 0
    both.send("demo", 30)
    both.pump()
    row = both.crossing("demo")
    assert (row.state, row.code, both.has("demo"), both.has("north")) == (
        "returned",
        "recipient",
        150,
        0,
    )


def test_hours_on_their_way_are_waited_for_before_an_account_is_closed(both):
    both.send("demo", 30)
    both.mail("demo")
    for schema in ("demo", "north"):
        with both.at(schema) as bank:
            gone = left(bank)
            refused("timebank.crossings_open", approve, bank, gone)
            assert bank.has("ann") == 150
    both.pump()
    for schema in ("demo", "north"):
        with both.at(schema) as bank:
            approve(bank, Departure.objects.across_communities("test").get())
            assert bank.has("ann") == 0
    assert Crossing.State(both.crossing("demo").state) == "arrived"


def test_nobody_listens_where_the_name_leads_nowhere(settings):
    settings.CLEARING_NETWORKS = LOCAL
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert sending.post(f"http://127.0.0.1:{port}", b"{}").trouble == "ConnectionRefusedError"
    assert sending.post("http://nobody.invalid", b"{}").trouble == "gaierror"
    assert sending.post("http://a..b", b"{}").number is None
