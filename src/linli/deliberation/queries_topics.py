"""Reads on topics. Lists take a constant number of queries."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from linli.deliberation.models import Amendment, Check, Proposal, Step, Support, Topic
from linli.deliberation.parameters import LIKE_AMONG, LIKE_FROM, LIKE_MOST
from linli.deliberation.queries import charter_in_force
from linli.deliberation.rules_topics import visible_to
from linli.deliberation.similarity import most_like
from linli.deliberation.states import ENDS, OPEN, WAITING, State, Way
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.fetch import found_or_refused
from linli.kernel.scoping import ScopedQuerySet
from linli.organisations.models import Office, Organisation
from linli.organisations.queries import held_today
from linli.places.models import Place
from linli.residence.models import Residence
from linli.residence.queries import homes_of

HELD = "the topic was asked for before"
OPEN_STATES = [state.value for state in OPEN]
ENDED = [state.value for state in ENDS]
WAITS = [state.value for state in WAITING]
#: Waits for a day that the desk set.
DATED = [*WAITS, State.OWNERS.value, State.RESIDENTS.value]


# --- lists ------------------------------------------------------------------------------------
TABS = ("open", "mine", "over")


def listed(actor: Actor, tab: str, order: str = "new") -> tuple[ScopedQuerySet[Topic], list[str]]:
    """A tab of the people's list with its key: the newest, or what most homes support, first."""
    rows = visible_to(actor).select_related("estate", "building")
    key = ["-support", "-pk"] if order == "support" else ["-pk"]
    if tab == "mine":
        return rows.filter(raiser__in=records_of(actor.person or 0)), ["-pk"]
    over = Q(state__in=ENDED)
    return rows.filter(over if tab == "over" else ~over), key


DESK_TABS = ("triage", "check", "late", "waiting", "running", "over")


def desk(actor: Actor, tab: str) -> ScopedQuerySet[Topic]:
    """One tab of the desk's queue."""
    rows = visible_to(actor).filter(community__in=actor.reach)
    rows = rows.select_related("estate", "building")
    if tab == "check":
        return rows.filter(state=State.ACCEPTED)
    if tab == "late":
        return rows.filter(due_on__lt=clock.today())
    if tab == "waiting":
        return rows.filter(state__in=[*DATED, "returned"])
    if tab == "running":
        return rows.filter(state__in=["in_work", "preparing", "ready", "done"])
    if tab == "over":
        return rows.filter(state__in=ENDED)
    return rows if tab == "all" else rows.filter(state=State.RAISED)


def raised_since(person: int, moment: datetime) -> int:
    rows = Topic.objects.across_communities("one person's pace runs over all communities")
    return rows.filter(Q(raiser=person) | Q(clerk=person), raised_at__gt=moment).count()


# --- one topic ----------------------------------------------------------------------------------
def seen(actor: Actor, topic: int) -> Topic:
    """One that the actor sees, with all that its page shows."""
    rows = visible_to(actor).filter(pk=topic)
    return found_or_refused(
        rows.select_related(
            "raiser__private",
            "raiser__merged_into__private",
            "estate",
            "building",
            "merged_into",
            "owner_office__organisation",
            "owner_body",
            "charter",
        )
    )


def homes_to_stand(person: int, community: int) -> list[Residence]:
    """The homes in a community where a person lives, the oldest first."""
    return list(homes_of(person).filter(community=community, lives=True))


def supported_by(person: int, topics: Iterable[int]) -> frozenset[int]:
    """Which of the topics a home of the person's stands behind. Two queries."""
    mine = homes_of(person).filter(lives=True).values_list("unit", flat=True)
    rows = Support.objects.filter(topic__in=list(topics), withdrawn_at=None, unit__in=list(mine))
    return frozenset(rows.values_list("topic", flat=True))


def alike(topic: Topic) -> list[tuple[Topic, int]]:
    """Other open topics of the community that say nearly the same, the likest first."""
    return like_words(topic.community, topic.text, besides=topic.pk)


def like_words(community: int, text: str, besides: int = 0) -> list[tuple[Topic, int]]:
    rows = Topic.objects.within(community).filter(state__in=OPEN_STATES, hidden=False)
    rows = rows.exclude(words=None).exclude(pk=besides).select_related("estate", "building")
    found = {row.pk: row for row in rows.order_by("-pk")[:LIKE_AMONG]}
    texts = [(pk, row.text) for pk, row in found.items()]
    return [
        (found[pk], percent)
        for pk, percent in most_like(text, texts, least=LIKE_FROM, most=LIKE_MOST)
    ]


def mergeable(actor: Actor, topic: Topic) -> ScopedQuerySet[Topic]:
    """Topics of the same community into which this one may go."""
    rows = visible_to(actor).filter(community=topic.community, state__in=OPEN_STATES)
    return rows.exclude(pk=topic.pk)


