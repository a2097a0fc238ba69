"""The sequencer of all districts' logs."""

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from linli.districts.context import all_schemas, in_district
from linli.journal import cosigning
from linli.journal.operations_log import integrate
from linli.journal.sequencer import Sequencer


class Command(BaseCommand):
    help = "Take pending leaves into the logs until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="take what waits, then end")

    def handle(self, *, once: bool, **_: Any) -> None:
        if once:
            for schema in all_schemas():
                with in_district(schema):
                    while integrate():
                        pass
                    cosigning.cosign()
            return
        sequencer = Sequencer()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: sequencer.stop.set())
        self.stdout.write("the sequencer runs")
        self.stdout.flush()
        sequencer.run()
