"""Selections: switched on by decision, announced, stood for, frozen. Lock: the selection's row."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from linli.facts import recognition as facts
from linli.identity.models import Person, PrivateAccess
from linli.identity.operations.watching import write_looks
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import adopting, clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.kernel.operations import settle
from linli.kernel.pagination import Page, page_of
from linli.organisations.models import Organisation
from linli.places.operations.estates import seal_text
from linli.recognition import parameters
from linli.recognition.kinds import kinds
from linli.recognition.models import (
    Candidate,
    Choice,
    Frozen,
    FrozenRow,
    Purpose,
    Selection,
    Switch,
)
from linli.recognition.operations import selections as operations
from linli.recognition.queries import selections as queries
from linli.recognition.rules import selections as rules
from linli.recognition.states import Selection as State

AFTER_RULE = "after the rule looked at the reach"


# --- the switch ---------------------------------------------------------------------------------
@action(allow=rules.begins_selections)
def propose_switch(  # noqa: PLR0913 (a decision has these parts)
    actor: Actor, *, community: int, on: bool, since: date, decision: str, decided_on: date
) -> Switch:
    """Write down what was decided; nothing holds by it."""
    decided = {"since": since, "decision": decision, "decided_on": decided_on}
    head = adopting.written_down(Switch, actor, decided)
    made = Switch.objects.create(community=community, on=on, **head)
    fact = facts.SelectionsProposed(
        switch=made.pk, community=community, on=on, since=since.isoformat()
    )
    record(actor, fact, place=community)
    return made


@action(allow=rules.may_settle_switch)
def settle_switch(actor: Actor, *, switch: int, verb: str) -> Switch:
    """Put in force what another wrote down, never for days that are over; or reject it."""
    if verb not in {Switch.State.IN_FORCE, Switch.State.REJECTED}:
        raise Refused("recognition.not_now")
    row = settle(actor, Switch, switch, verb)
    fact = facts.SelectionsSettled(
        switch=row.pk,
        community=row.community,
        on=row.on,
        since=row.since.isoformat(),
        verb=verb,
        decision=row.decision_digest,
    )
    record(actor, fact, place=row.community)
    return row


# --- the selection ------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A selection as staff write it; `figures` are `points`, `hours` or kinds of deeds."""

    title_zh: str
    title_en: str
    purpose: str
    figures: tuple[str, ...]
    period_from: date
    period_until: date
    cutoff_at: datetime
    consent_days: int
    body: int


def _require(wanted: Wanted, community: int, now: datetime) -> datetime:
    """From when residents may stand. Raises Refused."""
    known = {queries.POINTS, queries.HOURS, *kinds()}
    if not wanted.figures or not known.issuperset(wanted.figures):
        raise Refused("recognition.no_figures", field="figures")
    if wanted.purpose not in set(Purpose):
        raise Refused("recognition.no_such_purpose", field="purpose")
    if wanted.period_until < wanted.period_from:
        raise Refused("recognition.period_backwards", field="period_until")
    if wanted.period_until > clock.day_of(wanted.cutoff_at):
        raise Refused("recognition.period_after_cutoff", field="period_until")
    if wanted.consent_days < parameters.consent_days():
        raise Refused(
            "recognition.consent_too_short", field="consent_days", days=parameters.consent_days()
        )
    days = max(parameters.announce_days(), wanted.consent_days)
    if wanted.cutoff_at - now < timedelta(days=days):
        raise Refused("recognition.announced_too_late", field="cutoff_at", days=days)
    bodies = Organisation.objects.filter(pk=wanted.body, place=community, ended=False)
    if not bodies.exists():
        raise Refused("recognition.no_such_body", field="body")
    return wanted.cutoff_at - timedelta(days=wanted.consent_days)


@action(allow=rules.begins_selections)
def announce(actor: Actor, *, community: int, wanted: Wanted) -> Selection:
    """Say what is looked at, until when, and who selects; nobody is on the list by that."""
    now = clock.now()
    if not queries.switch_on(community, clock.today()):
        raise Refused("recognition.selections_off")
    opens = _require(wanted, community, now)
    made = Selection.objects.create(
        community=community,
        title_zh=wanted.title_zh,
        title_en=wanted.title_en,
        purpose=wanted.purpose,
        figures=list(dict.fromkeys(wanted.figures)),
        period_from=wanted.period_from,
        period_until=wanted.period_until,
        opens_at=opens,
        cutoff_at=wanted.cutoff_at,
        body_id=wanted.body,
        announced_by_id=actor.person or 0,
        announced_at=now,
    )
    fact = facts.SelectionAnnounced(
        selection=made.pk,
        community=community,
        purpose=made.purpose,
        figures=tuple(made.figures),
        cutoff=made.cutoff_at.isoformat(),
        body=made.body_id,
    )
    record(actor, fact, place=community)
    return made


def _locked(selection: int) -> Selection:
    rows = Selection.objects.across_communities(AFTER_RULE)
    return found_or_refused(rows.filter(pk=selection).select_for_update())


def _end(actor: Actor, row: Selection, state: State) -> None:
    row.state = state
    row.save(update_fields=["state", "ended_words"])
    fact = facts.SelectionEnded(selection=row.pk, community=row.community, state=state)
    record(actor, fact, place=row.community)


