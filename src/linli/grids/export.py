"""The counts of an appraisal as XLSX: posts and numbers, no home, no words, no names."""

import io
from datetime import date

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import gettext as _

from linli.grids.models.work import Tag
from linli.grids.queries.work import Counted


def export_counts(rows: list[Counted], first: date, last: date) -> bytes:
    """A row per post. All text is written as text, so no cell can become a formula."""
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(_("Work in the grids"))
        bold = book.add_format({"bold": True})
        heads = [_("Post"), _("Where"), _("From"), _("Until"), _("Entries"), *map(str, Tag.labels)]
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for number, row in enumerate(rows, 1):
            texts = [str(row.post.get_kind_display()), row.post.scope]
            texts += [first.isoformat(), last.isoformat()]
            for column, text in enumerate(texts):
                sheet.write_string(number, column, text)
            for column, count in enumerate([row.entries, *row.cells], len(texts)):
                sheet.write_number(number, column, count)
    return stream.getvalue()
