"""What the daily look does. Each is an action of its own: of two runs at once, one is refused."""

from django.utils import translation
from django.utils.translation import gettext as _

from linli.facts import resolutions as facts
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.organisations.queries import held_today
from linli.resolutions import rules
from linli.resolutions.models import Resolution
from linli.resolutions.operations import steps
from linli.resolutions.states import OWED, State, Verb


@action(allow=rules.by_clock)
def overdue(actor: Actor, *, resolution: int) -> Resolution:
    """Its day is over: told once for each day that was set."""
    row = steps.locked(resolution)
    due = row.due_on
    if due is None or due >= clock.today() or due == row.told_for:
        raise Refused("resolutions.not_now")
    row.told_for = due
    row.save(update_fields=["told_for"])
    steps.write(actor, row, "overdue")
    fact = facts.ResolutionOverdue(
        resolution=row.pk,
        community=row.community,
        topic=row.topic_id,
        matter=row.topic.matter if row.topic else "",
        days=(clock.today() - due).days,
        state=row.state,
        organisation=row.owner_body_id if State(row.state) in OWED else None,
    )
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.by_clock)
def come_back(actor: Actor, *, resolution: int) -> Resolution:
    """So long after the confirmation it is asked whether it still holds."""
    row = steps.locked(resolution)
    require(rules.may_do(actor, row, Verb.COME_BACK))
    if row.due_on is None or row.due_on > clock.today():
        raise Refused("resolutions.not_now")
    steps.move(actor, row, Verb.COME_BACK)
    return row


@action(allow=rules.by_clock)
def keep(actor: Actor, *, resolution: int) -> Resolution:
    """A supervisor found that it holds, and who raised it was silent past the day."""
    row = steps.locked(resolution)
    if row.state != State.REVIEW or row.held_supervisor_id is None or not row.is_overdue:
        raise Refused("resolutions.not_now")
    steps.move(actor, row, Verb.HOLD)
    return row


@action(allow=rules.by_clock)
def release(actor: Actor, *, resolution: int) -> Resolution:
    """Its owner left the office in which they owed it: somebody else is asked."""
    row = steps.locked(resolution)
    if State(row.state) not in OWED or held_today().filter(pk=row.owner_office_id or 0).exists():
        raise Refused("resolutions.not_now")
    with translation.override("zh-hans"):
        words = _("Its owner left the office.")
    steps.let_go(row)
    steps.move(actor, row, Verb.TAKE_BACK, words=words)
    return row
