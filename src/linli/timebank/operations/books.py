"""The order in which rulebooks of a community are written."""

from linli.ledger import operations as ledger
from linli.ledger.models import Ledger
from linli.timebank.operations.sessions import UNIT


def lock_books(community: int) -> None:
    """Nobody else writes or adopts a rulebook of this community until the commit."""
    book = ledger.open_ledger(community=community, unit=UNIT)
    list(Ledger.objects.within(community).filter(pk=book.pk).select_for_update())
