"""With DATABASE_URL the launcher uses a server of one's own and makes none."""

import os
import re
from pathlib import Path

import psycopg
import pytest

from tests.databases import as_owner, drop, url_of
from tests.scenarios.launcher import Linli


@pytest.fixture
def external(worker_id):
    """An empty database on the test run's server, which plays somebody's own server."""
    name = f"external_{worker_id}_{os.getpid()}"
    drop(name)
    as_owner("CREATE DATABASE {}", name)
    yield url_of(name)
    drop(name)


def environments(linli: Linli) -> dict[str, set[str]]:
    """Program -> names of the environment variables that it was given."""
    found: dict[str, set[str]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environ = (folder / "environ").read_bytes().decode(errors="replace").split("\0")
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if f"LINLI_DATA={linli.data}" in environ:
            program = re.search(r"granian|run_worker|run_sequencer", command)
            if program:
                found[program[0]] = {each.partition("=")[0] for each in environ}
    return found


def test_an_external_server_is_used_and_its_owner_stays_unknown_to_the_application(
    tmp_path, external
):
    linli = Linli(tmp_path / "var", DATABASE_URL=external, LINLI_DEMO="false")
    with linli.up():
        assert not (linli.data / "pg").exists()
        with psycopg.connect(external) as owner:
            (tables,) = owner.execute(
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'demo'"
            ).fetchone()
            assert tables > 10
        given = environments(linli)
        assert set(given) == {"granian", "run_worker", "run_sequencer"}
        for program, names in given.items():
            assert "DATABASE_APP_URL" in names, program
            assert not names & {"DATABASE_URL", "DATABASE_OWNER_URL"}, program
    assert linli.processes() == []
    assert (linli.data / "keys" / "database_app_password").stat().st_mode & 0o777 == 0o600


def test_a_server_that_does_not_answer_is_named(tmp_path):
    linli = Linli(tmp_path / "var", DATABASE_URL="postgresql://nobody@127.0.0.1:9/linli")
    done = linli.run("up", "--port", str(linli.port))
    assert done.returncode == 1
    assert done.stderr.startswith("linli: The database refuses: ")
    assert len(done.stderr.strip().splitlines()) == 1
