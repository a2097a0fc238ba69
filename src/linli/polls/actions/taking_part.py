"""What residents do: object to the roll, vote; and how objections are answered."""

from datetime import timedelta
from typing import Any

from linli.facts import polls as facts
from linli.identity.models import Person
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.polls import queries, rules, urn
from linli.polls.actions.course import posted_on
from linli.polls.drafting import Line, too_young
from linli.polls.models import Objection, Poll, RollEntry
from linli.polls.models.ballot import Channel
from linli.polls.operations import ballots, course
from linli.polls.parameters import WORDS_MAX
from linli.polls.states import State
from linli.polls.terms import Mode


@action(allow=rules.may_take_part, deed="residents_poll")
def object_(
    actor: Actor, *, poll: int, about: str, words: str, number: int | None = None
) -> Objection:
    """`number`: the line that should not be there. Missing is oneself, or one's home."""
    row = course.locked(poll)
    law = row.law
    if row.state != State.POSTED:
        raise Refused("polls.not_now")
    last = posted_on(row) + timedelta(days=law.objection_days)
    if clock.today() > last:
        raise Refused("polls.objections_over", last=last.isoformat())
    person = actor.person or 0
    made = Objection(
        community=row.community,
        poll=row,
        person_id=person,
        about=about,
        at=clock.now(),
        due_on=clock.today() + timedelta(days=law.answer_days),
    )
    if about == Objection.About.WRONG:
        rows = queries.roll_of(row).filter(number=number or 0)
        made.entry = found_or_refused(rows)
    elif about == Objection.About.MISSING:
        made.unit_id = _missing(row, person)
    else:
        raise Refused("polls.no_such_choice", field="about")
    mine = queries.objections_of(row).filter(person_id=person, about=about)
    if mine.filter(ruling=Objection.Ruling.WAITING).exists():
        raise Refused("polls.objected_already")
    made.text = course.said(words, most=WORDS_MAX)
    made.save(force_insert=True)
    record(
        actor,
        facts.RollObjected(poll=row.pk, community=row.community, objection=made.pk, about=about),
        place=row.community,
    )
    return made


def _missing(row: Poll, person: int) -> int | None:
    """The home that is missing, or None for oneself. Raises Refused when nothing is."""
    lines = queries.lines_of(person, row)
    if row.mode != Mode.HOUSEHOLDS:
        if lines:
            raise Refused("polls.on_the_roll")
        return None
    there = {each.unit_id for each in lines}
    missing = [
        each.unit_id for each in queries.homes_here(person, row) if each.unit_id not in there
    ]
    if not missing:
        raise Refused("polls.on_the_roll" if lines else "polls.live_here_first")
    return missing[0]


@action(allow=rules.may_answer)
def answer(actor: Actor, *, objection: int, upheld: bool, words: str) -> Objection:
    """With a reason. Upheld: the line comes or goes at once."""
    rows = Objection.objects.across_communities("the rule has named the community")
    poll = found_or_refused(rows.filter(pk=objection)).poll_id
    row = course.locked(poll)
    found = found_or_refused(rows.filter(pk=objection).select_for_update(of=("self",)))
    if row.state != State.POSTED:
        raise Refused("polls.not_now")
    if found.ruling != Objection.Ruling.WAITING:
        raise Refused("polls.answered_already")
    found.ruling = Objection.Ruling.UPHELD if upheld else Objection.Ruling.REJECTED
    found.answer_text = course.said(words, most=WORDS_MAX)
    found.answered_by_id = actor.person
    found.answered_at = clock.now()
    found.save()
    if upheld and found.entry_id is not None:
        course.strike(RollEntry.objects.within(row.community).get(pk=found.entry_id))
    elif upheld:
        course.add_line(row, _line(row, found))
    record(
        actor,
        facts.RollAnswered(
            poll=row.pk, community=row.community, objection=found.pk, ruling=str(found.ruling)
        ),
        place=row.community,
    )
    return found


def _line(row: Poll, objection: Objection) -> Line:
    if objection.unit is not None:
        return Line(None, objection.unit_id, objection.unit.building_id)
    person = Person.objects.get(pk=objection.person_id)
    if too_young([person.merged_into_id or person.pk], row.law):
        raise Refused("polls.they_are_too_young", age=row.law.age)
    homes = queries.homes_here(objection.person_id, row)
    where = homes[0].unit.building_id if homes else None
    return Line(person.merged_into_id or person.pk, None, where)


@action(allow=rules.may_take_part, deed="residents_vote")
def cast(actor: Actor, *, poll: int, number: int, choice: Any, slip: str = "") -> str:
    """Vote by a line of the roll; answers the number to look for in the published list.

    What is cast is cast: where nothing leads from the voter to the slip, nothing can be replaced.
    """
    person = actor.person or 0
    row, lines = ballots.open_with_lines(poll, person)
    entry = next((each for each in lines if each.number == number), None)
    if entry is None:
        raise Refused("polls.not_on_the_roll")
    if row.mode == Mode.HOUSEHOLDS and not rules.of_age(person, row):
        raise Refused("polls.too_young", age=row.law.age)
    said = urn.read(urn.question(queries.candidates_of(row), row.seats), choice)
    code = urn.take_back(slip, row.code, entry.pk, person)
    ballots.take_turn(actor, row, entry, Channel.PHONE, person=person, hands=actor.helper)
    ballots.drop(row, entry, code, said)
    return code