@action(allow=rules.may_call_off)
def call_off(actor: Actor, *, selection: int, words: str) -> Selection:
    """Before the cut-off, with the reason; afterwards the list stands."""
    row = _locked(selection)
    if not words.strip():
        raise Refused("recognition.reason_first", field="words")
    if row.state != State.ANNOUNCED or clock.now() >= row.cutoff_at:
        raise Refused("recognition.not_now")
    row.ended_words = seal_text(words.strip())
    _end(actor, row, State.CALLED_OFF)
    return row


@action(allow=rules.may_stand, deed="selections")
def choose_standing(actor: Actor, *, selection: int, stands: bool) -> Candidate:
    """On the list until the cut-off, off it at any time; afterwards the row is hidden."""
    row = _locked(selection)
    person = Person.objects.get(pk=actor.person or 0)
    mine = Candidate.objects.within(row.community).filter(
        selection=row, person__in=records_of(person.pk), until=None
    )
    if stands:
        _require_open(row)
        if mine.exists():
            raise Refused("recognition.stands_already")
        chosen = operations.stand(row, person)
    else:
        chosen = _standing(mine.first())
        mine.update(until=clock.now())
    fact = facts.SelectionChosen(
        person=person.pk, selection=row.pk, community=row.community, stands=stands
    )
    record(actor, fact, place=row.community)
    return chosen


def _standing(row: Candidate | None) -> Candidate:
    if row is None:
        raise Refused("recognition.does_not_stand")
    return row


def _require_open(row: Selection) -> None:
    now = clock.now()
    if row.state != State.ANNOUNCED or now >= row.cutoff_at:
        raise Refused("recognition.list_closed")
    if now < row.opens_at:
        raise Refused("recognition.list_not_open")
    if not queries.switch_on(row.community, clock.today()):
        raise Refused("recognition.selections_off")


@action(allow=rules.freezes)
def freeze(actor: Actor, *, selection: int) -> Selection:
    """The list of the cut-off moment, whenever this runs after it; once."""
    row = _locked(selection)
    if row.state != State.ANNOUNCED or clock.now() < row.cutoff_at + parameters.settles():
        raise Refused("recognition.not_now")
    day = clock.day_of(row.cutoff_at)
    if not queries.switch_on(row.community, day, known=row.cutoff_at):
        _end(actor, row, State.STOPPED)
        return row
    made = operations.freeze(row)
    row.state = State.FROZEN
    row.save(update_fields=["state"])
    fact = facts.SelectionFrozen(
        selection=row.pk,
        community=row.community,
        count=len(made.commitments),
        digest=made.digest,
    )
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.may_look)
def enter_choice(
    actor: Actor, *, selection: int, numbers: Iterable[int], decision: str, decided_on: date
) -> Choice:
    """What the body chose of the list, once. Whoever had their row hidden cannot be chosen."""
    row = _locked(selection)
    frozen = Frozen.objects.across_communities(AFTER_RULE).filter(selection=row).first()
    if frozen is None or Choice.objects.within(row.community).filter(selection=row).exists():
        raise Refused("recognition.not_now")
    if not decision.strip():
        raise Refused("recognition.reason_first", field="decision")
    if not clock.day_of(row.cutoff_at) <= decided_on <= clock.today():
        raise Refused("recognition.chosen_when", field="decided_on")
    chosen = sorted(set(numbers))
    shown = queries.listed(frozen).filter(number__in=chosen).values_list("number", flat=True)
    if set(shown) != set(chosen):
        raise Refused("recognition.not_on_the_list", field="numbers")
    made = Choice.objects.create(
        community=row.community,
        selection=row,
        numbers=chosen,
        decision=decision.strip(),
        decided_on=decided_on,
        by_id=actor.person or 0,
        at=clock.now(),
    )
    fact = facts.SelectionDecided(
        selection=row.pk,
        community=row.community,
        chosen=len(chosen),
        rows=len(frozen.commitments),
        decision=hashlib.sha256(made.decision.encode()).hexdigest(),
    )
    record(actor, fact, place=row.community)
    return made


#: Rows of one page; and of the list that is printed.
PAGE, WHOLE = 20, 1_000


@action(allow=rules.may_look)
def look_at_list(
    actor: Actor, *, selection: int, after: str | None = None, size: int = PAGE
) -> Page[FrozenRow]:
    """A page of the frozen list; each of them reads that somebody looked."""
    frozen = found_or_refused(
        Frozen.objects.across_communities(AFTER_RULE).filter(selection=selection)
    )
    page = page_of(queries.listed(frozen), key=["number", "pk"], after=after, size=size)
    write_looks(
        actor,
        _people(page.items),
        PrivateAccess.Field.SELECTION,
        PrivateAccess.Reason.SELECT,
    )
    fact = facts.SelectionLookedAt(
        selection=selection, community=frozen.community, rows=len(page.items)
    )
    record(actor, fact, place=frozen.community)
    return page


def _people(rows: Iterable[FrozenRow]) -> list[Person]:
    return [row.person for row in rows]
