"""What was decided, as other modules keep it: the words, the votes, who led the meeting, who is named."""

from linli.deliberation.models import Topic
from linli.journal.models import Event
from linli.kernel import clock
from linli.meetings.models import Item
from linli.resolutions.models import Resolution
from linli.resolutions.operations.making import Decision
from linli.voting.models import Assembly
from linli.voting.models.matter import Matter
from linli.voting.queries import words_of

WHY = "a consumer looks at what the fact names"


def of_item(event: Event) -> Decision | None:
    """An item of an agenda: on a topic, or a matter that the meeting had in words of its own.

    None for standing items: the minutes of the last meeting and what is overdue bind nobody to anything.
    """
    said = event.payload
    rows = Item.objects.filter(pk=said["item"], meeting=said["meeting"], topic=said["topic"])
    item = rows.select_related("meeting__chair").first()
    topic = Topic.objects.within(said["community"]).filter(pk=said["topic"]).first()
    if topic is None and (item is None or item.kind != Item.Kind.OTHER):
        return None
    chair = item.meeting.chair if item else None
    estate = topic.estate_id if topic else None
    return Decision(
        source=Resolution.Source.MEETING,
        decided_by=said["meeting"],
        item=said["item"],
        community=said["community"],
        decided_on=clock.day_of(event.at),
        title=topic.title if topic else item.title if item else "",
        words=item.decided if item else "",
        estate=estate or (item.meeting.estate_id if item else None),
        topic=topic.pk if topic else None,
        yes=said["yes"],
        no=said["no"],
        chair=chair.person_id if chair else None,
    )


def of_matters(event: Event) -> list[Decision]:
    """The adopted matters of an owners' assembly, in their order."""
    rows = Assembly.objects.across_communities(WHY).filter(pk=event.payload["assembly"])
    assembly = rows.first()
    if assembly is None:
        return []
    matters = Matter.objects.filter(pk__in=event.payload["adopted"]).prefetch_related("texts")
    found = []
    for matter in matters.order_by("number"):
        text = words_of(matter).get("zh-hans")
        found.append(
            Decision(
                source=Resolution.Source.OWNERS,
                decided_by=assembly.pk,
                item=matter.pk,
                community=assembly.community,
                decided_on=clock.day_of(event.at),
                title=text.title if text else assembly.title_zh,
                words=text.text if text else "",
                estate=assembly.estate_id,
                body=matter.owner_organisation_id,
                day=matter.due_on,
            )
        )
    return found
