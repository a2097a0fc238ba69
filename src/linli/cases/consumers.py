"""What happens to joint cases when something happens elsewhere."""

from linli.cases.operations.cases import erase_of
from linli.facts.identity import Erased
from linli.journal.models import Event
from linli.journal.outbox import consumes


@consumes(Erased)
def erase_words_in_cases(event: Event) -> None:
    """A person closed the account."""
    erase_of(int(event.payload["person"]))
