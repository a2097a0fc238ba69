"""Steps: each is a duty of one party's officer. Lock: the case, then the duty.

The one event of each act is the duty's; its words stand in the timeline, sealed, and the duty's own
history names the page.
"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from linli.cases import parameters, queries, rules
from linli.cases.kinds import CODE
from linli.cases.models import Case, Step
from linli.cases.models.case import TITLE_LENGTH
from linli.cases.operations import cases as operations
from linli.cases.states import Act, State
from linli.cases.wanted import Owed
from linli.duties import operations as duties
from linli.duties.models import Duty
from linli.facts import duties as facts
from linli.kernel import clock, workdays
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused, require
from linli.meetings.models import Meeting
from linli.organisations.models import Office


def _office(case: Case, office: int) -> Office:
    found = next((each for each in queries.offices_in(case) if each.pk == office), None)
    if found is None:
        raise Refused("cases.owner_is_no_party", field="office")
    return found


def _meeting(case: Case, meeting: int | None) -> Meeting | None:
    if meeting is None:
        return None
    found = next((m for m in queries.joint_meetings(case.community) if m.pk == meeting), None)
    if found is None:
        raise Refused("cases.no_such_meeting", field="meeting")
    return found


def _day(owed: Owed, meeting: Meeting | None) -> date | None:
    """A meeting's step is due on its day, or on the first working day after it."""
    if meeting is None:
        return owed.due_on
    day = max(timezone.localdate(meeting.starts_at), clock.today())
    return day if workdays.is_workday(day) else workdays.shifted(day, 1)


@action(allow=rules.may_take_part)
def add(actor: Actor, *, case: int, owed: Owed) -> Step:
    """A step for an office of any party; its holder is asked to accept it."""
    title = operations.good_text(owed.title, field="title", most=TITLE_LENGTH)
    words = operations.good_text(owed.words, needed=False)
    row = operations.locked_case(case)
    if row.state != State.OPEN:
        raise Refused("cases.over")
    position = len(queries.steps_of(row.pk)) + 1
    if position > parameters.STEPS_MOST:
        raise Refused("cases.too_many")
    office = _office(row, owed.office)
    meeting = _meeting(row, owed.meeting)
    others = bool(queries.joined(row.pk) - {office.organisation_id})
    with translation.override("zh-hans"):
        # whoever sees duties is not always a party: the number alone stands there
        public_title = _("Joint case no. %(case)s, step %(step)s") % {
            "case": row.number,
            "step": position,
        }
    duty = duties.give(
        actor,
        community=row.community,
        kind=CODE,
        title=public_title,
        text=reverse("case", args=[row.pk]),
        owner=operations.owner_of(office),
        due_on=_day(owed, meeting),
        confirm=_confirmed_by(others=others),
        giver_organisation=actor.organisation,
    )
    made = Step.objects.create(
        case=row,
        position=position,
        title=title,
        organisation_id=office.organisation_id,
        office=office,
        duty=duty,
        meeting=meeting,
        added_by_id=actor.organisation or 0,
    )
    operations.write(actor, row, Act.STEP, words, step=made, public=not words)
    return made


def _confirmed_by(*, others: bool) -> str:
    return Duty.Confirm.ORGANISATION if others else Duty.Confirm.PERSON


def _taken(actor: Actor, step: int, act: Act) -> Step:
    row = operations.locked_step(step)
    if row.case.state != State.OPEN:
        raise Refused("cases.over")
    require(rules.side_of(actor, row, act))
    return row


def _done(  # noqa: PLR0913 (an act is these)
    actor: Actor,
    row: Step,
    act: Act,
    words: str,
    fact: type[facts.DutyFact],
    *,
    files: Sequence[str] = (),
    **more: object,
) -> Step:
    page = reverse("case", args=[row.case_id])
    duties.move(actor, row.duty, rules.VERBS[act], page, fact, **more)
    operations.write(actor, row.case, act, words, step=row, public=not words, files=files)
    return row


@action(allow=rules.may(Act.ACCEPT))
def accept(actor: Actor, *, step: int) -> Step:
    """The owner takes it on."""
    row = _taken(actor, step, Act.ACCEPT)
    row.duty.accepted_by_id = actor.person
    return _done(actor, row, Act.ACCEPT, "", facts.DutyAccepted)


@action(allow=rules.may(Act.REFUSE))
def refuse(actor: Actor, *, step: int, words: str) -> Step:
    """Not mine, and why: whoever added it finds another owner."""
    words = operations.good_text(words)
    row = _taken(actor, step, Act.REFUSE)
    row.duty.accepted_by = None
    return _done(actor, row, Act.REFUSE, words, facts.DutyRefused)


@action(allow=rules.may(Act.REPORT))
def report(
    actor: Actor,
    *,
    step: int,
    words: str,
    files: Sequence[str] = (),
) -> Step:
    """It is done, says the owner, and what shows it."""
    words = operations.good_text(words)
    row = _taken(actor, step, Act.REPORT)
    row.duty.reported_by_id = actor.person
    row.duty.reported_on = clock.today()
    return _done(actor, row, Act.REPORT, words, facts.DutyReported, files=files)


@action(allow=rules.may(Act.CONFIRM))
def confirm(actor: Actor, *, step: int, words: str = "") -> Step:
    """Another party has looked."""
    words = operations.good_text(words, needed=False)
    row = _taken(actor, step, Act.CONFIRM)
    row.duty.confirmed_by_id = actor.person
    row.duty.confirm = _confirmed_by(others=rules.others_than(row))
    return _done(actor, row, Act.CONFIRM, words, facts.DutyConfirmed)


@action(allow=rules.may(Act.REOPEN))
def reopen(actor: Actor, *, step: int, words: str, due_on: date) -> Step:
    """Not done after all: back to the owner, with a new day."""
    words = operations.good_text(words)
    row = _taken(actor, step, Act.REOPEN)
    duties.require_day(due_on)
    row.duty.due_on = due_on
    day = due_on.isoformat()
    return _done(actor, row, Act.REOPEN, words, facts.DutyReopened, due_on=day)


@action(allow=rules.may(Act.HAND_ON))
def hand_on(
    actor: Actor,
    *,
    step: int,
    office: int,
    due_on: date,
    words: str = "",
) -> Step:
    """A refused step goes to another office, with a new day."""
    words = operations.good_text(words, needed=False)
    row = _taken(actor, step, Act.HAND_ON)
    duties.require_day(due_on)
    to = _office(row.case, office)
    owner = operations.owner_of(to)
    duty = row.duty
    duty.owner_person_id, duty.owner_organisation_id = owner.person, owner.organisation
    duty.owner_place_id, duty.owner_title = owner.place, owner.title
    duty.due_on = due_on
    row.organisation_id, row.office = to.organisation_id, to
    row.save(update_fields=["organisation", "office"])
    duty.confirm = _confirmed_by(others=rules.others_than(row))
    return _done(
        actor,
        row,
        Act.HAND_ON,
        words,
        facts.DutyHandedOn,
        owner_person=owner.person,
        owner_organisation=owner.organisation,
        due_on=due_on.isoformat(),
    )


@action(allow=rules.may(Act.DROP))
def drop(actor: Actor, *, step: int, words: str) -> Step:
    """It is not needed any more, and why."""
    words = operations.good_text(words)
    row = _taken(actor, step, Act.DROP)
    return _done(actor, row, Act.DROP, words, facts.DutyWithdrawn)
