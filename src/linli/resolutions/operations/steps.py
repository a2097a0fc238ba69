"""Taking a locked resolution over a transition: state, day, history, one event."""

from datetime import date, timedelta
from typing import Any

from linli.deliberation.queries import terms_in_force
from linli.facts import resolutions as facts
from linli.facts.base import Fact
from linli.journal.operations import record
from linli.kernel import clock, workdays
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.resolutions.carrying import days_on
from linli.resolutions.models import Resolution, Step
from linli.resolutions.states import AGAIN, ENDS, TRANSITIONS, State, Verb

HELD = "the action's rule was asked before"


def locked(resolution: int) -> Resolution:
    rows = Resolution.objects.across_communities(HELD)
    return found_or_refused(rows.filter(pk=resolution).select_for_update(of=("self",)))


def due_of(row: Resolution, state: State) -> date | None:
    """When whoever is at turn must have acted; None when it is over."""
    if state in ENDS:
        return None
    today = clock.today()
    days = days_on(today)
    if state is State.WORKING:
        return row.until
    if state is State.CONFIRMED:
        return today + timedelta(days=days.review_after)
    if state is State.REPORTED:
        return workdays.shifted(today, terms_in_force(row.community, row.estate_id).confirm_days)
    counted = {
        State.TO_GIVE: days.give_days,
        State.GIVEN: days.accept_days,
        State.REVIEW: days.review_days,
    }
    return workdays.shifted(today, counted[state])


def write(actor: Actor, row: Resolution, verb: str, words: str = "") -> Step:
    """One line more in the history."""
    line = Step(
        resolution=row,
        binding=row.binding,
        verb=verb,
        state=row.state,
        due_on=row.due_on,
        person_id=actor.person,
        body_id=actor.organisation,
        capacity=actor.capacity,
        at=clock.now(),
    )
    line.put("words", words)
    line.save(force_insert=True)
    return line


def move(  # noqa: PLR0913 (a step is these)
    actor: Actor,
    row: Resolution,
    verb: Verb,
    *,
    words: str = "",
    whole: bool = True,
    fact: type[Fact] = facts.ResolutionMoved,
    **more: Any,
) -> None:
    """Take it over a transition. Sides are checked before; what else changes is set beforehand.

    `whole` False: the first of two voices; it stays, with its day.
    """
    transition = TRANSITIONS[verb]
    if transition.words and not words:
        raise Refused("resolutions.words_first", field="words")
    before = row.state
    if verb in AGAIN:
        _begin_again(row)
    if whole and transition.target is not None:
        state = transition.target
        if verb is not Verb.REACH:
            row.state, row.due_on = state.value, due_of(row, state)
        row.closed_at = clock.now() if state in ENDS else None
    if words and verb is not Verb.REACH:
        row.why = words
    row.save()
    write(actor, row, verb.value, words)
    values: dict[str, Any] = {
        "resolution": row.pk,
        "community": row.community,
        "topic": row.topic_id,
        "verb": verb.value,
        "before": before,
        "state": row.state,
        "due_on": row.due_on.isoformat() if row.due_on else "",
        "round": row.round,
        **more,
    }
    record(actor, fact(**values), place=row.community)


def _begin_again(row: Resolution) -> None:
    """What was said of its being done is said anew, until a new day."""
    row.round += 1
    row.reported_by = row.confirmed_by = row.affirmed_by = None
    row.confirmed_body = row.affirmed_body = None
    row.reported_at = row.confirmed_at = None
    row.held_by = row.held_supervisor = None
    row.until = workdays.shifted(clock.today(), days_on(clock.today()).again_days)


def let_go(row: Resolution) -> None:
    """Nobody owes it any more."""
    row.owner = row.owner_office = row.owner_body = None
    row.given_by = row.given_body = None
    row.until = None
