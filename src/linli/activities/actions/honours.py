"""An award from criteria to result. Lock: the cycle's row."""

from datetime import date

from linli.activities import rules
from linli.activities.models import Candidate, Cycle, Objection
from linli.activities.parameters import PUBLIC_DAYS
from linli.activities.queries import honours as queries
from linli.activities.scoring import (
    ESTATE_MEASURES,
    MEASURES,
    MOST_WEIGHT,
    Criteria,
    fingerprint,
    packed,
    shortlist,
    unpacked,
)
from linli.facts import activities as facts
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock, workdays
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places.rules import works_here


@action(allow=works_here)
def draft(  # noqa: PLR0913 (an award is these)
    actor: Actor,
    *,
    community: int,
    kind: str,
    title: str,
    since: date,
    until: date,
    size: int,
    criteria: Criteria,
) -> Cycle:
    known = ESTATE_MEASURES if kind == Cycle.Kind.ESTATE else MEASURES
    if kind not in Cycle.Kind.values or size < 1 or until < since:
        raise Refused("activities.wrong_days", field="until")
    weighty = [each for each in criteria if each.weight > 0]
    if not weighty or any(
        each.measure not in known or not 0 <= each.weight <= MOST_WEIGHT for each in criteria
    ):
        raise Refused("activities.no_criteria", field="minutes")
    row = Cycle.objects.create(
        community=community,
        kind=kind,
        title=title,
        since=since,
        until=until,
        size=size,
        criteria=packed(criteria),
        made_by_id=actor.person or 0,
        made_at=clock.now(),
    )
    record(actor, facts.AwardDrafted(cycle=row.pk, community=community), place=community)
    return row


def _locked(cycle: int, *states: str) -> Cycle:
    rows = Cycle.objects.across_communities("the rule has looked").filter(pk=cycle)
    row = found_or_refused(rows.select_for_update())
    if row.state not in states:
        raise Refused("activities.award_not_now")
    return row


@action(allow=rules.works_on_cycle)
def freeze(actor: Actor, *, cycle: int) -> Cycle:
    """From now on the criteria stand: their hash goes into the log, before anything is computed."""
    row = _locked(cycle, Cycle.State.DRAFT)
    row.criteria_hash = fingerprint(row.criteria)
    row.state = Cycle.State.FROZEN
    row.save()
    fact = facts.CriteriaFrozen(
        cycle=row.pk, community=row.community, criteria_hash=row.criteria_hash
    )
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.works_on_cycle)
def publish_shortlist(actor: Actor, *, cycle: int) -> Cycle:
    """Compute it by the frozen criteria, and open it to objections for some working days."""
    row = _locked(cycle, Cycle.State.FROZEN)
    if clock.today() <= row.until:
        raise Refused("activities.not_over")
    if fingerprint(row.criteria) != row.criteria_hash:
        raise Refused("activities.criteria_changed")
    values = queries.counted(row)
    best = shortlist(unpacked(row.criteria), values, row.size)
    if not best:
        raise Refused("activities.nobody_qualifies")
    by_estate = row.kind == Cycle.Kind.ESTATE
    Candidate.objects.bulk_create(
        Candidate(
            community=row.community,
            cycle=row,
            person_id=None if by_estate else pk,
            estate_id=pk if by_estate else None,
            score=points,
            values=dict(values[pk]),
        )
        for pk, points in best
    )
    row.state = Cycle.State.PUBLIC
    row.public_until = workdays.shifted(clock.today(), PUBLIC_DAYS)
    row.save()
    fact = facts.ShortlistPublished(
        cycle=row.pk,
        community=row.community,
        candidates=len(best),
        public_until=row.public_until.isoformat(),
    )
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.belongs_to_cycle)
def object_to(actor: Actor, *, cycle: int, candidate: int, words: str) -> Objection:
    """By anybody of the community while the list is public, once for each candidate."""
    row = _locked(cycle, Cycle.State.PUBLIC)
    if row.public_until is None or clock.today() > row.public_until:
        raise Refused("activities.public_over")
    rows = Candidate.objects.within(row.community).filter(cycle=row, pk=candidate, out=False)
    found = found_or_refused(rows)
    if not words.strip():
        raise Refused("activities.reason_first", field="words")
    mine = Objection.objects.within(row.community).filter(candidate=found, person=actor.person)
    if mine.exists():
        raise Refused("activities.objected_already")
    made = Objection(
        community=row.community, candidate=found, person_id=actor.person or 0, at=clock.now()
    )
    made.put("words", words.strip())
    made.save()
    fact = facts.AwardObjected(cycle=row.pk, community=row.community, objection=made.pk)
    record(actor, fact, place=row.community)
    return made


@action(allow=rules.works_on_cycle)
def answer(actor: Actor, *, cycle: int, objection: int, upheld: bool, words: str) -> Objection:
    """An objection that is right takes the candidate off the list; nobody moves up."""
    row = _locked(cycle, Cycle.State.PUBLIC)
    rows = Objection.objects.within(row.community).filter(
        pk=objection, candidate__cycle=row, upheld=None
    )
    found = found_or_refused(rows.select_related("candidate").select_for_update(of=("self",)))
    # neither who raised it nor whom it is about
    if {found.person_id, found.candidate.person_id} & records_of(actor.person or 0):
        raise Refused("activities.not_your_own")
    if not words.strip():
        raise Refused("activities.reason_first", field="words")
    found.put("answer", words.strip())
    found.upheld = upheld
    found.answered_by_id = actor.person
    found.save()
    if upheld:
        Candidate.objects.within(row.community).filter(pk=found.candidate_id).update(out=True)
    fact = facts.AwardObjectionAnswered(
        cycle=row.pk,
        community=row.community,
        objection=found.pk,
        upheld=upheld,
        person=found.person_id,
    )
    record(actor, fact, place=row.community)
    return found


@action(allow=rules.belongs_to_cycle)
def decline(actor: Actor, *, cycle: int) -> Candidate:
    """Whoever does not want to be named is taken off; nobody moves up."""
    row = _locked(cycle, Cycle.State.PUBLIC)
    rows = Candidate.objects.within(row.community).filter(cycle=row, person=actor.person, out=False)
    found = found_or_refused(rows.select_for_update())
    found.out = True
    found.save(update_fields=["out"])
    fact = facts.CandidateDeclined(cycle=row.pk, community=row.community, person=actor.person or 0)
    record(actor, fact, place=row.community)
    return found


@action(allow=rules.works_on_cycle)
def conclude(actor: Actor, *, cycle: int) -> Cycle:
    """When the days of publicity are over and every objection has its answer."""
    row = _locked(cycle, Cycle.State.PUBLIC)
    if row.public_until is None or clock.today() <= row.public_until:
        raise Refused("activities.still_public")
    waiting = Objection.objects.within(row.community).filter(candidate__cycle=row, upheld=None)
    if waiting.exists():
        raise Refused("activities.objections_wait")
    row.state = Cycle.State.RESULT
    row.save()
    left = Candidate.objects.within(row.community).filter(cycle=row, out=False)
    people = left.filter(person__isnull=False).order_by("pk")
    fact = facts.AwardDecided(
        cycle=row.pk,
        community=row.community,
        people=tuple(people.values_list("person", flat=True)),
        estates=tuple(
            left.filter(estate__isnull=False).order_by("pk").values_list("estate", flat=True)
        ),
    )
    record(actor, fact, place=row.community)
    return row
