"""Reads on matters of the party organisation. Lists take a constant number of queries."""

from django.db.models import Count, Q, QuerySet

from linli.identity.models import Person
from linli.identity.queries import records_of
from linli.kernel.actor import Actor
from linli.kernel.fetch import found_or_refused
from linli.kernel.scoping import ScopedQuerySet
from linli.partywork.models import Affair, Opinion, Text
from linli.partywork.sight import visible_to
from linli.partywork.states import State

HELD = "the action's rule was asked before"
_ASKING = [State.CONSULTING.value, State.SHOWN.value]
_OVER = [State.DECIDED.value, State.FILED.value, State.WITHDRAWN.value]
TABS = {"now": Q(state__in=_ASKING), "over": Q(state__in=_OVER)}
DESK_TABS = {
    "work": ~Q(state__in=["filed", "withdrawn"]),
    "over": Q(state__in=["filed", "withdrawn"]),
}


def listed(actor: Actor, tab: str) -> ScopedQuerySet[Affair]:
    """A tab of the people's list."""
    rows = visible_to(actor).filter(TABS[tab], round__gt=0)
    return rows.select_related("organisation", "estate")


def desk(actor: Actor, tab: str) -> ScopedQuerySet[Affair]:
    """Those of the actor's own party organisation."""
    rows = visible_to(actor).filter(DESK_TABS[tab], organisation=actor.organisation)
    return rows.select_related("organisation", "estate")


def seen(actor: Actor, affair: int) -> Affair:
    """One that the actor sees."""
    rows = visible_to(actor).filter(pk=affair)
    return found_or_refused(rows.select_related("organisation", "estate"))


def next_number(community: int) -> int:
    last = Affair.objects.within(community).order_by("-number").values_list("number", flat=True)
    return (last.first() or 0) + 1


def texts_of(affair: Affair) -> list[Text]:
    """The versions that were put to the people, the oldest first."""
    rows = Text.objects.filter(affair=affair, put_on__isnull=False)
    return list(rows.order_by("number"))


def text_of(affair: Affair) -> Text:
    """The one that stands."""
    return Text.objects.filter(affair=affair).latest("number")


# --- opinions -------------------------------------------------------------------------------------
def opinions_of(affair: Affair) -> ScopedQuerySet[Opinion]:
    return Opinion.objects.within(affair.community).filter(affair=affair)


def answered(affair: Affair) -> ScopedQuerySet[Opinion]:
    """What everybody reads of them: the gist and the answer."""
    return opinions_of(affair).exclude(stance=Opinion.Stance.WAITING)


def waiting(affair: Affair) -> int:
    return opinions_of(affair).filter(stance=Opinion.Stance.WAITING).count()


def stances(affair: Affair) -> dict[str, int]:
    """Stance -> how many. One query."""
    rows = opinions_of(affair).values_list("stance").annotate(n=Count("pk")).order_by()
    return dict(rows)


def mine(person: int, affair: Affair) -> list[Opinion]:
    return list(opinions_of(affair).filter(person__in=records_of(person)).order_by("pk"))


def said_so_often(person: int, affair: Affair, *, late: bool) -> int:
    rows = opinions_of(affair).filter(round=affair.round, late=late)
    return rows.filter(person__in=records_of(person)).count()


def who_said(affair: Affair) -> set[int]:
    rows = opinions_of(affair).filter(person__isnull=False)
    return set(rows.values_list("person", flat=True))


def people_of(community: int) -> QuerySet[Person, int]:
    """Everybody whose community it is."""
    return Person.objects.filter(community=community, is_active=True).values_list("pk", flat=True)


def any_affair(affair: int) -> ScopedQuerySet[Affair]:
    return Affair.objects.across_communities(HELD).filter(pk=affair)
