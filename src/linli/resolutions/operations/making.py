"""A decision becomes a resolution; once, whoever tells of it how often."""

from dataclasses import dataclass
from datetime import date

from linli.facts.resolutions import ResolutionMade
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock, workdays
from linli.kernel.actor import SYSTEM
from linli.resolutions.carrying import days_on
from linli.resolutions.models import Resolution, Step
from linli.resolutions.models.resolution import TITLE_LENGTH
from linli.resolutions.operations.steps import HELD, write


@dataclass(frozen=True, slots=True)
class Decision:
    """`source`, `decided_by` and `item` name what was decided; the rest is what it says."""

    source: str
    decided_by: int
    item: int
    community: int
    decided_on: date
    title: str
    words: str = ""
    estate: int | None = None
    topic: int | None = None
    yes: int | None = None
    no: int | None = None
    chair: int | None = None
    body: int | None = None
    day: date | None = None


def make(said: Decision) -> Resolution | None:
    """None when this decision has its resolution, or another carries the topic."""
    rows = Resolution.objects.across_communities(HELD)
    same = rows.filter(source=said.source, decided_by=said.decided_by, item=said.item)
    running = rows.filter(topic=said.topic).exclude(state__in=["kept", "void"])
    if same.exists() or (said.topic is not None and running.exists()):
        return None
    today = clock.today()
    row = Resolution(
        community=said.community,
        estate_id=said.estate,
        topic_id=said.topic,
        source=said.source,
        decided_by=said.decided_by,
        item=said.item,
        decided_on=said.decided_on,
        yes=said.yes,
        no=said.no,
        title=said.title[:TITLE_LENGTH],
        chair_id=said.chair,
        named_body_id=said.body,
        named_day=said.day,
        due_on=workdays.shifted(today, days_on(today).give_days),
        made_at=clock.now(),
    )
    row.text = said.words
    row.save(force_insert=True)
    write(SYSTEM, row, "make")
    fact = ResolutionMade(
        resolution=row.pk,
        community=row.community,
        topic=row.topic_id,
        source=row.source,
        decided_by=row.decided_by,
        item=row.item,
        decided_on=row.decided_on.isoformat(),
        due_on=row.due_on.isoformat() if row.due_on else "",
    )
    record(SYSTEM, fact, place=row.community)
    return row


def erase_of(person: int) -> int:
    """After a person's erasure their words on resolutions go; what was done stays."""
    mine = records_of(person)
    return Step.objects.filter(person__in=mine, words__isnull=False).update(words=None)
