"""Statements to take home: a workbook, and a passbook on paper."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from linli.kernel import clock
from linli.ledger.queries import Line

STYLE = Path(settings.STATICFILES_DIRS[0]) / "linli" / "paper.css"


def workbook(lines: Sequence[Line], unit: str) -> bytes:
    """A row per transfer, oldest first. Text is written as text: no cell becomes a formula."""
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(_("Statement"))
        bold = book.add_format({"bold": True})
        heads = [
            _("No."),
            _("Day"),
            _("What for"),
            _("More"),
            _("In or out"),
            _("Balance"),
            _("Unit"),
        ]
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        sheet.set_column(2, 3, 28)
        for number, line in enumerate(lines, 1):
            day = clock.day_of(line.transfer.at).isoformat()
            sheet.write_number(number, 0, line.seq)
            for column, text in enumerate((day, line.about.title, line.about.note), 1):
                sheet.write_string(number, column, str(text))
            sheet.write_number(number, 4, line.change)
            sheet.write_number(number, 5, line.after)
            sheet.write_string(number, 6, unit)
    return stream.getvalue()


def passbook(context: dict[str, Any]) -> bytes | None:
    """As PDF; None where Pango is missing, and the page itself is printed from the browser."""
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher
    except OSError:
        return None
    html = render_to_string("ledger/passbook_print.html", context)
    made = weasyprint.HTML(string=html, url_fetcher=URLFetcher(allowed_protocols={"data"}))
    style = weasyprint.CSS(string=STYLE.read_text(encoding="utf-8"))
    return bytes(made.write_pdf(stylesheets=[style]))
