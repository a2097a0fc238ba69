"""Fill the demo district, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from linli.districts.context import in_district
from linli.web.demo.filling import fill


class Command(BaseCommand):
    help = "Streets, seven pilot communities and people in every role; once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--without-story",
            action="store_false",
            dest="story",
            help="Without the hundred days of the first community.",
        )

    def handle(self, *, story: bool, **_: Any) -> None:
        with in_district(settings.DEFAULT_DISTRICT):
            self.stdout.write("filled" if fill(story=story) else "was filled before")
