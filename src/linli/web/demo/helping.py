"""One mandate in the first community: a young owner reads notices to a grandmother and answers for her."""

from datetime import timedelta

from linli.identity.models import Person
from linli.identity.queries import person_by_phone
from linli.kernel import clock
from linli.mandates import actions
from linli.mandates.limits import limits
from linli.mandates.models import of_person
from linli.web.acting import as_resident
from linli.web.demo.people import BY_KEY
from linli.web.demo.places import COMMUNITIES

DEEDS = ("corner", "duties", "inbox")


def help_each_other() -> None:
    """Once: where they have a mandate already, whatever became of it, nothing is added."""
    key = COMMUNITIES[0][0]
    grandmother, owner = (_living(f"{role}-{key}") for role in ("grandmother", "owner"))
    if grandmother is None or owner is None or of_person(grandmother.pk).exists():
        return
    offered, _code = actions.offer(
        as_resident(grandmother),
        deeds=DEEDS,
        bond="family",
        until=clock.today() + timedelta(days=limits().proposed_days),
        helper=owner.public_id,
    )
    actions.accept(as_resident(owner), mandate=offered.pk)


def _living(key: str) -> Person | None:
    person = person_by_phone(BY_KEY[key].phone)
    return person if person is not None and person.is_active else None
