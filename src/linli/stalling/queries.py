"""Reads on stalls. Lists take a constant number of queries."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q

from linli.deliberation.models import Step, Topic
from linli.deliberation.states import State
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.fetch import found_or_refused
from linli.kernel.scoping import ScopedQuerySet
from linli.stalling.course import Phase
from linli.stalling.models import Answer, Rung, Stall

PUBLIC = "that somebody stalls is public: bodies, rungs and days"
LOOK = "the daily look runs over all communities"
#: What waits for others: past its day a stall opens by itself.
WAITS = [
    State.PARKED.value,
    State.REFERRED.value,
    State.OWNERS.value,
    State.RESIDENTS.value,
    State.IN_WORK.value,
]
#: By hand also what was only deferred.
BY_HAND = [*WAITS, State.DEFERRED.value]
TABS = ("act", "wait", "over")
ACT = [Phase.READY.value, Phase.ACTING.value, Phase.CLIMBED.value]
WAIT = [Phase.WAITING.value, Phase.PROMISED.value]
TABS_OF = {"act": ACT, "wait": WAIT, "over": [Phase.OVER.value]}


def _whole(rows: ScopedQuerySet[Stall]) -> ScopedQuerySet[Stall]:
    return rows.select_related("topic__estate", "topic__building", "estate")


def seen(stall: int) -> Stall:
    """One, for everybody; what is not public the page leaves out."""
    return found_or_refused(_whole(Stall.objects.across_communities(PUBLIC)).filter(pk=stall))


def rungs_of(stall: int) -> list[Rung]:
    return list(Rung.objects.filter(stall=stall).order_by("level"))


def answers_of(stall: int) -> list[Answer]:
    return list(Answer.objects.filter(stall=stall).order_by("pk"))


def rung_at(stall: Stall, level: int) -> Rung:
    found = found_or_refused(Rung.objects.filter(stall=stall, level=level))
    found.stall = stall
    return found


def desk(actor: Actor, tab: str) -> ScopedQuerySet[Stall]:
    """One tab of the desk's list."""
    rows = _whole(Stall.objects.reached_by(actor))
    return rows.filter(phase__in=TABS_OF.get(tab, ACT))


def of_raiser(person: int) -> ScopedQuerySet[Stall]:
    """What somebody raised and is stalled now, also by what was merged into it."""
    mine = records_of(person)
    rows = _whole(Stall.objects.across_communities("people see the stalls of what they raised"))
    own = Q(topic__raiser__in=mine) | Q(topic__merged__raiser__in=mine)
    return rows.filter(own, ended_at__isnull=True).distinct()


def open_rungs_of(person: int) -> list[Rung]:
    """Rungs that wait for whoever raised the matter."""
    stalls = of_raiser(person).values_list("pk", flat=True)
    rows = Rung.objects.filter(stall__in=list(stalls), state=Rung.State.OPEN, fell_on=None)
    return list(rows.filter(by="raiser").order_by("due_on", "pk"))


def of_topics(topics: Iterable[int]) -> list[Stall]:
    """Stalls of topics, the newest first."""
    rows = Stall.objects.across_communities(PUBLIC).filter(topic__in=list(topics))
    return list(rows.order_by("-pk"))


def of_community(community: int, limit: int) -> list[Stall]:
    """What is stalled there, for the public board; the longest first."""
    rows = _whole(Stall.objects.within(community)).filter(ended_at__isnull=True)
    return list(rows.order_by("missed_on", "pk")[:limit])


def open_of_topic(topic: int) -> Stall | None:
    rows = Stall.objects.across_communities(PUBLIC).filter(topic=topic, ended_at__isnull=True)
    return rows.first()


def open_of_resolution(resolution: int) -> Stall | None:
    rows = Stall.objects.across_communities(PUBLIC)
    return rows.filter(resolution=resolution, ended_at__isnull=True).first()


def overdue(today: date) -> list[int]:
    """Topics that waited for others past their day and have no stall yet."""
    running = Stall.objects.across_communities(LOOK).filter(
        topic=OuterRef("pk"), ended_at__isnull=True
    )
    rows = Topic.objects.across_communities(LOOK).filter(
        ~Exists(running), state__in=WAITS, due_on__lt=today
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


def to_look_at(today: date) -> list[int]:
    """Stalls of which the daily look must do something."""
    rows = Stall.objects.across_communities(LOOK).filter(next_on__lte=today)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def topic(pk: int) -> Topic | None:
    return Topic.objects.across_communities(PUBLIC).filter(pk=pk).first()


def waits_since(topic: Topic) -> date:
    """Since when a topic stands where it stands."""
    last = Step.objects.filter(topic=topic).exclude(verb="remind").order_by("-pk").first()
    moment = last.at if last else topic.raised_at
    return clock.day_of(moment)


def reached_before(topic: int | None, resolution: int | None, against: str, ladder: str) -> int:
    """The rung with which a new stall of the same matter begins: after the last one done or passed over."""
    rows = Rung.objects.filter(stall__against=against, stall__ladder=ladder)
    rows = rows.filter(stall__topic=topic) if topic else rows.filter(stall__resolution=resolution)
    settled = rows.filter(state__in=[Rung.State.DONE, Rung.State.SKIPPED])
    last = settled.order_by("-level").values_list("level", flat=True).first()
    return 0 if last is None else last + 1


def earlier_rungs(stall: Stall) -> list[Rung]:
    """What was delivered in earlier stalls of the same matter, by the same ladder."""
    rows = Rung.objects.filter(
        stall__against=stall.against, stall__ladder=stall.ladder, state=Rung.State.DONE
    )
    if stall.topic_id:
        rows = rows.filter(stall__topic=stall.topic_id)
    else:
        rows = rows.filter(stall__resolution=stall.resolution)
    return list(rows.exclude(stall=stall).order_by("level", "pk"))
