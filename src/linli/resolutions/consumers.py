"""Decisions become resolutions; the topic and the duty follow what happens to one."""

from linli.deliberation.models import Topic
from linli.facts import resolutions as facts
from linli.facts.identity import Erased
from linli.facts.meetings import ItemDisposed
from linli.journal.models import Event
from linli.journal.operations import record
from linli.journal.outbox import consumes
from linli.kernel import clock
from linli.kernel.actor import SYSTEM
from linli.resolutions.models import Resolution
from linli.resolutions.operations import making, topics
from linli.resolutions.operations.steps import locked

WHY = "a consumer looks at what the fact names"


@consumes(ItemDisposed, when=lambda payload: payload["outcome"] == "adopted")
def make_of_item(event: Event) -> None:
    """What a meeting adopted on a topic."""
    said = event.payload
    rows = Topic.objects.within(said["community"]).filter(pk=said["topic"])
    topic = rows.first()
    if topic is None:
        return
    making.make(
        making.Decision(
            source=Resolution.Source.MEETING,
            decided_by=said["meeting"],
            item=said["item"],
            community=said["community"],
            decided_on=event.at.astimezone(clock.LOCAL).date(),
            title=topic.title,
            estate=topic.estate_id,
            topic=topic.pk,
            yes=said["yes"],
            no=said["no"],
        )
    )


MOVES = (
    facts.ResolutionMade,
    facts.ResolutionMoved,
    facts.ResolutionGiven,
    facts.ResolutionConfirmed,
    facts.ResolutionMarked,
    facts.ResolutionLinked,
)


@consumes(*MOVES, when=lambda payload: payload["topic"] is not None)
def follow_with_topic(event: Event) -> None:
    """The demand that it answers."""
    topics.align(locked(event.payload["resolution"]))


@consumes(Erased)
def erase_words(event: Event) -> None:
    """A person closed the account."""
    person = int(event.payload["person"])
    record(SYSTEM, facts.ResolutionsErased(person=person, steps=making.erase_of(person)))
