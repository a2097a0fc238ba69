"""Writing down who looked at whose private data, and the daily limits on it."""

from collections.abc import Iterable
from datetime import datetime, time

from linli.identity.models import LookAlert, Person, PrivateAccess
from linli.identity.operations.locking import require_transaction
from linli.identity.parameters import LOOKS_PER_DAY
from linli.identity.rules import home_of, who
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused


def start_of_day() -> datetime:
    """Midnight in Shanghai."""
    return datetime.combine(clock.today(), time(), tzinfo=clock.LOCAL)


def write_look(actor: Actor, person: Person, part: str, reason: str) -> None:
    """One look at one field. Raises Refused beyond the day's limit; the last one raises an alert.

    Looks of one member of staff are counted under a lock on their own row, so that two windows
    cannot both take the last one.
    """
    require_transaction()
    limit = LOOKS_PER_DAY.get(part)
    if limit is not None:
        seen = _counted(actor, part)
        if seen >= limit:
            raise Refused("identity.too_many_looks", limit=limit)
        if seen + 1 == limit:
            LookAlert.objects.get_or_create(
                by_id=who(actor),
                day=clock.today(),
                defaults={"place": actor.place, "looks": limit},
            )
    write_looks(actor, [person], part, reason)


def write_looks(actor: Actor, people: Iterable[Person], part: str, reason: str) -> None:
    """The same field of several people, as a search shows them."""
    require_transaction()
    PrivateAccess.objects.bulk_create(
        [
            PrivateAccess(
                community=home_of(person),
                person=person,
                by_id=who(actor),
                capacity=actor.capacity,
                place=actor.place,
                field=part,
                reason=reason,
                at=clock.now(),
            )
            for person in people
        ]
    )


def _counted(actor: Actor, part: str) -> int:
    Person.objects.select_for_update(of=("self",)).get(pk=who(actor))
    looks = PrivateAccess.objects.across_communities("the limit counts all looks of one clerk")
    return looks.filter(by=actor.person, field=part, at__gte=start_of_day()).count()
