"""A witness: watches logs, cosigns what extends what it saw, refuses rollback and forks.

A program of its own for a street office, a law school, an owners' committee: standard library
and `cryptography`, no Django, no database.

``./linli witness run --state DIR --log VKEY [--listen 127.0.0.1:8181] [--name NAME]``
``./linli witness follow OLD_ORIGIN NEW_VKEY --state DIR``
``./linli witness show --state DIR``
"""

import argparse
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from linli.journal.notes import NoteError
from linli.journal.witness_state import Answer, State, StateError

MAX_BODY = 64 * 1024


class Handler(BaseHTTPRequestHandler):
    """POST /add-checkpoint; GET / shows the witness's key."""

    state: ClassVar[State]
    protocol_version = "HTTP/1.1"
    server_version = "linli-witness"
    #: Seconds; a slow or silent client does not hold a thread for ever.
    timeout = 20

    def do_GET(self) -> None:
        known = self.path == "/"
        self._answer(Answer(200, f"{self.state.key.verifier}\n") if known else Answer(404, "\n"))

    def do_POST(self) -> None:
        if self.path != "/add-checkpoint":
            self.close_connection = True
            return self._answer(Answer(404, "POST /add-checkpoint\n"))
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MAX_BODY:
            self.close_connection = True
            return self._answer(Answer(413 if length.isdecimal() else 411, "\n"))
        try:
            body = self.rfile.read(int(length)).decode()
        except UnicodeDecodeError:
            return self._answer(Answer(400, "not UTF-8\n"))
        return self._answer(self.state.add_checkpoint(body))

    def _answer(self, answer: Answer) -> None:
        body = answer.body.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


def serve(state: State, listen: str) -> ThreadingHTTPServer:
    """A server that is bound; the caller runs it."""
    host, _, port = listen.rpartition(":")
    handler = type("Bound", (Handler,), {"state": state})
    return ThreadingHTTPServer((host, int(port)), handler)


def _run(options: argparse.Namespace) -> int:
    state = State(Path(options.state), options.name)
    for vkey in options.log:
        state.watch(vkey)
    server = serve(state, options.listen)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    sys.stdout.write(f"{state.key.verifier}\nhttp://{options.listen}/add-checkpoint\n")
    sys.stdout.flush()
    server.serve_forever(poll_interval=0.2)
    server.server_close()
    return 0


def _show(options: argparse.Namespace) -> int:
    state = State.existing(Path(options.state))
    sys.stdout.write(f"{state.key.verifier}\n")
    for origin in state.origins():
        sys.stdout.write(f"\n{state.last(origin) or f'{origin}: nothing seen yet'}\n")
    return 0


def _follow(options: argparse.Namespace) -> int:
    State.existing(Path(options.state)).follow(options.old_origin, options.new_vkey)
    sys.stdout.write("followed\n")
    return 0


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="./linli witness", description="Watch and cosign a log.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="answer add-checkpoint")
    run.add_argument("--log", action="append", default=[], help="the key of a log to watch")
    run.add_argument("--listen", default="127.0.0.1:8181")
    run.add_argument("--name", help="the witness's name, chosen once")
    run.set_defaults(does=_run)
    follow = commands.add_parser("follow", help="an operator's act: watch a log's successor")
    follow.add_argument("old_origin")
    follow.add_argument("new_vkey")
    follow.set_defaults(does=_follow)
    show = commands.add_parser("show", help="the key, and the last checkpoint of each log")
    show.set_defaults(does=_show)
    for each in (run, follow, show):
        each.add_argument("--state", required=True, help="the witness's own folder")
    options = parser.parse_args(arguments)
    try:
        return int(options.does(options))
    except (StateError, NoteError, OSError, ValueError) as error:
        sys.stderr.write(f"linli witness: {error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
