"""What happens in the time bank when something happens elsewhere."""

from linli.facts.identity import Erased
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.timebank.operations import erasing


@consumes(Erased)
def erase_words(event: Event) -> None:
    """A person closed the account."""
    erasing.forget(int(event.payload["person"]))
