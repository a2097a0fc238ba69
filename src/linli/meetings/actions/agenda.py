"""The agenda, until the notice. Lock: the meeting."""

from linli.deliberation.operations.topics import said
from linli.facts import meetings as facts
from linli.journal.operations import record
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.meetings import rules
from linli.meetings.models import Item, Meeting
from linli.meetings.operations import agenda, floor
from linli.meetings.operations.planning import before_of, look_back
from linli.meetings.parameters import TITLE_MAX


def _draft(meeting: int) -> Meeting:
    row = floor.locked(meeting)
    if not row.is_draft:
        raise Refused("meetings.noticed_already")
    return row


def _tell(actor: Actor, row: Meeting, how: str) -> None:
    items = Item.objects.filter(meeting=row).count()
    fact = facts.AgendaChanged(meeting=row.pk, community=row.community, how=how, items=items)
    record(actor, fact, place=row.community)


@action(allow=rules.may_arrange)
def add(
    actor: Actor, *, meeting: int, title: str = "", topic: int | None = None, needs: str = ""
) -> Meeting:
    """A topic that is ready, or a matter in a few words that name nobody.

    `needs`: empty for the charter's usual majority, `special` for its larger one of the votes
    cast, `special_all` of all seats.
    """
    row = _draft(meeting)
    words = title if topic is not None else said(title, field="title", most=TITLE_MAX)
    agenda.put(row, words, topic, needs)
    _tell(actor, row, "add")
    return row


@action(allow=rules.may_arrange)
def remove(actor: Actor, *, meeting: int, item: str) -> Meeting:
    row = _draft(meeting)
    agenda.remove(row, item)
    _tell(actor, row, "remove")
    return row


@action(allow=rules.may_arrange)
def move(actor: Actor, *, meeting: int, item: str, up: bool) -> Meeting:
    row = _draft(meeting)
    agenda.move(row, item, up=up)
    _tell(actor, row, "sort")
    return row


@action(allow=rules.may_arrange)
def gather(actor: Actor, *, meeting: int) -> Meeting:
    """What has become ready since it was planned."""
    row = _draft(meeting)
    look_back(row)
    agenda.gather(row, before_of(row))
    _tell(actor, row, "gather")
    return row
