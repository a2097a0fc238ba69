"""Composable writes on topics; inside a transaction only."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from linli.deliberation.models import (
    Amendment,
    Pledge,
    Proposal,
    Step,
    Support,
    Topic,
    Version,
)
from linli.deliberation.models.proposal import PARTS
from linli.deliberation.parameters import TEXT_MAX
from linli.deliberation.queries import terms_in_force
from linli.deliberation.states import ENDS, TRANSITIONS, State, Verb, Way
from linli.deliberation.terms import Terms, upcoming
from linli.facts import deliberation as facts
from linli.facts.base import Fact
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock, workdays
from linli.kernel.actor import SYSTEM, Actor
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.threads.private import holds_id_number
from linli.threads.text import clean

#: What files call the topics that own them.
PICTURE_OF = "deliberation.topic"
HELD = "the action's rule was asked before"


def good_text(text: str, *, field: str = "words", most: int = TEXT_MAX) -> str:
    """The cleaned text, which may be empty. Raises Refused when it is too long or holds an ID."""
    text = clean(text)
    if len(text) > most:
        raise Refused("deliberation.too_long", field=field, most=most)
    if holds_id_number(text):
        raise Refused("deliberation.id_number", field=field)
    return text


def said(text: str, *, field: str = "words", most: int = TEXT_MAX) -> str:
    """The same, and it says something."""
    text = good_text(text, field=field, most=most)
    if not text:
        raise Refused("deliberation.words_first", field=field)
    return text


def locked_topics(*topics: int) -> list[Topic]:
    """Locked in the order of their numbers, so that two merges never wait for each other."""
    rows = Topic.objects.across_communities(HELD).filter(pk__in=set(topics))
    found = {row.pk: row for row in rows.order_by("pk").select_for_update(of=("self",))}
    if set(topics) - set(found):
        raise Refused("kernel.not_found")
    return [found[pk] for pk in topics]


def locked_topic(topic: int) -> Topic:
    rows = Topic.objects.across_communities(HELD)
    return found_or_refused(rows.filter(pk=topic).select_for_update(of=("self",)))


def _next_meeting(terms: Terms) -> date | None:
    now: datetime = timezone.localtime(clock.now())
    days = [upcoming(rule, now, 1)[0].date() for rule in terms.meetings.values()]
    return min(days, default=None)


def due_of(topic: Topic, state: State) -> date | None:
    """When whoever is at turn must have acted, where no day is said; None: nobody is."""
    if state in ENDS:
        return None
    terms = terms_in_force(topic.community, topic.estate_id)
    if state is State.READY:
        return _next_meeting(terms) or workdays.shifted(clock.today(), terms.proposal_days)
    days = {
        State.RAISED: terms.triage_days,
        State.RETURNED: terms.answer_days,
        State.PREPARING: terms.proposal_days,
        State.DONE: terms.confirm_days,
    }
    return workdays.shifted(clock.today(), days.get(state, terms.check_days))


def write(actor: Actor, topic: Topic, verb: str, words: str = "") -> Step:
    """One line more in the history."""
    line = Step(
        topic=topic,
        binding=topic.binding,
        verb=verb,
        state=topic.state,
        due_on=topic.due_on,
        body=topic.body,
        person_id=actor.person,
        helper_id=actor.helper,
        capacity=actor.capacity,
        at=clock.now(),
    )
    line.put("words", words)
    line.save(force_insert=True)
    return line


def move(  # noqa: PLR0913 (a step is these)
    actor: Actor,
    topic: Topic,
    verb: Verb,
    *,
    words: str = "",
    day: date | None = None,
    fact: type[Fact] = facts.TopicMoved,
    **more: Any,
) -> None:
    """Take a locked topic over a transition: state, day, history, one event. Sides are checked before.

    What else changes is set beforehand; the row is saved whole. The words are why it stands so.
    """
    transition = TRANSITIONS[verb]
    if transition.words and not words:
        raise Refused("deliberation.words_first", field="words")
    if transition.day and (day is None or day <= clock.today()):
        raise Refused("deliberation.later_day", field="day")
    before, state = topic.state, transition.target
    topic.state = state.value
    topic.due_on = day or due_of(topic, state)
    over = state in ENDS
    topic.closed_at = clock.now() if over else None
    if not over:
        topic.closed_by = None
    if words or verb in {Verb.COME_BACK, Verb.RETURN}:
        topic.why = words
    if state is not State.PARKED:
        topic.put("path", None)
    topic.save()
    write(actor, topic, verb.value, words)
    values: dict[str, Any] = {
        "topic": topic.pk,
        "community": topic.community,
        "verb": verb.value,
        "before": before,
        "state": topic.state,
        "due_on": topic.due_on.isoformat() if topic.due_on else "",
        **more,
    }
    record(actor, fact(**values), place=topic.community)


def stand_behind(topic: Topic, unit: int, person: int, *, through: int | None = None) -> bool:
    """A home's support; False when it, or the same person by another of theirs, supports it already.

    The topic is locked.
    """
    rows = Support.objects.filter(topic=topic, withdrawn_at=None)
    if rows.filter(Q(unit=unit) | Q(person__in=records_of(person))).exists():
        return False
    Support.objects.create(
        topic=topic, unit_id=unit, person_id=person, through_id=through, at=clock.now()
    )
    Topic.objects.across_communities(HELD).filter(pk=topic.pk).update(support=F("support") + 1)
    topic.support += 1
    return True


def step_away(topic: Topic, units: Iterable[int]) -> int:
    """Homes withdraw their support; answers how many did."""
    rows = Support.objects.filter(topic=topic, unit__in=list(units), withdrawn_at=None)
    gone = rows.update(withdrawn_at=clock.now())
    Topic.objects.across_communities(HELD).filter(pk=topic.pk).update(support=F("support") - gone)
    topic.support -= gone
    return gone


def bring_over(one: Topic, other: Topic) -> None:
    """The voices of a merged topic stand behind the other: its homes, and what was merged into it."""
    for row in Support.objects.filter(topic=one, withdrawn_at=None).order_by("pk"):
        stand_behind(other, row.unit_id, row.person_id, through=one.pk)
    earlier = Topic.objects.across_communities(HELD).filter(merged_into=one)
    earlier.update(merged_into=other)


def bind(actor: Actor, files: Any, topic: int) -> None:
    if files:
        keeper().bind(actor, files=list(files), kind=PICTURE_OF, owner=topic)


def owes(topic: Topic, duty: int) -> None:
    """The duty that came of a topic."""
    topic.duty = duty
    topic.save(update_fields=["duty"])


def came_back(topic: Topic, words: str) -> None:
    """Its duty was refused or taken back: the desk looks at it anew."""
    move(SYSTEM, topic, Verb.BACK, words=words)


def erase_of(person: int) -> None:
    """After a person's erasure: what they alone demanded ends, what others support loses their words."""
    mine = records_of(person)
    every = Topic.objects.across_communities("an erasure runs over all communities")
    rows = list(every.filter(raiser__in=mine).order_by("pk").select_for_update(of=("self",)))
    for topic in rows:
        homes = Support.objects.filter(topic=topic, withdrawn_at=None)
        if State(topic.state) not in ENDS and not homes.exclude(person__in=mine).exists():
            topic.state = State.WITHDRAWN.value
            topic.due_on = None
            topic.closed_at, topic.closed_by_id = clock.now(), topic.raiser_id
            topic.put("path", None)
        topic.put("words", None)
        topic.save()
        keeper().drop(PICTURE_OF, topic.pk)
    Step.objects.filter(person__in=mine).update(words=None)
    Pledge.objects.filter(person__in=mine).update(doing=None)
    empty = dict.fromkeys(PARTS)
    Version.objects.filter(by__in=mine).update(**empty)
    Amendment.objects.filter(by__in=mine).update(reason=None, **empty)
    record(SYSTEM, facts.TopicsErased(person=person, topics=len(rows)))


def goes_to_table(topic: Topic) -> bool:
    """Whether a meeting takes it up as it is: it has its proposal, and the power was found there."""
    has = Proposal.objects.across_communities(HELD).filter(topic=topic).exists()
    return topic.way == Way.MEETING and has


def another_day(topic: Topic, day: date) -> None:
    """What waits has another day: the meeting on which it waits has one."""
    if topic.due_on == day:
        return
    topic.due_on = day
    topic.save(update_fields=["due_on"])
    write(SYSTEM, topic, "day")


def reminded(actor: Actor, topic: Topic, due: date) -> None:
    """Written down once for each day."""
    topic.reminded_for = due
    topic.save(update_fields=["reminded_for"])
    write(actor, topic, "remind")


def done_by_duty(topic: Topic, reporter: int | None) -> None:
    """Its duty was confirmed by another: who raised it says whether that is so."""
    topic.reported_by_id = reporter
    with translation.override("zh-hans"):
        words = _("The duty was confirmed by another.")
    move(SYSTEM, topic, Verb.REPORT, words=words)
