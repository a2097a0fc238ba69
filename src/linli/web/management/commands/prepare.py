"""All that a start needs and that only changes with the code; idempotent, run by the owner."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from linli.districts.migrating import migrate
from linli.districts.operations import create_district, migrate_shared


class Command(BaseCommand):
    help = "Migrate public and the districts, grant rights, compile messages, collect static files."

    def handle(self, **_: Any) -> None:
        call_command("collect")
        migrate_shared()
        create_district(settings.DEFAULT_DISTRICT, host="localhost", **settings.DISTRICT)
        migrate(tenant=True)
        call_command("make_keys")
        call_command("grant_roles")
        if settings.DEMO:
            call_command("demo")