def steps_of(topic: int) -> list[Step]:
    """Its history, the first voice first."""
    rows = Step.objects.filter(topic=topic).select_related(
        "person__private", "person__merged_into__private"
    )
    return list(rows.order_by("pk"))


def last_check(topic: int) -> Check | None:
    return Check.objects.filter(topic=topic).order_by("-pk").first()


def merged_into(topic: int) -> list[Topic]:
    rows = Topic.objects.across_communities(HELD).filter(merged_into=topic)
    return list(rows.order_by("pk"))


def proposal_of(topic: int) -> Proposal | None:
    rows = Proposal.objects.across_communities(HELD).filter(topic=topic)
    return rows.select_related(
        "author__private", "author__merged_into__private", "author_body"
    ).first()


# --- the check of competence --------------------------------------------------------------------
def seated(topic: Topic) -> frozenset[str]:
    """Kinds of bodies that have a seat by the charter in force and exist there.

    Without a charter nobody has a seat but the residents' committee, which is always there.
    """
    always = {"residents_committee"}
    charter = charter_in_force(topic.community, topic.estate_id)
    if charter is None:
        return frozenset(always)
    bodies = Organisation.objects.filter(ended=False, kind__in=list(charter.plain.seats))
    bodies = bodies.filter(_serving(topic))
    return frozenset(always | set(bodies.values_list("kind", flat=True)))


def _serving(topic: Topic) -> Q:
    """Organisations of the place or of one above it, of the estate or of no single one."""
    place = Place.objects.get(pk=topic.community)
    step = Place.steplen
    paths = [place.path[:end] for end in range(step, len(place.path) + 1, step)]
    estate = Q(estate=None) | Q(estate=topic.estate_id) if topic.estate_id else Q()
    return Q(place__path__in=paths) & estate


def owners_for(topic: Topic) -> list[Office]:
    """Offices held today that may owe a topic: of the community, or of the estate."""
    rows = held_today().filter(place=topic.community).filter(capacity__in=["staff", "officer"])
    rows = rows.filter(Q(estate=None) | Q(estate=topic.estate_id))
    return list(
        rows.select_related(
            "organisation", "person__private", "person__merged_into__private"
        ).order_by("organisation", "pk")
    )


def ready_for_meeting(community: int, estate: int | None = None) -> list[Topic]:
    """What may come onto an agenda: proposed, and supported as the charter asks; in its order."""
    charter = charter_in_force(community, estate)
    if charter is None:
        return []
    terms = charter.plain
    rows = Topic.objects.within(community).filter(
        state=State.READY, support__gte=terms.support_households
    )
    if estate is not None:
        rows = rows.filter(Q(estate=None) | Q(estate=estate))
    has = Exists(Proposal.objects.within(community).filter(topic=OuterRef("pk")))
    orders = {"support": "-support", "waiting": "raised_at", "urgent": "due_on", "turn": "building"}
    return list(rows.filter(has).order_by(*(orders[code] for code in terms.picking), "pk"))


def put_off_until(community: int, estate: int | None, day: date) -> list[Topic]:
    """What a meeting put off to a day that has come by then; it has its proposal."""
    has = Exists(Proposal.objects.within(community).filter(topic=OuterRef("pk")))
    rows = Topic.objects.within(community).filter(
        state=State.DEFERRED, way=Way.MEETING, due_on__lte=day
    )
    if estate is not None:
        rows = rows.filter(Q(estate=None) | Q(estate=estate))
    rows = rows.filter(has)
    return list(rows.order_by("due_on", "pk"))


def due_today() -> list[int]:
    """What waited for a day that has come and of which the desk was not told; for the daily job."""
    rows = Topic.objects.across_communities("the daily look runs over all communities")
    ripe = rows.filter(state__in=DATED, due_on__lte=clock.today())
    return [
        topic
        for topic, due, told_for in ripe.values_list("pk", "due_on", "reminded_for").order_by("pk")
        if told_for != due
    ]


# --- for notices --------------------------------------------------------------------------------
def to_tell(topic: int) -> set[int]:
    """Whoever raised a topic, or what was merged into it."""
    rows = Topic.objects.across_communities("its raisers are told what becomes of it")
    found = rows.filter(Q(pk=topic) | Q(merged_into=topic), raiser__isnull=False)
    return set(found.values_list("raiser", flat=True))


def amended_by(amendment: int) -> tuple[int, int]:
    """The author of the proposal, and whoever offered the amendment; 0 for none."""
    rows = Amendment.objects.filter(pk=amendment).values_list("proposal__author", "by")
    return rows.first() or (0, 0)
