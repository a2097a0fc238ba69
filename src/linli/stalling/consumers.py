"""What happens to stalls when something happens elsewhere, and the duties that come of rungs."""

from datetime import timedelta

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from linli.deliberation.states import ENDS, State
from linli.duties.models import TITLE_LENGTH, Duty
from linli.duties.operations import Owner, give
from linli.duties.parties import owners
from linli.facts import deliberation as topic_facts
from linli.facts import resolutions as resolution_facts
from linli.facts import stalling as facts
from linli.facts.identity import Erased
from linli.grids.queries.resolving import committee_of
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel import clock, workdays
from linli.kernel.actor import SYSTEM, Actor, Capacity
from linli.organisations.models import Organisation
from linli.stalling import operations, parties, queries
from linli.stalling.models import Rung, Stall
from linli.stalling.words import headline, step_title

#: States in which a resolution is carried out, or was declared void.
SETTLED = frozenset({"confirmed", "review", "kept", "void"})
#: Kind of the duties that come of rungs.
DUTY = "stall"


@consumes(
    topic_facts.TopicMoved,
    topic_facts.TopicRouted,
    topic_facts.TopicRejected,
    topic_facts.TopicMerged,
    topic_facts.TopicReferred,
)
def end_with_the_topic(event: Event) -> None:
    """The matter moved on. When it comes to wait again and is late again, its ladder goes on."""
    found = queries.open_of_topic(event.payload["topic"])
    if found is None or found.pk is None:
        return
    stall = operations.locked(found.pk)
    if stall.ended_at is not None or event.at < stall.opened_at:
        return
    over = State(event.payload["state"]) in ENDS | {State.DONE}
    operations.end(stall, Stall.End.SETTLED if over else Stall.End.MOVED)


@consumes(resolution_facts.ResolutionOverdue)
def open_for_a_resolution(event: Event) -> None:
    """What was adopted is not carried out. About a topic, the ladder stands with the topic."""
    found = event.payload
    topic = found["topic"]
    running = queries.open_of_topic(topic) if topic else None
    if running is not None or queries.open_of_resolution(found["resolution"]) is not None:
        return
    body = Organisation.objects.filter(pk=found["organisation"] or 0).first()
    row = queries.topic(topic) if topic else None
    missed = operations.Missed(
        community=found["community"],
        matter=found["matter"] or (row.matter if row else "") or "other",
        against=body.kind if body else "residents_committee",
        day=clock.day_of(event.at) - timedelta(days=found["days"]),
        topic=topic,
        resolution=None if topic else found["resolution"],
        estate=row.estate_id if row else (body.estate_id if body else None),
    )
    operations.begin(SYSTEM, missed, Stall.Cause.RESOLUTION)


@consumes(
    resolution_facts.ResolutionMoved,
    resolution_facts.ResolutionGiven,
    resolution_facts.ResolutionConfirmed,
)
def end_with_the_resolution(event: Event) -> None:
    """It was given anew, reported, confirmed: it moved on."""
    found = event.payload
    if found["before"] == found["state"]:
        return
    running = queries.open_of_resolution(found["resolution"])
    if running is None and found["topic"]:
        about = queries.open_of_topic(found["topic"])
        running = about if about and about.cause == Stall.Cause.RESOLUTION else None
    if running is None:
        return
    stall = operations.locked(running.pk)
    if stall.ended_at is not None or event.at < stall.opened_at:
        return
    over = found["state"] in SETTLED
    operations.end(stall, Stall.End.SETTLED if over else Stall.End.MOVED)


@consumes(facts.StallOpened)
def tell_of_the_first_rung(event: Event) -> None:
    """At once, not only at the next daily look."""
    operations.advance(operations.locked(event.payload["stall"]))


def _rung(event: Event) -> Rung | None:
    rows = Rung.objects.filter(pk=event.payload["rung"]).select_related("stall__topic")
    return rows.select_for_update(of=("self",)).first()


@consumes(facts.RungTold, facts.RungFell, facts.RungWoke)
def make_duty_of_rung(event: Event) -> None:
    """An office that must act owes it until its day; whoever raised the matter is asked by a notice."""
    rung = _rung(event)
    if rung is None or rung.duty is not None or rung.state != Rung.State.OPEN:
        return
    body = parties.body_of_rung(rung)
    if body is None:
        return
    giver = committee_of(rung.stall.community)
    with translation.override("zh-hans"):
        title = f"{step_title(rung.step)}：{headline(rung.stall)}"[:TITLE_LENGTH]
    made = give(
        SYSTEM,
        community=rung.stall.community,
        kind=DUTY,
        title=title,
        text=reverse("stall", args=[rung.stall_id]),
        owner=Owner(organisation=body.pk, place=body.place_id),
        due_on=max(rung.due_on, workdays.shifted(clock.today(), 0)),
        confirm=Duty.Confirm.PERSON,
        giver_organisation=giver.pk if giver else None,
    )
    operations.owes(rung, made.pk)


@consumes(facts.RungDone, facts.SkipAnswered)
def close_duty_of_rung(event: Event) -> None:
    """Done by whoever owed it: reported. By somebody else, or not needed: nobody owes it any longer."""
    rung = _rung(event)
    if rung is None or rung.duty is None or rung.state == Rung.State.OPEN:
        return
    duty = Duty.objects.within(rung.stall.community).filter(pk=rung.duty).first()
    own = duty is not None and event.actor in owners(duty)
    doer = None
    if own and event.type == facts.RungDone.type:
        doer = Actor(event.actor, Capacity(event.capacity), event.place, office=event.office)
    with translation.override("zh-hans"):
        words = _("The rung of the ladder is settled; what shows it stands with the stall.")
    operations.close_duty(rung, doer, words)


@consumes(facts.StallAnswered, when=lambda payload: payload["kind"] == "promise")
def rest_while_promised(event: Event) -> None:
    """While the other side has its promised days nobody owes the rung that waits for them."""
    stall = operations.locked(event.payload["stall"])
    if not stall.asleep:
        return
    for rung in _open_rungs(stall):
        with translation.override("zh-hans"):
            words = _("The other side promised a day; the rung waits for it.")
        operations.close_duty(rung, None, words)
        operations.owes(rung, None)


@consumes(facts.StallEnded)
def nobody_owes_what_is_over(event: Event) -> None:
    stall = operations.locked(event.payload["stall"])
    rows = Rung.objects.filter(stall=stall, state=Rung.State.MOOT, duty__isnull=False)
    for rung in rows.select_for_update():
        rung.stall = stall
        with translation.override("zh-hans"):
            words = _("The matter moved on; the rung is no longer needed.")
        operations.close_duty(rung, None, words)


def _open_rungs(stall: Stall) -> list[Rung]:
    rows = Rung.objects.filter(stall=stall, state=Rung.State.OPEN, duty__isnull=False)
    found = list(rows.select_for_update())
    for rung in found:
        rung.stall = stall
    return found


@consumes(Erased)
def erase_stalls(event: Event) -> None:
    """A person closed the account."""
    operations.erase_of(int(event.payload["person"]))
