"""Background jobs of this module."""

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from linli.districts.context import all_schemas, in_district
from linli.identity.models import Person
from linli.identity.operations.locking import open_grown_up
from linli.identity.operations.phones import TELL, forget_former_phone
from linli.identity.queries import private_of
from linli.identity.signin.sms import gateway

#: The gateway is asked again for about a day, then the number before is let go.
TELLING = RetryStrategy(max_attempts=16, exponential_wait=2)


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


@app.task(name=TELL, retry=TELLING)
def tell_former_phone(*, schema: str, person: int) -> None:
    """The number before hears that it opens the record no more; then it is forgotten."""
    with in_district(schema):
        found = Person.objects.select_related("private").filter(pk=person).first()
        private = private_of(found) if found else None
        number = private.read("former_phone") if private else None
        if found is None or private is None or number is None:
            return  # told before, or erased meanwhile
        key = f"{schema}-{person}-{bytes(private.former_phone or b'')[-8:].hex()}"
        gateway().tell_of_change(number, key=key, language=found.language)
        with transaction.atomic():
            forget_former_phone(person)
