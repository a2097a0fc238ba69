"""One's own statement to take home: a workbook, and a sheet on paper."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.recognition.shown import Line

STYLE = Path(settings.STATICFILES_DIRS[0]) / "linli" / "paper.css"


def workbook(rows: Sequence[Line]) -> bytes:
    """A row per deed, oldest first. Text is written as text: no cell becomes a formula."""
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(_("Record of deeds"))
        bold = book.add_format({"bold": True})
        heads = [
            _("Day"),
            pgettext("record", "What it was"),
            _("Minutes"),
            _("Counts"),
            _("Fact no."),
        ]
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        sheet.set_column(0, 1, 24)
        for number, line in enumerate(rows, 1):
            sheet.write_string(number, 0, line.row.day.isoformat())
            sheet.write_string(number, 1, str(line.title))
            sheet.write_number(number, 2, line.row.minutes)
            sheet.write_string(number, 3, str(line.state))
            sheet.write_number(number, 4, line.row.event)
    return stream.getvalue()


def sheet(context: dict[str, Any]) -> bytes | None:
    """As PDF; None where Pango is missing, and the page itself is printed from the browser."""
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher
    except OSError:
        return None
    html = render_to_string("recognition/record_pdf.html", context)
    made = weasyprint.HTML(string=html, url_fetcher=URLFetcher(allowed_protocols={"data"}))
    style = weasyprint.CSS(string=STYLE.read_text(encoding="utf-8"))
    return bytes(made.write_pdf(stylesheets=[style]))
