"""The first administrator of a district, or the way back in when no administrator has one left.

Afterwards administrators give each other codes on the pages; then this command refuses.
"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from linli.districts.context import current_schema, in_district
from linli.districts.models import District
from linli.identity.actions.desk import verify_at_the_server
from linli.identity.models import Person
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Capacity
from linli.kernel.errors import Refused, text_of
from linli.organisations import actions, queries
from linli.organisations.models import Organisation
from linli.places.actions import establish
from linli.places.models import Place

SEAT = "administrator"


class Command(BaseCommand):
    help = "Make somebody the first administrator, and print the code for their second factor."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", help="the person's number, as it stands under “Me”")
        parser.add_argument("--district", default=settings.DEFAULT_DISTRICT)

    def handle(self, *, number: str, district: str, **_: Any) -> None:
        with in_district(district):
            try:
                self._run(number.upper())
            except Refused as refusal:
                text = text_of(refusal.code, refusal.params)
                message = f"{refusal.code}: {text.title} {text.remedy}"
                raise CommandError(message) from refusal

    def _run(self, number: str) -> None:
        found = Person.objects.filter(public_id=number, is_active=True).first()
        if found is None:
            raise Refused("organisations.nobody")
        if queries.administrators().filter(person__vouched_at__isnull=False).exists():
            raise Refused("organisations.ask_an_administrator")
        if found.level < Person.Level.REAL_NAME:
            # asked for, not given as arguments: those stand in the shell's history
            name, paper = input("Full name, as on the papers: "), input("ID number: ")
            verify_at_the_server(SYSTEM, person=found.pk, name=name, id_number=paper)
        if not queries.administrators().filter(person=found).exists():
            self._appoint(number)
        code = actions.give_factor_code(SYSTEM, person=number)
        self.stdout.write(f"{code[:4]} {code[4:8]} {code[8:]}")
        self.stderr.write("Good for 24 hours, once: Me › Passkeys and second proof.")

    def _appoint(self, number: str) -> None:
        root = Place.objects.filter(kind=Place.Kind.DISTRICT).first() or _root()
        bodies = Organisation.objects.filter(kind=Organisation.Kind.DISTRICT, ended=False)
        names = (root.name_zh, root.name_en)
        body = bodies.first() or actions.found(
            SYSTEM, kind=Organisation.Kind.DISTRICT, place=root.pk, names=names
        )
        actions.appoint(
            SYSTEM,
            organisation=body.pk,
            person=number,
            capacity=Capacity.DISTRICT_ADMIN,
            place=root.pk,
            since=clock.today(),
            seat=SEAT,
            ground="首任平台管理员，由服务器运维人员录入 First administrator, entered at the server",
        )


def _root() -> Place:
    district = District.objects.get(schema_name=current_schema())
    return establish(
        SYSTEM,
        kind=Place.Kind.DISTRICT,
        code=district.region_code,
        names=(district.name_zh, district.name_en),
    )
