"""What happens to orders when something happens elsewhere."""

from linli.facts.identity import Erased
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.mall import operations


@consumes(Erased)
def erase_orders(event: Event) -> None:
    """A person closed the account."""
    operations.erase_of(int(event.payload["person"]))
