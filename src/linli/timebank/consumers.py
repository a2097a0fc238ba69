"""What happens in the time bank when something happens elsewhere."""

from linli.facts.identity import Erased
from linli.facts.timebank import SessionFound
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.timebank.operations import erasing, revoking
from linli.timebank.states import State


@consumes(Erased)
def erase_words(event: Event) -> None:
    """A person closed the account."""
    erasing.forget(int(event.payload["person"]))


@consumes(SessionFound)
def revoke_certificates(event: Event) -> None:
    """Hours were taken back after a call: what counted them does not hold any more."""
    if event.payload["state"] == State.TAKEN_BACK:
        revoking.revoke_fallen(int(event.payload["session"]))
