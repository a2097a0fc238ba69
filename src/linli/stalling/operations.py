"""Composable writes on stalls; inside a transaction only."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from linli.deliberation.models import Topic
from linli.duties.models import Duty
from linli.duties.operations import move as move_duty
from linli.duties.states import OPEN as DUTY_OPEN
from linli.duties.states import State as DutyState
from linli.duties.states import Verb as DutyVerb
from linli.facts import duties as duty_facts
from linli.facts import stalling as facts
from linli.facts.base import Fact
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor
from linli.kernel.attachments import keeper
from linli.kernel.fetch import found_or_refused
from linli.stalling import course, parties, queries
from linli.stalling.course import Course, Do, Phase, Tick
from linli.stalling.ladders import DESK, RAISER, ladder_for
from linli.stalling.models import Answer, Rung, Stall

HELD = "the action's rule was asked before"
#: What files call the rungs that own them.
PROOF_OF = "stalling.rung"


@dataclass(frozen=True, slots=True)
class Missed:
    """What was not done: of a topic, or of a resolution that is about none."""

    community: int
    matter: str
    against: str
    day: date
    topic: int | None = None
    resolution: int | None = None
    estate: int | None = None


def missed_of(topic: Topic, day: date) -> Missed:
    """Against whom: the body it is with, else the one that owes it, else the one that has the power."""
    owner = topic.owner_body.kind if topic.owner_body and topic.state == "in_work" else ""
    return Missed(
        community=topic.community,
        matter=topic.matter or "other",
        against=owner or topic.body or "residents_committee",
        day=day,
        topic=topic.pk,
        estate=topic.estate_id,
    )


def locked(stall: int) -> Stall:
    rows = Stall.objects.across_communities(HELD).select_related("topic")
    return found_or_refused(rows.filter(pk=stall).select_for_update(of=("self",)))


def begin(actor: Actor, missed: Missed, cause: str, words: str = "") -> Stall:
    """Open a stall. An earlier one of the same matter goes on after its last rung."""
    today = clock.today()
    ladder = ladder_for(missed.matter, today)
    before = queries.reached_before(missed.topic, missed.resolution, missed.against, ladder.key)
    start = course.begun(today, before)
    row = Stall(
        community=missed.community,
        estate_id=missed.estate,
        topic_id=missed.topic,
        resolution=missed.resolution,
        matter=missed.matter,
        against=missed.against,
        ladder=ladder.key,
        cause=cause,
        missed_on=missed.day,
        opened_at=clock.now(),
        opened_by_id=actor.person,
        first_level=before,
        level=before,
    )
    row.text = words
    _on(row, start)
    row.save(force_insert=True)
    fact = facts.StallOpened(
        stall=row.pk,
        community=row.community,
        topic=row.topic_id,
        resolution=row.resolution,
        matter=row.matter,
        against=row.against,
        ladder=row.ladder,
        cause=cause,
        missed=missed.day.isoformat(),
        level=before,
    )
    record(actor, fact, place=row.community)
    return row


def _on(stall: Stall, at: Course) -> None:
    stall.phase, stall.level = at.phase.value, at.level
    stall.next_on, stall.asleep = at.on, at.asleep


def goes_on(stall: Stall, at: Course) -> None:
    """Where the ladder stands now."""
    _on(stall, at)
    stall.save()


def tell(fact: type[Fact], stall: Stall, rung: Rung, actor: Actor = SYSTEM, **more: Any) -> None:
    """One fact about a rung."""
    values = {
        "stall": stall.pk,
        "community": stall.community,
        "rung": rung.pk,
        "level": rung.level,
        "step": rung.step,
        **more,
    }
    record(actor, fact(**values), place=stall.community)


def advance(stall: Stall) -> Tick | None:
    """What is due on a locked stall: once, whoever asks and however often. One event at most."""
    found = course.tick(stall.course, stall.rungs_of_ladder.terms, clock.today())
    if found is None:
        return None
    at, tick = found
    if tick.do is Do.END:
        goes_on(stall, at)
        fact = facts.LadderClimbed(stall=stall.pk, community=stall.community)
        record(SYSTEM, fact, place=stall.community)
        return tick
    if tick.until is None:
        message = f"{tick.do} without a day"
        raise ValueError(message)
    if tick.do is Do.TELL:
        rung = _told(stall, tick, tick.until)
    else:
        rung = queries.rung_at(stall, tick.level)
        rung.due_on = tick.until
        if tick.do is Do.FALL:
            rung.by, rung.fell_on = DESK, clock.today()
        rung.save()
    # what an office owes is watched by its duty
    goes_on(stall, at if rung.by == RAISER else course.watched(at))
    day = rung.due_on.isoformat()
    if tick.do is Do.TELL:
        planned = tick.planned.isoformat()
        tell(facts.RungTold, stall, rung, by=rung.by, planned=planned, due_on=day)
    elif tick.do is Do.FALL:
        tell(facts.RungFell, stall, rung, due_on=day)
    else:
        tell(facts.RungWoke, stall, rung, by=rung.by, due_on=day)
    return tick


def _told(stall: Stall, tick: Tick, until: date) -> Rung:
    spec = stall.rungs_of_ladder.rungs[tick.level]
    return Rung.objects.create(
        stall=stall,
        level=tick.level,
        step=spec.step,
        by=parties.actor_of_rung(stall, spec),
        planned_on=tick.planned,
        told_at=clock.now(),
        due_on=until,
    )


def end(stall: Stall, how: str, actor: Actor = SYSTEM) -> None:
    """The matter moved on: what was told and not done is no longer needed."""
    rows = list(Rung.objects.filter(stall=stall).select_for_update())
    for rung in rows:
        if rung.state == Rung.State.OPEN:
            rung.state, rung.closed_at = Rung.State.MOOT, clock.now()
            rung.save()
    stall.end, stall.ended_at = how, clock.now()
    goes_on(stall, Course(Phase.OVER, stall.level, None))
    fact = facts.StallEnded(stall=stall.pk, community=stall.community, how=how, rungs=len(rows))
    record(actor, fact, place=stall.community)


def owes(rung: Rung, duty: int | None) -> None:
    """The duty that came of a rung."""
    rung.duty = duty
    rung.save(update_fields=["duty"])


def close_duty(rung: Rung, doer: Actor | None, words: str) -> None:
    """The rung's duty ends with it: reported by whoever did it, taken back when nobody need do it."""
    rows = Duty.objects.within(rung.stall.community).filter(pk=rung.duty or 0)
    duty = rows.select_for_update().first()
    if duty is None or DutyState(duty.state) not in DUTY_OPEN:
        return
    if doer is None or duty.state not in {DutyState.GIVEN, DutyState.ACCEPTED}:
        move_duty(SYSTEM, duty, DutyVerb.WITHDRAW, words, duty_facts.DutyWithdrawn)
        return
    if duty.state == DutyState.GIVEN:
        duty.accepted_by_id = doer.person
        move_duty(doer, duty, DutyVerb.ACCEPT, "", duty_facts.DutyAccepted)
    duty.reported_by_id, duty.reported_on = doer.person, clock.today()
    move_duty(doer, duty, DutyVerb.REPORT, words, duty_facts.DutyReported)


def erase_of(person: int) -> None:
    """After a person's erasure: what they wrote is gone, the rungs and days stay."""
    mine = records_of(person)
    stalls = Stall.objects.across_communities("an erasure runs over all communities")
    rows = stalls.filter(opened_by__in=mine, words__isnull=False).update(words=None)
    for rung in Rung.objects.filter(done_by__in=mine).order_by("pk").select_for_update():
        rung.put("proof", None)
        rung.save(update_fields=["proof"])
        keeper().drop(PROOF_OF, rung.pk)
        rows += 1
    for rung in Rung.objects.filter(skip_by__in=mine).order_by("pk").select_for_update():
        rung.why = "–"  # that a reason was given stays true
        rung.save(update_fields=["reason"])
        rows += 1
    rows += Answer.objects.filter(by__in=mine).update(words=None)
    record(SYSTEM, facts.StallsErased(person=person, rows=rows))
