"""Reads on charters."""

from datetime import date

from django.db.models import F, Q

from linli.deliberation.models import Charter
from linli.deliberation.patterns import without_charter
from linli.deliberation.terms import Terms, Track
from linli.kernel import clock
from linli.kernel.scoping import ScopedQuerySet

PUBLIC = "charters are public: whoever it binds may read it"


def charters_of(community: int) -> ScopedQuerySet[Charter]:
    """Every version, the newest first."""
    rows = Charter.objects.within(community).select_related(
        "estate", "initiator__private", "initiator__merged_into__private", "initiator_body"
    )
    return rows.order_by("-number")


def charter_in_force(
    community: int,
    estate: int | None = None,
    day: date | None = None,
    track: Track = Track.ORDINARY,
) -> Charter | None:
    """What holds on a day (today): the estate's own, else the community's; None: there is none.

    No meeting opens without one. One query.
    """
    rows = Charter.objects.within(community).filter(
        state=Charter.State.IN_FORCE, track=track, since__lte=day or clock.today()
    )
    where = Q(estate=None) if estate is None else Q(estate=None) | Q(estate=estate)
    return rows.filter(where).order_by(F("estate").desc(nulls_last=True), "-since", "-pk").first()


def terms_in_force(community: int, estate: int | None = None, day: date | None = None) -> Terms:
    """The deadlines by which demands are taken up, also where there is no charter yet."""
    found = charter_in_force(community, estate, day)
    return found.plain if found else without_charter().terms


def any_charter(pk: int) -> ScopedQuerySet[Charter]:
    rows = Charter.objects.across_communities(PUBLIC).filter(pk=pk)
    return rows.select_related(
        "estate",
        "initiator__private",
        "initiator__merged_into__private",
        "initiator_body",
        "settled_by__private",
        "settled_by__merged_into__private",
    )


def before(charter: Charter) -> Charter | None:
    """The version in force before this one, for the same people and the same occasions."""
    rows = Charter.objects.within(charter.community).filter(
        estate=charter.estate_id,
        track=charter.track,
        number__lt=charter.number,
        state=Charter.State.IN_FORCE,
    )
    return rows.order_by("-number").first()


def holding(day: date | None = None) -> dict[int, Charter]:
    """Community -> what holds there for every day, for whole communities. One query."""
    rows = Charter.objects.across_communities(PUBLIC).filter(
        state=Charter.State.IN_FORCE,
        track=Track.ORDINARY,
        estate=None,
        since__lte=day or clock.today(),
    )
    return {
        row.community: row
        for row in rows.order_by("community", "-since", "-pk").distinct("community")
    }
