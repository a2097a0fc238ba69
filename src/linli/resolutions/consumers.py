"""Decisions become resolutions; the topic and the duty follow what happens to one."""

from django.utils import translation
from django.utils.translation import gettext as _

from linli.facts import resolutions as facts
from linli.facts.identity import Erased
from linli.facts.meetings import ItemDisposed
from linli.facts.voting import AssemblyVoided, ResultPublished
from linli.journal.models import Event
from linli.journal.operations import record
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.resolutions.models import Resolution
from linli.resolutions.operations import decisions, duties, making, topics
from linli.resolutions.operations.steps import locked, move
from linli.resolutions.states import Verb

WHY = "a consumer looks at what the fact names"


@consumes(ItemDisposed, when=lambda payload: payload["outcome"] == "adopted")
def make_of_item(event: Event) -> None:
    """What a meeting adopted: on a topic, or in other business."""
    said = decisions.of_item(event)
    if said is not None:
        making.make(said)


@consumes(ResultPublished, when=lambda payload: bool(payload["adopted"]))
def make_of_matters(event: Event) -> None:
    """What the owners adopted; who and until when stands in the matter itself."""
    for said in decisions.of_matters(event):
        making.make(said)


@consumes(AssemblyVoided)
def void_with_assembly(event: Event) -> None:
    """A court or an authority declared the assembly void: what it decided binds nobody."""
    rows = Resolution.objects.across_communities(WHY).filter(
        source=Resolution.Source.OWNERS, decided_by=event.payload["assembly"]
    )
    with translation.override("zh-hans"):
        words = _("What it rests on was declared void.")
    for pk in rows.exclude(closed_at__isnull=False).order_by("pk").values_list("pk", flat=True):
        move(SYSTEM, locked(pk), Verb.VOID, words=words)


MOVES = (
    facts.ResolutionMade,
    facts.ResolutionMoved,
    facts.ResolutionGiven,
    facts.ResolutionConfirmed,
    facts.ResolutionMarked,
    facts.ResolutionLinked,
)


@consumes(*MOVES)
def follow_with_duty(event: Event) -> None:
    """The owner's duty: reminders, the ladder, and what waits for them hang on it."""
    duties.align(locked(event.payload["resolution"]))


@consumes(*MOVES, when=lambda payload: payload["topic"] is not None)
def follow_with_topic(event: Event) -> None:
    """The demand that it answers."""
    topics.align(locked(event.payload["resolution"]))


@consumes(Erased)
def erase_words(event: Event) -> None:
    """A person closed the account."""
    person = int(event.payload["person"])
    record(SYSTEM, facts.ResolutionsErased(person=person, steps=making.erase_of(person)))
