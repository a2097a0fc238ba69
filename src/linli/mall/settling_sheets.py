"""The settlement file: a line for each order, for the treasurer. Nobody's name stands in it."""

import csv
import io
from collections.abc import Iterable

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from linli.kernel import clock
from linli.mall.models import Settlement
from linli.mall.queries_money import lines_of

Cell = str | int


def heads() -> list[str]:
    return [
        _("Order no."),
        _("Day"),
        pgettext("mall", "What"),
        pgettext("settlement", "Points"),
        _("Fen"),
        _("Who pays"),
    ]


def rows(settlement: Settlement) -> Iterable[list[Cell]]:
    """Each order; what was given back after payment has a minus; the sums last."""
    for order, sign in lines_of(settlement):
        at = order.collected_at or order.at
        sponsor = (
            order.offer.budget.organisation.name
            if order.fen_transfer and order.offer.budget
            else ""
        )
        yield [
            order.pk,
            clock.day_of(at).isoformat(),
            order.offer.title,
            sign * order.price,
            sign * order.fen,
            sponsor or pgettext("settlement", "the community"),
        ]
    yield [_("Sum"), settlement.last.isoformat(), "", settlement.points, settlement.fen, ""]


def workbook(settlement: Settlement) -> bytes:
    """Text is written as text: no cell becomes a formula."""
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(pgettext("mall", "Settlement"))
        bold = book.add_format({"bold": True})
        for column, head in enumerate(heads()):
            sheet.write_string(0, column, head, bold)
        sheet.set_column(2, 2, 28)
        for number, row in enumerate(rows(settlement), 1):
            for column, cell in enumerate(row):
                write = sheet.write_number if isinstance(cell, int) else sheet.write_string
                write(number, column, cell)
    return stream.getvalue()


def table(settlement: Settlement) -> bytes:
    """Comma separated, as spreadsheets open it; what begins like a formula is text."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(heads())
    for row in rows(settlement):
        writer.writerow([_plain(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> Cell:
    risky = isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"}
    return f"'{cell}" if risky else cell
