"""A certificate as PDF, with the same templates as its page."""

from typing import Any

from django.template.loader import render_to_string

from linli.ledger.printing import STYLE


def pdf(context: dict[str, Any]) -> bytes | None:
    """None where Pango is missing: then the page itself is printed from the browser."""
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher
    except OSError:
        return None
    html = render_to_string("timebank/certificate_print.html", context)
    made = weasyprint.HTML(string=html, url_fetcher=URLFetcher(allowed_protocols={"data"}))
    style = weasyprint.CSS(string=STYLE.read_text(encoding="utf-8"))
    return bytes(made.write_pdf(stylesheets=[style]))
