"""Template databases and their clones, made as the owner's role outside Django's connection."""

import fcntl
import hashlib
import os
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


def as_owner(statement: str, *names: str) -> None:
    with psycopg.connect(url_of("postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def drop(name: str) -> None:
    as_owner("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def clone(source: str, name: str) -> None:
    drop(name)
    as_owner("CREATE DATABASE {} TEMPLATE {} STRATEGY WAL_LOG", name, source)


def fingerprint() -> str:
    """Migrations, models, settings, demo data and library versions."""
    digest = hashlib.sha256()
    files = [ROOT / "requirements-dev.lock", *sorted((ROOT / "src").rglob("*.py"))]
    wanted = ("migrations/", "models", "config/", "demo/", "immutable", "grant_roles", "districts/")
    for file in files:
        if file.suffix == ".lock" or any(part in str(file) for part in wanted):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


@cache
def template(*, demo: bool = False) -> str:
    """The template's name; made by the first worker that asks, under a file lock.

    Districts `demo` and `north`, migrated and granted; with `demo` also the demo people.
    """
    name = f"template_{'demo_' if demo else ''}{fingerprint()}"
    with (Path(os.environ["LINLI_DATA"]) / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with psycopg.connect(url_of("postgres"), autocommit=True) as connection:
            found = connection.execute(
                "SELECT datistemplate FROM pg_database WHERE datname = %s", [name]
            ).fetchone()
        if not found or not found[0]:
            _make(name, demo=demo)
    return name


def _make(name: str, *, demo: bool) -> None:
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
