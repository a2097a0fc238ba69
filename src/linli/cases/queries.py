"""Reads on joint cases. Lists take a constant number of queries."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q, QuerySet

from linli.cases.models import Case, Line, Party, Step
from linli.cases.states import Act, Belonging, State
from linli.duties.states import OPEN as DUTY_OPEN
from linli.kernel import clock
from linli.kernel.scoping import ScopedQuerySet
from linli.meetings.models import Meeting
from linli.meetings.states import Series
from linli.organisations.models import Office, Organisation
from linli.organisations.queries import held_today
from linli.places.models import Place
from linli.places.queries import lineage
from linli.representation.queries import in_reach_of

HELD = "the action's rule was asked before"
OWED = [state.value for state in DUTY_OPEN]
#: Meetings of the last days may still be a step.
_LATELY = timedelta(days=31)


def parties_of(case: int) -> list[Party]:
    """The leading one first."""
    rows = Party.objects.filter(case=case).select_related("organisation", "case")
    return sorted(rows, key=lambda party: (party.organisation_id != party.case.lead_id, party.pk))


def joined(case: int) -> frozenset[int]:
    """Organisations that take part."""
    rows = Party.objects.filter(case=case, state=Belonging.JOINED)
    return frozenset(rows.values_list("organisation", flat=True))


def steps_of(case: int) -> list[Step]:
    rows = Step.objects.filter(case=case).select_related(
        "organisation", "duty", "meeting", "case__lead", "office"
    )
    return list(rows.order_by("position"))


def open_steps(case: int) -> int:
    """Neither confirmed nor dropped."""
    return Step.objects.filter(case=case, duty__state__in=OWED).count()


def owes(case: int, organisation: int) -> bool:
    rows = Step.objects.filter(case=case, organisation=organisation, duty__state__in=OWED)
    return rows.exists()


def lines_of(case: int) -> QuerySet[Line]:
    """The timeline, the newest first."""
    return Line.objects.filter(case=case).select_related("organisation", "about", "step")


def lines_for(case: int, belonging: str, organisation: int | None) -> QuerySet[Line]:
    """All for who takes part; for who is asked the opening and what was said to them.

    Everybody else reads what is public.
    """
    rows = lines_of(case)
    if belonging == Belonging.JOINED:
        return rows
    if belonging == Belonging.INVITED:
        return rows.filter(Q(public=True) | Q(about=organisation) | Q(act=Act.OPEN))
    return rows.filter(public=True)


def may_be_asked(case_community: int, besides: Iterable[int] = ()) -> list[Organisation]:
    """Living organisations of the community and of the places above it. Three queries."""
    rows = Organisation.objects.filter(in_reach_of(case_community), ended=False)
    return list(rows.exclude(pk__in=list(besides)).order_by("place__path", "pk"))


def _serving(community: int, organisations: Iterable[int]) -> QuerySet[Office]:
    """Offices held today there, or in a place above: a company serves elsewhere as well."""
    paths = [place.path for place in lineage(Place.objects.get(pk=community))]
    return held_today().filter(
        organisation__in=list(organisations),
        capacity__in=["staff", "officer"],
        place__path__in=paths,
    )


def offices_in(case: Case) -> list[Office]:
    """Offices held today in organisations that take part: who may owe a step. Four queries."""
    held = _serving(case.community, joined(case.pk))
    held = held.filter(Q(estate=None) | Q(estate=case.estate_id) if case.estate_id else Q())
    rows = held.select_related("organisation", "person__private", "person__merged_into__private")
    return list(rows.order_by("organisation", "pk"))


def joint_meetings(community: int) -> list[Meeting]:
    """Meetings with all parties, of the last weeks and to come."""
    rows = Meeting.objects.within(community).filter(
        series=Series.JOINT, cancelled_at=None, starts_at__gt=clock.now() - _LATELY
    )
    return list(rows.order_by("starts_at")[:30])


def people_of(community: int, organisations: Iterable[int]) -> set[int]:
    """Who serves in them there today, as staff or officers."""
    return set(_serving(community, organisations).values_list("person", flat=True))


def any_case(pk: int) -> ScopedQuerySet[Case]:
    return Case.objects.across_communities(HELD).filter(pk=pk)


def next_number(community: int) -> int:
    last = Case.objects.within(community).order_by("-number").values_list("number", flat=True)
    return (last.first() or 0) + 1


TABS = ("open", "asked", "closed")


def tab_of(rows: ScopedQuerySet[Case], organisation: int | None, tab: str) -> ScopedQuerySet[Case]:
    """One tab of the desk; `rows` are those that the actor sees."""
    asked = Party.objects.filter(organisation=organisation or 0, state=Belonging.INVITED)
    rows = rows.select_related("lead", "estate")
    if tab == "asked":
        return rows.filter(state=State.OPEN, pk__in=asked.values("case"))
    if tab == "closed":
        return rows.filter(state=State.CLOSED)
    return rows.filter(state=State.OPEN).exclude(pk__in=asked.values("case"))
