"""Run in a process of its own by `databases.template`: fill a fresh database for tests."""

import os
import subprocess
import sys
import tempfile

sys.path.insert(0, "src")
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from psycopg import sql

from linli.districts.operations import create_district, migrate_shared
from tests.databases import pg_program

DISTRICTS = (
    ("demo", "禅城区（示范）", "Chancheng (demo)", "440604", "localhost"),
    ("north", "北区（示范）", "North (demo)", "440605", "north.localhost"),
)


def copy(source: str, target: str) -> None:
    """A second schema like the first, without the migrations' long way: dumped, renamed, restored."""
    url = os.environ["DATABASE_OWNER_URL"]
    with tempfile.NamedTemporaryFile(suffix=".dump") as dump:
        dumping = [pg_program("pg_dump"), "-Fc", "-n", source, "-f", dump.name, url]
        subprocess.run(dumping, check=True)
        with connection.cursor() as cursor:
            names = map(sql.Identifier, (source, target))
            cursor.execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}").format(*names))
        restoring = [pg_program("pg_restore"), "--exit-on-error", "-d", url, dump.name]
        subprocess.run(restoring, check=True)


def main(what: str) -> None:
    if what == "demo":
        # the matrix and the browsers begin in a community where nothing has happened yet
        call_command("demo", story=False)
        return
    migrate_shared()
    for schema, zh, en, code, host in DISTRICTS:
        if schema != DISTRICTS[0][0]:
            copy(DISTRICTS[0][0], schema)
        create_district(
            schema,
            name_zh=zh,
            name_en=en,
            log_origin=f"linli.example/{schema}",
            region_code=code,
            host=host,
        )
    call_command("make_keys")
    call_command("grant_roles")


main(sys.argv[1])
