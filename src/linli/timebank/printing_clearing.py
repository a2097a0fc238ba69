"""The settlement between two communities as a workbook."""

import io
from collections.abc import Iterable

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import gettext as _

from linli.timebank.scope_clearing import Month


def workbook(rows: Iterable[Month], *, here: str, there: str) -> bytes:
    """One line a month; no text becomes a formula."""
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(_("Settlement"))
        bold = book.add_format({"bold": True})
        heads = [
            _("Month"),
            _("%(here)s to %(there)s, minutes") % {"here": here, "there": there},
            _("%(there)s to %(here)s, minutes") % {"here": here, "there": there},
            _("Net of the month"),
            _("Stands at its end"),
        ]
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        sheet.set_column(0, len(heads) - 1, 24)
        for number, row in enumerate(rows, 1):
            sheet.write_string(number, 0, f"{row.first:%Y-%m}")
            for column, value in enumerate((row.sent, row.received, row.net, row.after), 1):
                sheet.write_number(number, column, value)
    return stream.getvalue()
