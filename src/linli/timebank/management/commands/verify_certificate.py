"""Whether a certificate of voluntary service holds, by the SHA-256 on the paper."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from linli.districts.context import all_schemas, in_district
from linli.timebank.scope_oversight import verified


class Command(BaseCommand):
    help = "says issued, revoked or unknown, and where it stands in the public log; ends with 1 unless it holds"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("digest", help="64 digits and letters from a to f")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        for schema in all_schemas():
            with in_district(schema):
                found = verified(options["digest"])
            if found.state == "unknown":
                continue
            lines = {"issued": found.issued, "revoked": found.revoked}
            places = [f"{name}: log {e.log} entry {e.index}" for name, e in lines.items() if e]
            text = " · ".join([f"{schema}: {found.state}", *places])
            if found.state != "issued":
                raise CommandError(text)
            self.stdout.write(text)
            return
        raise CommandError("unknown")
