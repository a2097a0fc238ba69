"""The quick way through the migrations leaves the same tables as Django's own."""

import os
import subprocess
import sys

import pytest

from tests.databases import APP, ROOT, as_owner, drop, pg_program, url_of

PLAIN = """
from contextlib import nullcontext
from linli.districts import migrating
migrating.few_drawn = nullcontext
"""
MAKE = """
from linli.districts.operations import create_district, migrate_shared
migrate_shared()
create_district(
    "demo", host="localhost", name_zh="区", name_en="District", log_origin="linli.example/demo",
    region_code="440604",
)
"""


def tables(name: str, program: str) -> list[str]:
    """The tables, indexes, constraints and triggers of a district that this program made."""
    as_owner("CREATE DATABASE {}", name)
    try:
        owner = url_of(name)
        env = {**os.environ, "LINLI_ROLE": "owner", "DATABASE_OWNER_URL": owner}
        env |= {"DATABASE_APP_URL": url_of(name, APP), "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", "django", "shell", "-v", "0", "-c", program]
        subprocess.run(command, env=env, check=True, cwd=ROOT)
        dumping = [pg_program("pg_dump"), "--schema-only", "--no-owner", owner]
        dump = subprocess.run(dumping, check=True, text=True, capture_output=True).stdout
    finally:
        drop(name)
    return [line for line in dump.splitlines() if not line.startswith(("--", "\\"))]


@pytest.mark.long
def test_a_district_is_the_same_by_the_quick_way_and_by_djangos_own():
    quick = tables(f"quick_{os.getpid()}", MAKE)
    assert sum(line.startswith("CREATE TABLE demo.") for line in quick) > 200
    assert tables(f"plain_{os.getpid()}", PLAIN + MAKE) == quick
