"""The wire: one message to the other district's endpoint, and what it answered.

Two of our staff wrote the address down, and whoever has its name decides where it leads: what is
called is looked at where the connection is made, nothing leads further, and all of it has its time.
"""

import http.client
import ipaddress
import json
import re
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

#: Seconds for one step of the network, and for all of them together.
TIMEOUT, WHOLE = 10, 30
PATH = "/api/clearing/messages"
_MOST = 65_536
_TAKEN = 200
_CODE = re.compile(r"[a-z_.]{1,40}")
_HOST = re.compile(r"[\w.-]+|\[[0-9a-fA-F:.]+\]")
#: IPv4 behind a translator (RFC 6052).
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


class ForbiddenAddressError(OSError):
    """The name leads into a network of our own."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`number`: up to which message the other side has all; None when it was not taken."""

    number: int | None
    trouble: str = ""


# --- whom we call -----------------------------------------------------------------------------
def may_call(address: str) -> bool:
    """Public addresses, and those of the networks that the settings name."""
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _TRANSLATED:
            ip = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        else:
            ip = ip.ipv4_mapped or ip.sixtofour or ip
    if ip.is_global and not ip.is_multicast:
        return True
    return any(ip in ipaddress.ip_network(each) for each in settings.CLEARING_NETWORKS)


def address_of(text: str, *, plain: bool = False) -> str | None:
    """Scheme, host and port alone, as they are kept; None for anything else. `plain`: http too."""
    try:
        parts = urlsplit(text.strip().rstrip("/"))
        port = parts.port
        host = (parts.hostname or "").lower()
        shown = f"[{host}]" if ":" in host else host
        rest = parts.path or parts.query or parts.fragment or "@" in parts.netloc
        if parts.scheme not in {"https", *(["http"] if plain else [])} or rest:
            return None
        if parts.netloc.endswith(":") or not _HOST.fullmatch(shown):
            return None
    except ValueError:
        return None
    try:
        if not may_call(host):
            return None
    except ValueError:  # a name: it is looked at whenever it is called
        pass
    return f"{parts.scheme}://{shown}" + (f":{port}" if port is not None else "")


def _reach(host: str, port: int) -> socket.socket:
    """To the first address that answers of those that may be called."""
    found = [each[4][:2] for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    trouble: OSError = ForbiddenAddressError()
    for address, at in found:
        if not may_call(str(address)):
            continue
        try:
            return socket.create_connection((str(address), int(at)), TIMEOUT)
        except OSError as error:
            trouble = error
    raise trouble


class _Line:
    """One connection, cut when its time is over, whatever it is about then."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        self.path, host = parts.path + PATH, parts.hostname or ""
        self.http = kind(host, parts.port, timeout=TIMEOUT)
        bare = _reach(host, self.http.port)
        #: A second handle of it: the first one is the encryption's, and in use.
        self.handle = bare.dup()
        self.timer = threading.Timer(WHOLE, self.cut)
        self.timer.start()
        self.http.sock = bare
        try:
            if secure:
                context = ssl.create_default_context()
                self.http.sock = context.wrap_socket(bare, server_hostname=host)
        except BaseException:
            self.close()
            raise

    def cut(self) -> None:
        try:
            self.handle.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    def close(self) -> None:
        self.timer.cancel()
        self.handle.close()
        self.http.close()

    def ask(self, raw: bytes) -> Answer:
        kind = {"Content-Type": "application/json", "Accept": "application/json"}
        self.http.request("POST", self.path, raw, kind)
        answer = self.http.getresponse()
        return read(answer.status, answer.read(_MOST))


def post(url: str, raw: bytes) -> Answer:
    """Never raises: an answer that nobody understands is none."""
    try:
        line = _Line(url)
        try:
            return line.ask(raw)
        finally:
            line.close()
    except (OSError, ValueError, http.client.HTTPException) as error:
        return Answer(None, type(error).__name__)


def read(status: int, body: bytes) -> Answer:
    """The endpoint's own answer, or the code of its refusal."""
    try:
        value = json.loads(body)
        if status == _TAKEN:
            number = value["number"]
            return Answer(number) if type(number) is int else Answer(None, "not_understood")
        code = value["code"]
        if _CODE.fullmatch(code):
            return Answer(None, code)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    return Answer(None, f"HTTP {status}")
