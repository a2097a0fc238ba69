"""Minutes after the meeting. Lock: the meeting, then its minutes."""

from linli.deliberation.operations.topics import good_text, said
from linli.facts import meetings as facts
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.meetings import rules, rules_minutes
from linli.meetings.models import Minutes, MinutesAmendment
from linli.meetings.operations import floor
from linli.meetings.operations import minutes as operations
from linli.meetings.parameters import PARAGRAPH_MAX, REASON_MAX
from linli.meetings.seating import seat_of


def _amended(row: Minutes, amendment: MinutesAmendment, how: str) -> facts.MinutesAmended:
    return facts.MinutesAmended(
        meeting=row.meeting_id,
        community=row.community,
        amendment=amendment.pk,
        paragraph=amendment.paragraph,
        how=how,
        number=row.number,
    )


def _draft(meeting: int) -> Minutes:
    row = operations.locked_minutes(meeting)
    if row.state != Minutes.State.DRAFT:
        raise Refused("meetings.minutes_approved_already")
    return row


@action(allow=rules.by_clock)
def draft(actor: Actor, *, meeting: int) -> Minutes:
    """What the outbox did not bring about is made up by the daily look."""
    made = operations.draft(actor, floor.locked(meeting))
    if made is None:
        raise Refused("meetings.no_minutes_to_write")
    return made


@action(allow=rules_minutes.may_amend)
def amend(  # noqa: PLR0913 (a paragraph in two languages, and why)
    actor: Actor, *, meeting: int, paragraph: str, chinese: str, english: str = "", reason: str
) -> MinutesAmendment:
    """Somebody who was there would have a paragraph otherwise."""
    row = _draft(meeting)
    now = operations.paragraph_of(row.rows["zh"], paragraph)
    wanted = said(chinese, field="chinese", most=PARAGRAPH_MAX)
    if wanted == now.text:
        raise Refused("meetings.changes_nothing", field="chinese")
    seat = seat_of(actor.person, meeting)
    made = MinutesAmendment(
        minutes=row, paragraph=paragraph, seat=seat, by_id=actor.person or 0, at=clock.now()
    )
    made.was, made.chinese = now.text, wanted
    made.english = good_text(english, field="english", most=PARAGRAPH_MAX)
    made.why = said(reason, field="reason", most=REASON_MAX)
    made.save(force_insert=True)
    record(actor, _amended(row, made, "offered"), place=row.community)
    return made


@action(allow=rules_minutes.may_keep)
def answer(
    actor: Actor, *, meeting: int, amendment: int, take: bool, reason: str = ""
) -> MinutesAmendment:
    """Taken over, or not and why. Nobody takes over their own: the desk is always there to do it."""
    row = _draft(meeting)
    found = found_or_refused(row.amendments.filter(pk=amendment).select_for_update(of=("self",)))
    if found.state != MinutesAmendment.State.OPEN:
        raise Refused("meetings.answered_already")
    if take and found.by_id in records_of(actor.person or 0):
        raise Refused("meetings.not_your_own")
    if take and operations.paragraph_of(row.rows["zh"], found.paragraph).text != found.was:
        raise Refused("meetings.paragraph_changed")
    states = MinutesAmendment.State
    found.state = states.TAKEN if take else states.REFUSED
    most = REASON_MAX
    found.why_not = (good_text if take else said)(reason, field="reason", most=most)
    found.answered_by_id, found.answered_at = actor.person, clock.now()
    found.save()
    if take:
        operations.take_over(row, found)
        row.save()
    record(actor, _amended(row, found, found.state), place=row.community)
    return found


@action(allow=rules_minutes.may_approve)
def approve(actor: Actor, *, meeting: int) -> Minutes:
    """The floor's last step. Every amendment is answered before."""
    row = _draft(meeting)
    if row.amendments.filter(state=MinutesAmendment.State.OPEN).exists():
        raise Refused("meetings.amendments_open")
    of = floor.locked(meeting)
    floor.step(actor, of, {"do": "approve_minutes"}, by=floor.presiding(of))
    operations.approve(row, actor.person)
    record(actor, operations.approved(row), place=row.community)
    return row


@action(allow=rules_minutes.may_keep)
def publish(actor: Actor, *, meeting: int) -> Minutes:
    """What the charter publishes. Whoever does it has read that it names nobody."""
    row = operations.locked_minutes(meeting)
    if row.state != Minutes.State.APPROVED:
        raise Refused("meetings.not_approved_yet")
    record(actor, operations.publish(row, actor.person), place=row.community)
    return row
