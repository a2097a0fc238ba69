"""What a party organisation decided, and somebody is to carry out, becomes a resolution."""

from datetime import date

from linli.facts.partywork import AffairDecided
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.partywork.queries import any_affair, text_of
from linli.resolutions.models import Resolution
from linli.resolutions.operations import making


@consumes(AffairDecided, when=lambda payload: bool(payload["carry"]))
def make_of_affair(event: Event) -> None:
    """Its words are the text that hung out, as it was adopted."""
    row = any_affair(event.payload["affair"]).first()
    if row is None:
        return
    making.make(
        making.Decision(
            source=Resolution.Source.PARTY,
            decided_by=row.pk,
            item=row.pk,
            community=row.community,
            decided_on=date.fromisoformat(event.payload["on"]),
            title=row.title,
            words=text_of(row).text,
            estate=row.estate_id,
            yes=row.agree,
            no=row.oppose,
        )
    )
