"""Minutes on paper."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

STYLE = Path(settings.STATICFILES_DIRS[0]) / "linli" / "paper.css"


def sheet(context: dict[str, Any]) -> bytes | None:
    """As PDF; None where Pango is missing, and the page itself is printed from the browser."""
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher
    except OSError:
        return None
    html = render_to_string("meetings/minutes_pdf.html", context)
    made = weasyprint.HTML(string=html, url_fetcher=URLFetcher(allowed_protocols={"data"}))
    style = weasyprint.CSS(string=STYLE.read_text(encoding="utf-8"))
    return bytes(made.write_pdf(stylesheets=[style]))
