"""`./linli`: what it starts it also stops, and every expected trouble ends in one clear line."""

import ast
import os
import signal
import socket
import subprocess
import sys

import pytest

from tests.scenarios.launcher import ROOT, Linli


@pytest.fixture
def linli(tmp_path):
    return Linli(tmp_path / "var")


@pytest.fixture
def ready(tmp_path, prepared):
    """After a first `up`."""
    return prepared(tmp_path / "var")


def one_line(done) -> str:
    """The refusal: exit code not 0, one line on stderr, no traceback."""
    assert done.returncode != 0
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("linli: ")
    return lines[0]


def test_up_serves_and_ctrl_c_stops_all_of_it(ready):
    with ready.up() as process:
        assert ready.get("/health") == "ok\n"
        assert ready.run("status").stdout.startswith(f"runs at http://localhost:{ready.port}/")
        assert "already runs" in one_line(ready.run("up", "--port", str(ready.port)))
        assert ready.get("/health") == "ok\n"
    assert process.returncode == 0
    assert ready.processes() == []
    stopped = ready.run("status")
    assert (stopped.returncode, stopped.stdout.splitlines()[0]) == (3, "stopped")
    # a second start finds everything made: no table is touched, nothing prepared again
    with ready.up() as process:
        output = (ready.data.parent / f"up-{ready.port}.log").read_text()
        assert "Tables" not in output
        assert ready.run("stop").stdout == "stopped.\n"
        assert process.wait(30) == 0
    assert ready.processes() == []


def test_a_killed_launcher_leaves_nothing_that_stands_in_the_way(ready):
    with ready.up(stop=False) as process:
        process.kill()
        process.wait(30)
    assert ready.processes() != []
    with ready.up():
        assert ready.get("/health") == "ok\n"
    assert ready.processes() == []


def test_stop_ends_what_a_killed_launcher_left(ready):
    with ready.up(stop=False) as process:
        process.kill()
        process.wait(30)
    assert "stopped now" in ready.run("stop").stdout
    assert ready.processes() == []


def test_sigterm_stops_like_ctrl_c(ready):
    with ready.up(stop=False) as process:
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert ready.processes() == []


def test_a_taken_port_is_named(linli):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", linli.port))
        taken.listen()
        line = one_line(linli.run("up", "--port", str(linli.port)))
    assert f"Port {linli.port} is taken by another program: try ./linli up --port" in line
    assert not (linli.data / "pg").exists()


def test_no_network_leaves_no_half_made_libraries(linli, tmp_path):
    offline = {
        "LINLI_VENV": str(tmp_path / "venv"),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
        "PIP_NO_CACHE_DIR": "1",
    }
    done = linli.run("up", "--port", str(linli.port), **offline)
    assert "is there a network?" in one_line(done)
    assert not (tmp_path / "venv").exists()
    assert not (linli.data / "pg").exists()


PROGRAM = """
import importlib.machinery, importlib.util, os
loader = importlib.machinery.SourceFileLoader("launcher", "linli")
launcher = importlib.util.module_from_spec(importlib.util.spec_from_loader("launcher", loader))
loader.exec_module(launcher)
launcher.draws_pdfs = lambda: os.path.exists(os.environ["DRAWS"])
os.geteuid = lambda: int(os.environ["IS"])
launcher.DATA.mkdir(exist_ok=True)
launcher.printing()
launcher.printing()
"""
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk"


@pytest.mark.parametrize(
    ("apt", "user", "calls", "says"),
    [
        ('touch "$DRAWS"', 0, ["update", "install"], "Installing libpango"),
        ("echo 'E: no network' >&2; exit 1", 0, ["update"], f"apt-get install {PACKAGES}"),
        ("exit 0", 1000, [], f"apt-get install {PACKAGES}"),
    ],
    ids=["root", "no network", "a user"],
)
def test_up_sees_to_pdfs_once_and_never_fails_of_it(linli, apt, user, calls, says):
    tmp_path = linli.data.parent
    asked = tmp_path / "asked"
    program = tmp_path / "apt-get"
    program.write_text(f'#!/bin/sh\necho "$*" >> "{asked}"\n{apt}\n')
    program.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=linli.env
        | {"PATH": f"{tmp_path}:/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}
        | {"DRAWS": str(tmp_path / "yes"), "IS": str(user)},
        text=True,
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count(says) == 1, done.stdout
    lines = asked.read_text().splitlines() if asked.exists() else []
    assert [line.split()[0] for line in lines] == calls
    assert all(PACKAGES in line for line in lines if line.startswith("install"))


def test_an_old_data_folder_is_named_not_guessed_at(linli):
    linli.data.mkdir()
    (linli.data / "format").write_text("0")
    assert "was made by another version of Linli" in one_line(linli.run("up"))
    assert sorted(p.name for p in linli.data.iterdir()) == ["format", "up.lock"]


def test_a_database_of_another_postgresql_is_left_alone(linli):
    (linli.data / "pg").mkdir(parents=True)
    (linli.data / "pg" / "PG_VERSION").write_text("12\n")
    (linli.data / "format").write_text("1")
    line = one_line(linli.run("up", "--port", str(linli.port)))
    assert "was made by PostgreSQL 12" in line
    assert [p.name for p in (linli.data / "pg").iterdir()] == ["PG_VERSION"]


def test_a_foreign_database_folder_is_left_alone(linli):
    (linli.data / "pg").mkdir(parents=True)
    (linli.data / "pg" / "something").write_text("precious")
    assert "holds a database that Linli did not make" in one_line(linli.run("up"))
    assert (linli.data / "pg" / "something").read_text() == "precious"


def test_a_full_disk_is_named(linli):
    linli.data.mkdir()
    script = f'mount -t tmpfs -o size=4m none "{linli.data}" && exec "{ROOT}/linli" up'
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script],
        env=linli.env,
        text=True,
        capture_output=True,
        check=False,
    )
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip("this machine lets nobody mount a small disk to fill")
    assert "MB are free" in one_line(done)


def test_production_with_demo_refuses_to_start(linli):
    line = one_line(
        linli.run("up", "--port", str(linli.port), LINLI_MODE="production", LINLI_DEMO="true")
    )
    assert "LINLI_DEMO must be off in production" in line


def test_the_wrong_python_is_told_so():
    source = (ROOT / "linli").read_text()
    ast.parse(source, feature_version=(3, 7))
    old = (
        "import sys; sys.version_info = (3, 8, 1); sys.argv = ['linli']; exec(open('linli').read())"
    )
    done = subprocess.run(
        [sys.executable, "-c", old],
        env={"PATH": ""},
        text=True,
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert (done.returncode, done.stderr) == (
        1,
        "linli: needs Python 3.11 or newer; this is 3.8.\n",
    )


def test_unknown_words_are_refused(linli):
    assert linli.run("up", "--prot", "1").returncode == 2
    assert linli.run("dance").returncode == 2
