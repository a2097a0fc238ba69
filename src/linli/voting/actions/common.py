"""What the actions on an assembly share. Lock: the assembly's row, nothing else."""

from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.kernel.fetch import found_or_refused
from linli.voting import rules
from linli.voting.models import Assembly
from linli.voting.states import EDITABLE, State, Verb


def locked(assembly: int) -> Assembly:
    """The assembly, locked; whether the actor may, the action's rule has said.

    Ballots that come in refer to the row and do not wait for this lock.
    """
    rows = Assembly.objects.across_communities("the rule has named the community")
    found = rows.filter(pk=assembly).select_for_update(of=("self",), no_key=True)
    return found_or_refused(found.select_related("estate", "convener"))


def taken(assembly: int, verb: Verb) -> Assembly:
    """Locked, and where the step begins."""
    row = locked(assembly)
    require(rules.in_time(row, verb))
    return row


def draft_of(actor: Actor, assembly: int) -> Assembly:
    """Locked, and still a draft that the actor convenes."""
    row = locked(assembly)
    require(rules.convenes(actor, row))
    if State(row.state) not in EDITABLE:
        raise Refused("voting.announced_already")
    return row
