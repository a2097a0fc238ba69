"""Counting confirmed facts for campaigns. Called by a consumer, so each fact may come again."""

from dataclasses import dataclass
from datetime import date

from linli.activities.models import Counted, Entrant, Task
from linli.activities.parameters import MOST_BY_ONE_VERIFIER


@dataclass(frozen=True, slots=True)
class Deed:
    """What was confirmed: `event` is its number, `on` its day."""

    event: int
    community: int
    person: int
    verifier: int | None
    counts: str
    kind: str
    on: date


def count(deed: Deed) -> int:
    """Count it in every campaign in which the person takes part; answers for how many tasks.

    Against cheating: a fact counts once; no more than so many a day; no more than so many that the
    same person confirmed; and not what two confirm for each other.
    """
    tasks = Task.objects.within(deed.community).filter(
        counts=deed.counts,
        kind__in=["", deed.kind],
        campaign__since__lte=deed.on,
        campaign__until__gte=deed.on,
    )
    found = 0
    for task in tasks.select_related("campaign").order_by("pk"):
        rows = Entrant.objects.within(deed.community).filter(
            campaign=task.campaign_id, person=deed.person
        )
        entrant = rows.select_for_update().first()
        if entrant is not None and _counts(deed, task, entrant):
            Counted.objects.create(
                community=deed.community,
                task=task,
                entrant=entrant,
                event=deed.event,
                verifier_id=deed.verifier,
                on=deed.on,
            )
            entrant.done += 1
            entrant.save(update_fields=["done"])
            found += 1
    return found


def _counts(deed: Deed, task: Task, entrant: Entrant) -> bool:
    own = Counted.objects.within(deed.community).filter(entrant=entrant, task=task)
    if own.filter(event=deed.event).exists():
        return False
    if own.count() >= task.times or own.filter(on=deed.on).count() >= task.per_day:
        return False
    if deed.verifier is None:
        return True
    mine = Counted.objects.within(deed.community).filter(task__campaign=task.campaign_id)
    if mine.filter(entrant=entrant, verifier=deed.verifier).count() >= MOST_BY_ONE_VERIFIER:
        return False
    # they confirmed each other
    return not mine.filter(entrant__person=deed.verifier, verifier=deed.person).exists()
