"""What happens to awards when something happens elsewhere."""

from linli.awards.operations import deciding
from linli.facts.identity import Erased
from linli.journal.models import Event
from linli.journal.outbox import consumes


@consumes(Erased)
def erase_appeals(event: Event) -> None:
    """A person closed the account."""
    deciding.forget_words(int(event.payload["person"]))
