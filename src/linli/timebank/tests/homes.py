"""A home in which people of the town live."""

from django.db import transaction

from linli.kernel import clock
from linli.places.models import Building, Estate, Unit
from linli.residence.models import Residence


def move_in_together(bank, *names: str) -> Unit:
    with transaction.atomic():
        estate = Estate.objects.create(
            community_id=bank.community, name_zh="花园", name_en="Garden", since=clock.today()
        )
        building = Building.objects.create(estate=estate, key="1", label="1栋")
        unit = Unit.objects.create(
            community=bank.community, estate=estate, building=building, room="101", room_key="101"
        )
        for name in names:
            Residence.objects.create(
                community=bank.community,
                unit=unit,
                person=bank.person(name),
                relation="family",
                ground="papers",
                since=clock.today(),
            )
    return unit
