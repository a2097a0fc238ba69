"""Write the description of the API that is committed, docs/openapi.json."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from linli.web.api import api


def described() -> str:
    """The description in English, with a newline at its end."""
    with translation.override("en"):
        schema = api.get_openapi_schema()
        return json.dumps(schema, indent=1, ensure_ascii=False, default=str) + "\n"


class Command(BaseCommand):
    help = "Write docs/openapi.json."

    def handle(self, **_: Any) -> None:
        file = settings.ROOT / "docs" / "openapi.json"
        file.write_text(described())
        self.stdout.write(str(file.relative_to(settings.ROOT)))
