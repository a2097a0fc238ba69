"""The worker of background jobs, for all districts."""

from typing import Any

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app


class Command(BaseCommand):
    help = "Run background jobs until told to stop."

    def handle(self, **_: Any) -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as ready:  # type: ignore[attr-defined]
            ready.run_worker(concurrency=4)
