"""PostgreSQL's own benchmark, the measure that our figures are ratios to.

`./linli bench` names the program and the server in the environment.
"""

import os
import re
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

SECONDS = 5
CLIENTS = 4


def pgbench(
    *words: str,
    script: str = "",
    schema: str = "",
    clients: int = CLIENTS,
    seconds: int = SECONDS,
) -> float:
    """Transactions a second, durable.

    Without a script TPC-B at scale 10, on a database of its own; a script runs in a district's
    `schema` of the platform's database.
    """
    program, url = os.environ["LINLI_PGBENCH"], os.environ["LINLI_PGBENCH_URL"]
    threads = ["-c", str(clients), "-j", "2", "-T", str(seconds)]
    with tempfile.TemporaryDirectory() as folder:
        target = urlsplit(url)._replace(path="/pgbench").geturl()
        if script:
            file = Path(folder) / "script.sql"
            file.write_text(script)
            words = ("-f", str(file), *words)
            target = _in_schema(url, schema)
        done = subprocess.run(  # noqa: S603 (our own program)
            [program, "-n", *threads, *words, target], text=True, capture_output=True, check=False
        )
    found = re.search(r"tps = ([\d.]+)", done.stdout)
    if done.returncode or not found:
        raise RuntimeError(done.stderr.strip() or done.stdout.strip())
    return float(found[1])


def _in_schema(url: str, schema: str) -> str:
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    query["options"] = f"-csearch_path={schema},public"
    return parts._replace(query=urlencode(query)).geturl()


def prepare_pgbench() -> None:
    """The database that TPC-B runs on; once per server."""
    program, url = os.environ["LINLI_PGBENCH"], os.environ["LINLI_PGBENCH_URL"]
    psql = program.replace("pgbench", "psql")
    target = urlsplit(url)._replace(path="/pgbench").geturl()
    known = subprocess.run(  # noqa: S603 (our own program)
        [psql, url, "-qAtc", "SELECT 1 FROM pg_database WHERE datname = 'pgbench'"],
        text=True,
        capture_output=True,
        check=True,
    )
    if known.stdout.strip():
        return
    for command in (
        [psql, url, "-qc", "CREATE DATABASE pgbench"],
        [program, "-i", "-s", "10", "-q", target],
    ):
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (our own programs)
