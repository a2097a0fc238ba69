"""What happens to mandates when something happens elsewhere."""

from linli.facts.identity import Erased
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.representation.operations.mandates import erase_of


@consumes(Erased)
def erase_mandates(event: Event) -> None:
    """A person closed the account."""
    erase_of(int(event.payload["person"]))
