"""Streets and communities of a district from the official table, many at once.

Each row of the file (`.csv` or `.xlsx`): code, name in Chinese, name in English (may be empty). What
lies in what, the codes say, in whatever order they stand: a community's begins with its street's.
Rows before the first code are headings. What is known already is left as it is; a code with another
name is refused.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from linli.districts.context import current_schema, in_district
from linli.districts.models import District
from linli.kernel.actor import SYSTEM
from linli.kernel.errors import Refused, text_of
from linli.places.actions import establish
from linli.places.models import Place
from linli.places.roster.sheets import sheets_of
from linli.places.rules import DIGITS, is_code

WIDTH = 2
STREET = DIGITS[Place.Kind.STREET]


class Command(BaseCommand):
    help = "Enter streets and communities from a table (.csv or .xlsx): code, Chinese, English."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--district", default=settings.DEFAULT_DISTRICT)
        parser.add_argument("--preview", action="store_true", help="show only, change nothing")

    def handle(self, *, file: Path, district: str, preview: bool, **_options: Any) -> None:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        with in_district(district):
            try:
                self._run(data, preview=preview)
            except Refused as refusal:
                text = text_of(refusal.code, refusal.params)
                message = f"{refusal.code}: {text.title} {text.remedy}"
                raise CommandError(message) from refusal

    def _run(self, data: bytes, *, preview: bool) -> None:
        """Everything is looked at before anything is entered."""
        known = {place.code: place for place in Place.objects.all()}
        root = _root_values(known)
        around_of = {Place.Kind.STREET: len(root[0]), Place.Kind.COMMUNITY: STREET}
        codes = {root[0], *known}
        new: list[tuple[str, str, tuple[str, str], str]] = []
        # streets come before what lies in them
        for number, code, zh, en in sorted(_rows(data), key=lambda row: row[1]):
            if (there := known.get(code)) is not None:
                if there.name_zh != zh:
                    self._stop(number, code, _("this code has another name already"))
                continue
            kind = next((kind for kind in around_of if is_code(kind, code)), None)
            if kind is None:
                self._stop(number, code, _("the code of a street has 9 digits, a community's 12"))
            around = code[: around_of[kind]]
            if around not in codes or code in codes:
                self._stop(number, code, _("no place lies around it, or it stands here twice"))
            codes.add(code)
            new.append((kind, code, (zh, en or zh), around))
        for _level, code, (zh, _english), around in new:
            self.stdout.write(f"{code}  {zh}  ({around})")
        if preview or not new:
            sys.stderr.write(_("Nothing was changed.") + "\n")
            return
        if root[0] not in known:
            known[root[0]] = establish(
                SYSTEM, kind=Place.Kind.DISTRICT, code=root[0], names=root[1]
            )
        for level, code, names, around in new:
            known[code] = establish(
                SYSTEM, kind=level, code=code, names=names, parent=known[around].pk
            )

    def _stop(self, number: int, code: str, why: str) -> NoReturn:
        raise CommandError(f"{number}: {code}: {why}")


def _root_values(known: dict[str, Place]) -> tuple[str, tuple[str, str]]:
    for place in known.values():
        if place.kind == Place.Kind.DISTRICT:
            return place.code, (place.name_zh, place.name_en)
    district = District.objects.get(schema_name=current_schema())
    return district.region_code, (district.name_zh, district.name_en)


def _rows(data: bytes) -> Iterator[tuple[int, str, str, str]]:
    for sheet in sheets_of(data)[:1]:
        for number, row in enumerate(sheet.rows, 1):
            cells = [*(cell or "" for cell in row), "", ""]
            code, zh, en = cells[0], cells[1], cells[WIDTH]
            if code.isdecimal() and zh:
                yield number, code, zh, en
