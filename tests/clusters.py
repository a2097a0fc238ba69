"""A PostgreSQL of a test's own, durable as in service, that may be killed."""

import contextlib
import importlib.machinery
import importlib.util
import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path
from typing import Any

from django.db import connection, connections

from tests.databases import ROOT, pg_program, url_of


def launcher() -> Any:
    """`./linli` as a module."""
    loader = importlib.machinery.SourceFileLoader("launcher", str(ROOT / "linli"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("launcher", loader))
    loader.exec_module(module)
    return module


class Cluster:
    """`owner` and `app` are the addresses of its one database, a copy of the one named `source`."""

    def __init__(self, folder: Path, source: str) -> None:
        self.program = launcher()
        self.server = self.program.Embedded(folder)
        self.server.init()
        self.server.start()
        self.program.make_roles(self.server)
        self.owner, self.app = self.server.url("linli_owner"), self.server.url("linli_app")
        dump = folder / "source.dump"
        for command in (
            [pg_program("pg_dump"), "-Fc", "-f", dump, url_of(source)],
            [pg_program("pg_restore"), "--exit-on-error", "-j", "2", "-d", self.owner, dump],
        ):
            subprocess.run(command, check=True)

    def enter(self) -> None:
        """This process works on it from now on, as the application's role."""
        connections.close_all()
        for settings in (connection.settings_dict, connections.databases["default"]):
            settings.update(NAME="linli", HOST=str(self.server.socket))

    def kill(self) -> None:
        """`kill -9` of the postmaster and every process of it."""
        first = int((self.server.data / "postmaster.pid").read_text().split()[0])
        family = [first, *_children(first)]
        for pid in family:
            with contextlib.suppress(ProcessLookupError):  # one that was about to end anyway
                os.kill(pid, signal.SIGKILL)
        while any(_lives(pid) for pid in family):
            threading.Event().wait(0.01)
        # its number may stand in the table of processes until somebody asks for it
        for lock in (self.server.data / "postmaster.pid", *self.server.socket.glob("*.lock")):
            lock.unlink()

    def start(self) -> None:
        """After a kill: it recovers from its log."""
        self.server.start()

    def close(self) -> None:
        self.server.stop()
        shutil.rmtree(self.server.data, ignore_errors=True)


def _stat(pid: str) -> list[str]:
    """State and parent first, after the name in brackets."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["X", "0"]


def _children(parent: int) -> list[int]:
    found = [each.name for each in Path("/proc").iterdir() if each.name.isdecimal()]
    return [int(pid) for pid in found if _stat(pid)[1] == str(parent)]


def _lives(pid: int) -> bool:
    return _stat(str(pid))[0] not in {"X", "Z"}
