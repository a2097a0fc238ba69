"""Campaigns, one's own progress, the board."""

from dataclasses import dataclass

from django.db.models import Count

from linli.activities.models import Campaign, Counted, Entrant, Task
from linli.identity.queries import display_names
from linli.kernel.actor import Actor
from linli.kernel.scoping import ScopedQuerySet

BOARD = 20


def campaigns(actor: Actor) -> ScopedQuerySet[Campaign]:
    return Campaign.objects.reached_by(actor)


@dataclass(frozen=True, slots=True)
class Progress:
    task: Task
    done: int


def progress(row: Campaign, entrant: Entrant | None) -> list[Progress]:
    """The tasks with what was counted of one's own. Two queries."""
    tasks = Task.objects.within(row.community).filter(campaign=row).order_by("pk")
    counted = Counted.objects.within(row.community).filter(entrant=entrant)
    done = dict(counted.values_list("task").annotate(Count("pk")).values_list("task", "pk__count"))
    return [Progress(task, done.get(task.pk, 0) if entrant else 0) for task in tasks]


def entrant_of(row: Campaign, actor: Actor) -> Entrant | None:
    return Entrant.objects.within(row.community).filter(campaign=row, person=actor.person).first()


def board(row: Campaign) -> list[tuple[int, str, int]]:
    """Place, name, count; whoever did not ask for it is left out. Two queries."""
    rows = Entrant.objects.within(row.community).filter(campaign=row, shown=True, done__gt=0)
    best = list(rows.order_by("-done", "pk")[:BOARD])
    names = display_names(each.person_id for each in best)
    counts = [each.done for each in best]
    return [
        (1 + sum(other > each.done for other in counts), names.get(each.person_id, ""), each.done)
        for each in best
    ]
