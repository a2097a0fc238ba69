"""Print the figures of all modules. Run by `./linli bench`, which starts what they need."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from linli.awards import bench as awards
from linli.districts.context import in_district
from linli.journal import bench as journal
from linli.ledger import bench as ledger
from linli.places import bench as places
from linli.recognition import bench as recognition
from linli.resolutions import bench as board
from linli.stalling import bench as stalling
from linli.voting import bench as voting
from linli.voting import bench_exports as exports
from linli.voting import bench_proof as proof
from linli.web import bench as web
from linli.web import bench_activities as activities
from linli.web import bench_ballots as ballots
from linli.web import bench_mall as mall
from linli.web import bench_meetings as meetings
from linli.web import bench_polls as polls
from linli.web import bench_timebank as timebank
from linli.wishes import bench as wishes

MODULES = {
    "web": web,
    "journal": journal,
    "places": places,
    "voting": voting,
    "exports": exports,
    "proof": proof,
    "ballots": ballots,
    "wishes": wishes,
    "activities": activities,
    "ledger": ledger,
    "awards": awards,
    "recognition": recognition,
    "timebank": timebank,
    "mall": mall,
    "stalling": stalling,
    "board": board,
    "meetings": meetings,
    "polls": polls,
}
#: Minutes each: only when asked for by name.
LONG = {"everybody": awards.run_everybody}


class Command(BaseCommand):
    help = "Figures, as ratios to something measured in the same run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", choices=[*MODULES, *LONG], help="the figures of one module")

    def handle(self, **options: Any) -> None:
        for name in [options["only"]] if options["only"] else MODULES:
            self.stdout.write(f"\n{name}")
            with in_district(settings.DEFAULT_DISTRICT):
                figures = LONG[name]() if name in LONG else MODULES[name].run()
            for title, figure in figures:
                self.stdout.write(f"  {title:<60} {figure}")
