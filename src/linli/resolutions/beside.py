"""The resolution beside the demand that it answers."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from linli.deliberation.beside import Beside
from linli.deliberation.models import Topic
from linli.deliberation.rules_topics import raised
from linli.deliberation.states import State as TopicState
from linli.kernel.actor import Actor
from linli.resolutions.models import Resolution
from linli.resolutions.queries import of_topic, on_topics
from linli.resolutions.shown import card, owner_of

ICON = "list-checks"


def beside_demands(topics: Iterable[int]) -> Iterator[tuple[int, Beside]]:
    """One query."""
    for row in on_topics(topics):
        if row.topic_id is not None:
            yield row.topic_id, _line(row)


def _line(row: Resolution) -> Beside:
    return Beside(
        _("The resolution that carries it out"),
        reverse("resolution", args=[row.pk]),
        note=owner_of(row),
        icon=ICON,
        word=row.get_state_display(),
        tone=card(row).tone,
    )


def say_so(actor: Actor, topic: Topic) -> tuple[Any, str] | None:
    """Who raised it is led to where they say whether it is done."""
    if topic.adopted_on is None or topic.state != TopicState.DONE or not raised(actor, topic):
        return None
    row = of_topic(topic.pk)
    return (_("Say whether it is done"), reverse("resolution", args=[row.pk])) if row else None
