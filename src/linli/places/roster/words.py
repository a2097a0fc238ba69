"""Findings, questions, reasons and refusals in plain words, for the clerk who must mend the file."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.errors import Text
from linli.places.roster.types import Finding

FINDINGS = {
    "id_length": _("The ID number does not have 18 characters."),
    "id_checksum": _("The last character of the ID number does not match the others."),
    "id_birth": _("The birth date inside the ID number does not exist or lies in the future."),
    "uscc_checksum": _("The unified social credit code is not valid."),
    "phone_missing": _("The phone number is missing."),
    "phone_invalid": _("This is not a phone number."),
    "area_missing": _("The floor area is missing."),
    "area_invalid": _("The floor area is not a positive number."),
    "owner_missing": _("The owner's name, or that of one of the owners, is missing."),
    "unit_duplicate": _("This unit stands in the roster twice."),
    "formula": _("The cell holds a formula instead of a value."),
    "building_missing": _("The row does not say in which building the unit lies."),
}
ROOM_MISSING = _("The row does not say which room it is.")

SEVERITIES = {
    "warning": _("imported, please complete"),
    "disputed": _("disputed: stays on the roll until it is settled"),
    "rejected": _("not imported"),
}

FIELDS = {
    "building": _("building"),
    "stair": _("stairwell"),
    "room": _("room number"),
    "floor": _("floor"),
    "kind": _("homes or parking spaces"),
    "address": _("address with building and room"),
    "area": _("floor area"),
    "owner": _("owner's name"),
    "id": _("ID number or credit code"),
    "phone": _("phone number"),
    "status": _("handed over or not"),
    "use": _("use of the unit"),
    "remark": _("remark"),
    "parking_no": _("number of the parking space"),
    "co_owner": _("further owners"),
    "co_owner_id": _("ID numbers of further owners"),
    "building_name": _("name of the building"),
}

QUESTIONS = {
    "ambiguous": _("Several columns may be this. Which one is it?"),
    "missing": _("No heading says that it is this. Which column is it, or is there none?"),
    "contradicts": _("The heading says so, the values do not. Which column is it?"),
    "value": _("What does this word in the column mean?"),
    "building_name": _("No column names the building. Which building is this sheet about?"),
    "floor": _(
        "Rooms are numbered anew on each floor. Do floor and room belong together, so that room 01 on "
        "floor 1 is room 101?"
    ),
    "kind": _("Does this sheet list homes, or parking spaces with the home of their owner?"),
}

KINDS = {"homes": _("homes and shops"), "parking": _("parking spaces")}

HOLDINGS = {
    "delivered": _("handed over to its owners"),
    "undelivered": _("sold, not handed over"),
    "unsold": _("not sold, the developer's"),
}

SKIPPED = {
    "hidden": _("This sheet is hidden in the file; make it visible if it belongs to the roster."),
    "empty": _("This sheet is empty."),
    "no_header": _("No row with headings was found on this sheet."),
    "not_units": _("This sheet does not list units or parking spaces."),
    "told": _("You said that this sheet does not belong to the roster."),
}

_SAVE = _("Save it in the spreadsheet program as an ordinary .xlsx file, then choose that one.")

REFUSALS = {
    "places.roster_empty": Text(
        _("The file is empty."), _("Choose the roster itself; perhaps the copying broke off."), 422
    ),
    "places.roster_too_large": Text(
        _("The file is larger than 40 MB."), _("Divide the roster by buildings."), 422
    ),
    "places.roster_pdf": Text(
        _("This is a PDF, whatever its name says."),
        _("Ask whoever made it for the table (.xlsx or .csv)."),
        422,
    ),
    "places.roster_encrypted": Text(
        _("The file is protected by a password."),
        _("Open it in the spreadsheet program, take the password away, and save it."),
        422,
    ),
    "places.roster_old_format": Text(
        _("This is a file of the old format .xls."),
        _SAVE,
        422,
    ),
    "places.roster_macros": Text(
        _("The file holds macros: programs that run by themselves."),
        _SAVE,
        422,
    ),
    "places.roster_broken": Text(
        _("The file is damaged or does not follow the format."),
        _SAVE,
        422,
    ),
    "places.roster_bomb": Text(
        _("The file unpacks to far more than a roster can be."),
        _SAVE,
        422,
    ),
    "places.roster_entities": Text(
        _("The file defines entities, which no spreadsheet does."),
        _SAVE,
        422,
    ),
    "places.roster_not_a_table": Text(
        _("This is neither an .xlsx nor a .csv table."),
        _SAVE,
        422,
    ),
    "places.roster_columns": Text(
        _("The table has too many columns."),
        _("Delete the empty columns on the right, then save it."),
        422,
    ),
    "places.roster_rows": Text(
        _("The table has too many rows."),
        _("Delete the empty rows at the end, or divide the roster by buildings."),
        422,
    ),
    "places.roster_cells": Text(
        _("The table has too many cells."),
        _("Delete what does not belong to the roster, or divide it by buildings."),
        422,
    ),
}


def text_of_finding(finding: Finding) -> str:
    """What is wrong, in the reader's language."""
    if finding.code == "building_missing" and finding.field == "room":
        return str(ROOM_MISSING)
    return str(FINDINGS[finding.code])
