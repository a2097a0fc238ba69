"""Fill the demo district, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from linli.districts.context import in_district
from linli.web.demo.filling import fill


class Command(BaseCommand):
    help = "Streets, seven pilot communities and people in every role; once."

    def handle(self, **_: Any) -> None:
        with in_district(settings.DEFAULT_DISTRICT):
            self.stdout.write("filled" if fill() else "was filled before")
