"""The units of an estate as XLSX. No cell can become a formula: all text is written as text."""

import io
from collections.abc import Iterator
from decimal import Decimal

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import gettext as _

from linli.places import queries
from linli.places.models import Estate, Unit
from linli.places.roster.words import FINDINGS, HOLDINGS

BATCH = 1000


def export_units(estate: Estate) -> bytes:
    """Rooms, areas, masked owners, disputes. Two queries per thousand units."""
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(_("Units"))
        bold = book.add_format({"bold": True})
        two = book.add_format({"num_format": "0.00"})
        heads = [
            _("Building"), _("Stairwell"), _("Room"), _("Parking space"), _("Use"),
            _("Floor area in m²"), _("Who holds it"), _("Owners"), _("Disputed because"),
        ]  # fmt: skip
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for number, (unit, owners) in enumerate(_rows(estate), 1):
            texts = [
                unit.building.label, unit.stair, unit.room, _("yes") if unit.parking else "",
                unit.use, "", str(HOLDINGS[unit.holding]), "、".join(owners),
                " ".join(str(FINDINGS.get(code, code)) for code in unit.disputes),
            ]  # fmt: skip
            for column, text in enumerate(texts):
                if text:
                    sheet.write_string(number, column, text)
            if unit.area_centi is not None:
                sheet.write_number(number, 5, Decimal(unit.area_centi) / 100, two)
    return stream.getvalue()


def _rows(estate: Estate) -> Iterator[tuple[Unit, list[str]]]:
    rows = queries.units_of(estate).order_by("position", "pk")
    batch: list[Unit] = []
    for unit in rows.iterator(chunk_size=BATCH):
        batch.append(unit)
        if len(batch) == BATCH:
            yield from _with_owners(batch)
            batch = []
    yield from _with_owners(batch)


def _with_owners(batch: list[Unit]) -> Iterator[tuple[Unit, list[str]]]:
    owners = queries.owners_of(batch)
    return ((unit, owners.get(unit.pk, [])) for unit in batch)
