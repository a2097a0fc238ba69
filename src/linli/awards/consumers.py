"""What happens to awards when something happens elsewhere."""

from linli.awards.operations import deciding, sanctioning
from linli.facts.identity import Erased
from linli.journal.models import Event
from linli.journal.outbox import consumes


@consumes(Erased)
def erase_appeals(event: Event) -> None:
    """A person closed the account."""
    person = int(event.payload["person"])
    deciding.forget_words(person)
    sanctioning.forget_words(person)
