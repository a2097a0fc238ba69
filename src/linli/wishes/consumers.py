"""What happens to wishes when something happens elsewhere."""

from linli.facts.identity import Erased
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.wishes import operations


@consumes(Erased)
def erase_wishes(event: Event) -> None:
    """A person closed the account."""
    operations.erase_of(int(event.payload["person"]))
