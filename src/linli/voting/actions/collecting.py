"""Who has not voted yet: shown to collectors, and every look is recorded."""

from linli.facts.ballots import MissingLookedAt
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import require
from linli.kernel.fetch import found_or_refused
from linli.voting import ballot_rules as rules
from linli.voting.booth_shown import Seen, missing
from linli.voting.models import Assembly
from linli.voting.queries import takes_ballots
from linli.voting.rules import WHY


@action(allow=rules.may_collect)
def look_at_missing(actor: Actor, *, assembly: int, building: int | None = None) -> list[Seen]:
    """Electors of whom no ballot came in, by their homes; while ballots are taken."""
    row = found_or_refused(Assembly.objects.across_communities(WHY).filter(pk=assembly))
    require(takes_ballots(row, clock.now()))
    record(actor, MissingLookedAt(assembly=row.pk, building=building), place=row.community)
    return missing(row, building)
