"""Composable writes on duties; inside a transaction only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linli.duties import parties
from linli.duties.kinds import kind_of
from linli.duties.ladder import Climb, packed
from linli.duties.models import Duty, Entry, EscalatedTo, Escalation, Milestone
from linli.duties.states import TRANSITIONS, Verb
from linli.facts.base import Fact
from linli.facts.duties import DutyEscalated, DutyGiven
from linli.journal.operations import record
from linli.kernel import clock, workdays
from linli.kernel.actor import SYSTEM, Actor
from linli.kernel.errors import Refused

#: No duty is due later, in days: three years, longer than anything here waits.
FURTHEST = 1096


@dataclass(frozen=True, slots=True)
class Owner:
    """A person, or a post: organisation, place and the office's Chinese title ("" for any)."""

    person: int | None = None
    organisation: int | None = None
    place: int | None = None
    title: str = ""


def require_day(day: date, *, field: str = "due_on") -> None:
    """A deadline is a working day that is not over, and one that people plan for."""
    if day < clock.today():
        raise Refused("duties.past_day", field=field)
    if (day - clock.today()).days > FURTHEST:
        raise Refused("duties.too_far", field=field, most=FURTHEST)
    if not workdays.is_workday(day):
        raise Refused("duties.not_a_workday", field=field)


def give(  # noqa: PLR0913 (a duty is these)
    actor: Actor,
    *,
    community: int,
    kind: str,
    title: str,
    text: str = "",
    owner: Owner,
    due_on: date | None = None,
    confirm: str = Duty.Confirm.PERSON,
    giver_organisation: int | None = None,
    unit: int | None = None,
    milestones: Sequence[tuple[str, date]] = (),
) -> Duty:
    """Give a duty. Without `due_on` the kind's number of working days counts from today.

    Raises Refused for an unknown kind, a day that does not work, a milestone after the last day.
    """
    sort = kind_of(kind)
    if sort is None:
        raise Refused("duties.no_such_kind", field="kind")
    today = clock.today()
    last = due_on or workdays.shifted(today, sort.days)
    require_day(last)
    if any(day > last or day < today for _, day in milestones):
        raise Refused("duties.milestone_late", field="milestones")
    duty = Duty.objects.create(
        community=community,
        kind=kind,
        title=title,
        text=text,
        owner_person_id=owner.person,
        owner_organisation_id=owner.organisation,
        owner_place_id=owner.place,
        owner_title=owner.title,
        giver_id=actor.person,
        giver_organisation_id=giver_organisation,
        unit_id=unit,
        confirm=confirm,
        began_on=today,
        due_on=last,
        ladder=packed(sort.ladder),
        given_at=clock.now(),
    )
    Milestone.objects.bulk_create(
        Milestone(duty=duty, title=words, due_on=day) for words, day in milestones
    )
    write(actor, duty, "give", "")
    fact = DutyGiven(
        duty=duty.pk,
        community=community,
        round=duty.round,
        people=_sorted(parties.owners(duty)),
        kind=kind,
        owner_person=owner.person,
        owner_organisation=owner.organisation,
        due_on=last.isoformat(),
    )
    record(actor, fact, place=community)
    return duty


def write(actor: Actor, duty: Duty, verb: str, words: str) -> None:
    """One line more in the history."""
    Entry.objects.create(
        duty=duty,
        round=duty.round,
        verb=verb,
        person_id=actor.person,
        capacity=actor.capacity,
        words=words,
        at=clock.now(),
    )


def move(
    actor: Actor, duty: Duty, verb: Verb, words: str, fact: type[Fact], **more: object
) -> None:
    """Take a locked duty over a transition: state, history, event. Sides are checked before.

    `more` are further values of the fact. Saves the whole row, so set what changes beforehand.
    """
    transition = TRANSITIONS[verb]
    if transition.words and not words:
        raise Refused("duties.words_first", field="words")
    if transition.again:
        duty.round += 1
        duty.began_on = clock.today()
        duty.reported_by = None
        duty.reported_on = None
        duty.confirmed_by = None
    duty.state = transition.target.value
    duty.save()
    write(actor, duty, verb.value, words)
    told = _to_tell(duty, verb) - {actor.person}
    values = {
        "duty": duty.pk,
        "community": duty.community,
        "round": duty.round,
        "people": _sorted(told),
        **more,
    }
    record(actor, fact(**values), place=duty.community)


def _to_tell(duty: Duty, verb: Verb) -> frozenset[int]:
    """The other side; both when it is over."""
    if verb in {Verb.HAND_ON, Verb.CONFIRM, Verb.REOPEN, Verb.WITHDRAW}:
        return parties.owners(duty)
    return parties.givers(duty)


def _sorted(people: frozenset[int]) -> tuple[int, ...]:
    return tuple(sorted(people))


def climb(duty: Duty, step: Climb) -> Escalation:
    """Climb a rung of a locked duty that is reached and was not climbed."""
    found, people = parties.hearers(duty, step.rung.to)
    row = Escalation.objects.create(
        duty=duty,
        round=duty.round,
        level=step.level,
        to=step.rung.to.value,
        found=found.value,
        planned_on=step.day,
        at=clock.now(),
    )
    EscalatedTo.objects.bulk_create(
        EscalatedTo(escalation=row, person_id=person) for person in sorted(people)
    )
    fact = DutyEscalated(
        duty=duty.pk,
        community=duty.community,
        round=duty.round,
        people=_sorted(people),
        level=step.level,
        to=found.value,
        planned_on=step.day.isoformat(),
    )
    record(SYSTEM, fact, place=duty.community)
    return row
