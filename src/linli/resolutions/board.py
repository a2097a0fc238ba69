"""The public board: demands raised below the line, resolutions second; nobody is named.

Counted by the database: as many queries, and as many rows, for a hundred demands as for many thousands.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from linli.deliberation import board as demands
from linli.deliberation.board import Middle, whole_days
from linli.deliberation.matters import body_title
from linli.deliberation.queries import terms_in_force
from linli.kernel import clock
from linli.organisations.models import Organisation
from linli.resolutions.models import Resolution
from linli.resolutions.states import DONE, OWED, State

DONE_STATES = sorted(state.value for state in DONE)
OWED_STATES = sorted(state.value for state in OWED)


@dataclass(frozen=True, slots=True)
class Board:
    """`demands` first. Of the resolutions: `made`, `carried_out` (confirmed by two), `void`."""

    demands: demands.Figures
    made: int
    carried_out: int
    void: int
    #: Signed off as good, and sent back, by those who supervise.
    good: int
    insufficient: int
    #: The middle of the days from the decision to the confirmation; None: none was carried out.
    median_days: int | None
    #: Body -> how many demands and resolutions wait for it past their day; the most first.
    overdue: list[tuple[str, int]]


def board(community: int) -> Board:
    """Eight queries at most."""
    done = Q(state__in=DONE_STATES)
    found = Resolution.objects.within(community).aggregate(
        made=Count("pk"),
        done=Count("pk", filter=done),
        void=Count("pk", filter=Q(state=State.VOID)),
        good=Count("pk", filter=Q(verdict=Resolution.Verdict.GOOD)),
        bad=Count("pk", filter=Q(verdict=Resolution.Verdict.INSUFFICIENT)),
        middle=Middle(whole_days("confirmed_at", "made_at"), filter=done),
    )
    figures = demands.figures(community)
    return Board(
        demands=figures,
        made=found["made"],
        carried_out=found["done"],
        void=found["void"],
        good=found["good"],
        insufficient=found["bad"],
        median_days=found["middle"],
        overdue=_overdue(community, Counter(dict(figures.overdue))),
    )


def _overdue(community: int, found: Counter[str]) -> list[tuple[str, int]]:
    """With the resolutions that answer no demand; those that do are counted as their demand."""
    rows = Resolution.objects.within(community).filter(topic=None, due_on__lt=clock.today())
    groups = list(
        rows.exclude(state=State.CONFIRMED)
        .values("state", "owner_body")
        .annotate(number=Count("pk"))
        .order_by("state")
    )
    if groups:
        names = Organisation.objects.in_bulk({each["owner_body"] for each in groups} - {None})
        desk = body_title(terms_in_force(community).triage_by[0])
        for each in groups:
            body = names.get(each["owner_body"])
            owed = each["state"] in OWED_STATES and body is not None
            found[str(body.name) if owed and body else desk] += each["number"]
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
