"""Recompute every invariant of every ledger: for an auditor at the machine, and for a schedule."""

import sys
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from linli.districts.context import in_district
from linli.ledger.audit import audit
from linli.ledger.digests import differing
from linli.ledger.models import Transfer


class Command(BaseCommand):
    help = "Audit the ledgers of a district; ends with 1 where an invariant does not hold."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--district", default=settings.DEFAULT_DISTRICT)

    def handle(self, **options: Any) -> None:
        with in_district(options["district"]):
            start = time.perf_counter()
            breaches = audit()
            middle = time.perf_counter()
            days = differing()
            end = time.perf_counter()
            count = Transfer.objects.count()
        for breach in breaches:
            self.stdout.write(f"BREACH {breach.invariant}: {', '.join(map(str, breach.ids))}")
        for ledger, day in days:
            self.stdout.write(f"BREACH digest of ledger {ledger}, {day}: transfers were changed")
        self.stdout.write(
            f"{count:,} transfers: {len(breaches)} invariants broken in {middle - start:.1f} s, "
            f"{len(days)} digests differ in {end - middle:.1f} s"
        )
        if breaches or days:
            sys.exit(1)
