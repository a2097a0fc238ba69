"""Drive `./linli` as a person does: in a folder of its own, through its words and its exit code."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: What the test run itself set and a newcomer's shell does not have.
FOREIGN = ("LINLI_", "DATABASE_", "DJANGO_", "PYTHONPATH", "PYTEST_")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Linli:
    """One data folder and the launcher's commands on it."""

    def __init__(self, data: Path, **env: str) -> None:
        self.data = data
        self.program = ROOT / "linli"
        #: words before the launcher, to run it as somebody else
        self.prefix: list[str] = []
        self.port = free_port()
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(FOREIGN)}
        self.env |= {"LINLI_DATA": str(data), **env}

    def run(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.prefix, self.program, *words],
            env=self.env | env,
            text=True,
            capture_output=True,
            check=False,
            timeout=900,
        )

    @contextlib.contextmanager
    def up(self, *words: str, stop: bool = True):
        """Run `up` until it answers; afterwards stop it as Ctrl-C does."""
        with (self.data.parent / f"up-{self.port}.log").open("w+") as output:
            process = subprocess.Popen(
                [*self.prefix, self.program, "up", "--port", str(self.port), *words],
                env=self.env,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
            try:
                self._wait(process, output)
                yield process
            finally:
                if stop and process.poll() is None:
                    process.send_signal(signal.SIGINT)
                process.wait(60)

    def _wait(self, process, output) -> None:
        end = time.monotonic() + 600  # a first start fetches the libraries; one that dies ends this
        while not self.answers(process.pid):
            if process.poll() is not None or time.monotonic() > end:
                output.seek(0)
                raise AssertionError(f"up did not come up: {output.read()}")
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(0.1)

    def answers(self, launcher: int) -> bool:
        """Whether this very launcher says that it is ready, and the server answers."""
        with contextlib.suppress(OSError, ValueError):
            state = json.loads((self.data / "up.json").read_text())
            return state["pid"] == launcher and self.get("/health") == "ok\n"
        return False

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.read().decode()

    def processes(self) -> list[str]:
        """Command lines of all processes that still belong to this data folder."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                environ = (folder / "environ").read_bytes()
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
                mine = f"LINLI_DATA={self.data}".encode() in environ.split(b"\0")
                if state != "Z" and (mine or str(self.data) in command):
                    found.append(command)
        return found
