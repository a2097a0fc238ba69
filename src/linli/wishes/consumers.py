"""What happens to wishes when something happens elsewhere."""

from linli.facts.identity import Erased
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.wishes import operations, operations_pool


@consumes(Erased)
def erase_wishes(event: Event) -> None:
    """A person closed the account."""
    person = int(event.payload["person"])
    operations_pool.forget_person(person)
    operations.erase_of(person)
