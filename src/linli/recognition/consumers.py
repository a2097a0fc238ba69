"""What happens to recognition when something happens elsewhere."""

from linli.facts.identity import Erased
from linli.facts.recognition import BadgesAdopted
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel import clock
from linli.recognition import operations
from linli.recognition.operations import selections


@consumes(Erased)
def erase_recognition(event: Event) -> None:
    """A person closed the account."""
    operations.erase_person(int(event.payload["person"]))
    selections.erase_person(int(event.payload["person"]))


@consumes(BadgesAdopted)
def give_at_once(event: Event) -> None:
    """What holds from today on is looked at today; later days are the nightly job's."""
    if event.payload["edition"] and event.payload["since"] <= clock.today().isoformat():
        operations.settle_soon()
