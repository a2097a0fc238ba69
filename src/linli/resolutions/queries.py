"""Reads on resolutions. Lists take a constant number of queries."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from linli.deliberation.models import Topic
from linli.deliberation.queries_topics import owners_for, to_tell
from linli.deliberation.states import TRANSITIONS as TOPIC_STEPS
from linli.deliberation.states import State as TopicState
from linli.deliberation.states import Verb as TopicVerb
from linli.identity.queries import records_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.fetch import found_or_refused
from linli.kernel.scoping import ScopedQuerySet
from linli.organisations.models import Office
from linli.organisations.queries import held_today
from linli.resolutions.models import Evidence, Mark, Resolution, Step
from linli.resolutions.states import OWED, State

WHY = "resolutions are public: who owes what, until when, and who says that it is done"
#: The desk's tabs, in their order.
TABS = ("give", "late", "confirm", "mine", "running", "review", "over")
ADOPTABLE = [state.value for state in TOPIC_STEPS[TopicVerb.ADOPT].sources]


def _with_names(rows: ScopedQuerySet[Resolution]) -> ScopedQuerySet[Resolution]:
    return rows.select_related("topic", "estate", "owner_body", "owner_office", "named_body")


def reached(actor: Actor) -> ScopedQuerySet[Resolution]:
    """Those where the actor lives or serves."""
    return _with_names(Resolution.objects.reached_by(actor))


def mine(actor: Actor) -> Q:
    """What the office in which one acts was asked, or owes."""
    return Q(owner_office=actor.office or 0)


def tab_of(tab: str, actor: Actor) -> Q:
    today = clock.today()
    return {
        "give": Q(state=State.TO_GIVE),
        "late": Q(due_on__lt=today),
        "confirm": Q(state=State.REPORTED),
        "mine": mine(actor),
        "running": Q(state__in=[State.GIVEN, State.WORKING]),
        "review": Q(state__in=[State.CONFIRMED, State.REVIEW]),
        "over": Q(state__in=[State.KEPT, State.VOID]),
    }[tab]


def desk(actor: Actor, tab: str) -> ScopedQuerySet[Resolution]:
    return reached(actor).filter(tab_of(tab, actor))


def seen(resolution: int) -> Resolution:
    """One, with all that its page shows. Public."""
    rows = Resolution.objects.across_communities(WHY).filter(pk=resolution)
    return found_or_refused(
        rows.select_related(
            "topic__building",
            "topic__estate",
            "estate",
            "owner_body",
            "owner_office__organisation",
            "named_body",
            "given_body",
            "confirmed_body",
            "affirmed_body",
        )
    )


def steps_of(resolution: int) -> list[Step]:
    """Its history, the decision first."""
    rows = Step.objects.filter(resolution=resolution).select_related("body")
    return list(rows.order_by("pk"))


def evidence_of(resolution: int) -> list[Evidence]:
    rows = Evidence.objects.filter(resolution=resolution).select_related("milestone")
    return list(rows.order_by("pk"))


def marks_of(resolution: int) -> list[Mark]:
    return list(Mark.objects.filter(resolution=resolution).select_related("body").order_by("pk"))


def of_topic(topic: int) -> Resolution | None:
    """The latest that carries or carried it."""
    rows = Resolution.objects.across_communities(WHY).filter(topic=topic)
    return _with_names(rows).order_by("-pk").first()


def offices_for(row: Resolution) -> list[Office]:
    """Offices held today that may owe it: of the community, of the estate; the named body's first."""
    stand_in = Topic(community=row.community, estate=row.estate)
    found = owners_for(stand_in)
    if row.named_body_id is None:
        return found
    known = {office.pk for office in found}
    named = held_today().filter(organisation=row.named_body_id, capacity__in=["staff", "officer"])
    more = named.select_related(
        "organisation", "person__private", "person__merged_into__private"
    ).order_by("pk")
    found += [office for office in more if office.pk not in known]
    return sorted(found, key=lambda each: each.organisation_id != row.named_body_id)


