"""Background jobs of this module."""

from django.db import transaction
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.identity.models import Person
from linli.identity.operations.locking import open_grown_up


@app.periodic(cron="5 16 * * *")  # 00:05 in Shanghai
@app.task(name="linli.identity.grown_up")
def grown_up(timestamp: int) -> None:  # noqa: ARG001 (the schedule's own argument)
    """Who turned 14 over night no longer waits for a guardian."""
    for schema in all_schemas():
        with in_district(schema):
            for person in waiting():
                with transaction.atomic():
                    open_grown_up(person)


def waiting() -> list[int]:
    """Accounts that wait for a guardian's consent."""
    rows = Person.objects.filter(locked=Person.Locked.GUARDIAN).order_by("pk")
    return list(rows.values_list("pk", flat=True))
