"""A mandate ends with either account."""

from linli.facts.identity import Erased, RecordsMerged
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.mandates import operations


@consumes(Erased, RecordsMerged)
def end_with_account(event: Event) -> None:
    """Nobody could act by it since the account was locked; this writes it down."""
    operations.end_all_of(int(event.payload.get("gone") or event.payload["person"]))
