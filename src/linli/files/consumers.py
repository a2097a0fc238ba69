"""What happens to files when something happens elsewhere."""

from linli.facts.identity import Erased
from linli.files import operations
from linli.journal.models import Event
from linli.journal.outbox import consumes


@consumes(Erased)
def erase_files(event: Event) -> None:
    """A person closed the account."""
    operations.erase_of(int(event.payload["person"]))
