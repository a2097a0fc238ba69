"""Messages and static files into the data folder; needs no database."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from linli.web.messages import compile_messages


class Command(BaseCommand):
    help = "Compile the messages and collect the static files."
    requires_system_checks = ()

    def handle(self, **_: Any) -> None:
        compile_messages(settings.ENV.data / "locale")
        call_command("collectstatic", interactive=False, verbosity=0)