def answered_by(row: Resolution) -> list[Topic]:
    """Demands that a decision of the owners or residents may answer."""
    carried = Resolution.objects.across_communities(WHY).filter(topic=OuterRef("pk"))
    rows = Topic.objects.within(row.community).filter(
        ~Exists(carried.exclude(state__in=[State.VOID, State.KEPT])), state__in=ADOPTABLE
    )
    if row.estate_id is not None:
        rows = rows.filter(Q(estate=None) | Q(estate=row.estate_id))
    at = TopicState.OWNERS if row.source == Resolution.Source.OWNERS else TopicState.RESIDENTS
    found = list(rows.select_related("estate", "building").order_by("-pk")[:100])
    return sorted(found, key=lambda each: each.state != at)


# --- the daily look -----------------------------------------------------------------------------
def late_today() -> list[int]:
    """Whose day is over and of which nobody was told for that day."""
    rows = Resolution.objects.across_communities("the daily look runs over all communities")
    ripe = rows.filter(due_on__lt=clock.today()).exclude(state__in=[State.CONFIRMED])
    return [
        pk
        for pk, due, told in ripe.values_list("pk", "due_on", "told_for").order_by("pk")
        if told != due
    ]


def to_review() -> list[int]:
    """Carried out so long ago that their effect is looked at again."""
    rows = Resolution.objects.across_communities("the daily look runs over all communities")
    ripe = rows.filter(state=State.CONFIRMED, due_on__lte=clock.today())
    return list(ripe.order_by("pk").values_list("pk", flat=True))


def without_owner() -> list[int]:
    """Owed by somebody who holds that office no longer."""
    rows = Resolution.objects.across_communities("the daily look runs over all communities")
    owed = rows.filter(state__in=sorted(state.value for state in OWED))
    return list(
        owed.exclude(owner_office__in=held_today()).order_by("pk").values_list("pk", flat=True)
    )


def to_keep() -> list[int]:
    """A supervisor found that it holds, and who raised it is silent past the day."""
    rows = Resolution.objects.across_communities("the daily look runs over all communities")
    ripe = rows.filter(state=State.REVIEW, held_supervisor__isnull=False, due_on__lt=clock.today())
    return list(ripe.order_by("pk").values_list("pk", flat=True))


def raisers_of(row: Resolution) -> set[int]:
    """Whoever raised the demand, or one that was merged into it."""
    return to_tell(row.topic_id) if row.topic_id else set()


# --- for notices --------------------------------------------------------------------------------
def of_my_demands(person: int) -> ScopedQuerySet[Resolution]:
    """Resolutions on what a person raised, also by what was merged into it."""
    own = records_of(person)
    mine_too = Topic.objects.across_communities("one's own demands").filter(
        Q(raiser__in=own) | Q(merged__raiser__in=own)
    )
    return Resolution.objects.across_communities("one's own demands").filter(
        topic__in=mine_too.values("pk")
    )


def supervisors_near(row: Resolution, kinds: Iterable[str]) -> set[int]:
    """Who serves a supervising body of the place, but for the owner's own body."""
    held = held_today().filter(organisation__kind__in=list(kinds), place=row.community)
    held = held.exclude(organisation=row.owner_body_id)
    if row.estate_id is not None:
        held = held.filter(Q(organisation__estate=None) | Q(organisation__estate=row.estate_id))
    return set(held.values_list("person", flat=True))


#: So many stand on the board itself.
BOARD_MOST = 20


def all_of(community: int) -> ScopedQuerySet[Resolution]:
    """Public."""
    return _with_names(Resolution.objects.within(community))


def public_of(community: int) -> list[Resolution]:
    """The newest of a community, for its board; the rest follow by their demands."""
    return list(all_of(community).order_by("-pk")[:BOARD_MOST])


def on_topics(topics: Iterable[int]) -> list[Resolution]:
    """Of each topic its resolutions, the first first."""
    rows = Resolution.objects.across_communities(WHY).filter(topic__in=list(topics))
    return list(_with_names(rows).order_by("pk"))
