"""Others say whether it is carried out, whether it holds, and what its effect is.

Nobody says so of their own work: the rules refuse it, and so does the database.
"""

from linli.deliberation.operations.topics import good_text
from linli.facts import resolutions as facts
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.resolutions import rules
from linli.resolutions.actions.carrying import reason, taken
from linli.resolutions.models import Mark, Resolution
from linli.resolutions.operations import steps
from linli.resolutions.parameters import REASON_MAX
from linli.resolutions.states import State, Verb

Verdict = Resolution.Verdict


def _note(words: str) -> str:
    return good_text(words, most=REASON_MAX)


@action(allow=rules.may_open)
def confirm(actor: Actor, *, resolution: int, words: str = "") -> Resolution:
    """An official of another organisation; where who raised it is silent, a second one."""
    row = taken(actor, resolution, Verb.CONFIRM)
    second = row.confirmed_by_id is not None
    if second:
        row.affirmed_by_id, row.affirmed_body_id = actor.person, actor.organisation
    else:
        row.confirmed_by_id, row.confirmed_body_id = actor.person, actor.organisation
    by = "second_official" if second else "official"
    _settle(actor, row, Verb.CONFIRM, _note(words), by)
    return row


@action(allow=rules.may_open, deed="topics")
def affirm(actor: Actor, *, resolution: int, words: str = "") -> Resolution:
    """It is done, says who raised the demand."""
    row = taken(actor, resolution, Verb.AFFIRM)
    if row.affirmed_by_id is not None:
        raise Refused("resolutions.said_already")
    row.affirmed_by_id, row.affirmed_body = actor.person, None
    _settle(actor, row, Verb.AFFIRM, _note(words), "raiser")
    return row


def _settle(actor: Actor, row: Resolution, verb: Verb, words: str, by: str) -> None:
    """Carried out when both voices are there."""
    whole = row.confirmed_by_id is not None and row.affirmed_by_id is not None
    if whole:
        row.confirmed_at = clock.now()
    steps.move(
        actor,
        row,
        verb,
        words=words,
        whole=whole,
        fact=facts.ResolutionConfirmed,
        by=by,
        organisation=actor.organisation if by != "raiser" else None,
    )


@action(allow=rules.may_open, deed="topics")
def reopen(actor: Actor, *, resolution: int, words: str) -> Resolution:
    """It is not done, or does not hold: back to its owner, with the reason and a new day."""
    row = taken(actor, resolution, Verb.REOPEN)
    steps.move(actor, row, Verb.REOPEN, words=reason(words))
    return row


@action(allow=rules.may_open, deed="topics")
def hold(actor: Actor, *, resolution: int, words: str = "") -> Resolution:
    """At the review: it still holds. Who raised it and a supervisor say so."""
    row = taken(actor, resolution, Verb.HOLD)
    if actor.is_official:
        if row.held_supervisor_id is not None:
            raise Refused("resolutions.said_already")
        row.held_supervisor_id = actor.person
    else:
        if row.held_by_id is not None:
            raise Refused("resolutions.said_already")
        row.held_by_id = actor.person
    raiser = row.held_by_id is not None or rules.silent(row)
    whole = raiser and row.held_supervisor_id is not None
    steps.move(actor, row, Verb.HOLD, words=_note(words), whole=whole)
    return row


@action(allow=rules.may_open)
def mark(actor: Actor, *, resolution: int, verdict: str, words: str) -> Resolution:
    """A supervising body signs off on the effect, or sends it back. Public; once a round each."""
    if verdict not in Verdict.values:
        raise Refused("resolutions.no_such_choice", field="verdict")
    verb = Verb.PRAISE if verdict == Verdict.GOOD else Verb.SEND_BACK
    row = taken(actor, resolution, verb)
    text = reason(words)
    earlier = Mark.objects.filter(resolution=row, round=row.round, body=actor.organisation)
    if earlier.exists() and (verb is Verb.PRAISE or row.state == State.KEPT):
        raise Refused("resolutions.marked_already")
    line = Mark(
        resolution=row,
        round=row.round,
        verdict=verdict,
        body_id=actor.organisation or 0,
        person_id=actor.person or 0,
        at=clock.now(),
    )
    line.text = text
    line.save(force_insert=True)
    row.verdict = verdict
    steps.move(
        actor,
        row,
        verb,
        words=text,
        fact=facts.ResolutionMarked,
        verdict=verdict,
        organisation=actor.organisation or 0,
    )
    return row
