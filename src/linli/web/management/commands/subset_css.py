"""Cut WeUI's sheet down to what our templates use; the result is committed."""

from typing import Any

from django.core.management.base import BaseCommand

from linli.web.subset import TARGET, subset


class Command(BaseCommand):
    help = "Write static/linli/weui.subset.css anew from the vendored WeUI and the templates."

    def handle(self, **_: Any) -> None:
        text = subset()
        TARGET.write_text(text)
        self.stdout.write(f"{TARGET.name}: {len(text)} bytes")
