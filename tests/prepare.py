"""Run in a process of its own by `databases.template`: fill a fresh database for tests."""

import os
import sys

sys.path.insert(0, "src")
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django

django.setup()

from django.core.management import call_command

from linli.districts.operations import create_district


def main(what: str) -> None:
    if what == "demo":
        call_command("demo")
        return
    call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
    for schema, zh, en, code, host in (
        ("demo", "禅城区（示范）", "Chancheng (demo)", "440604", "localhost"),
        ("north", "北区（示范）", "North (demo)", "440605", "north.localhost"),
    ):
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
