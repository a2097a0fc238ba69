"""The files of a published result."""

from linli.facts import voting as facts
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.voting import operations, operations_editions, rules
from linli.voting.actions.common import locked
from linli.voting.models import Assembly, Edition
from linli.voting.queries_editions import lacks_editions
from linli.voting.queries_published import waiting_for_log


@action(allow=rules.is_system)
def make(actor: Actor, *, assembly: int) -> list[Edition]:
    """Make them, once the log has taken all that they prove. Raises Refused before that."""
    row: Assembly = locked(assembly)
    if not lacks_editions(row):
        raise Refused("voting.editions_made")
    waiting = waiting_for_log(row)
    if waiting:
        raise Refused("voting.log_first", entries=waiting)
    made = operations_editions.make_editions(row)
    files = tuple(word for each in made for word in (_name(each), each.sha256))
    operations.tell(actor, row, facts.EditionsMade, files=files)
    return made


def _name(each: Edition) -> str:
    return f"{each.kind}:{each.language}" if each.language else str(each.kind)
