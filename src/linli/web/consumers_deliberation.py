"""Who is told when something happens to a topic: its raisers, those of merged ones too."""

from django.urls import reverse

from linli.deliberation.queries_topics import amended_by, to_tell
from linli.facts import deliberation as facts
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel.actor import SYSTEM
from linli.notices import operations
from linli.notices.audiences import Addressee

#: What the raisers hear, by the verb of the step.
BY_VERB = {
    "accept": "topic_accepted",
    "ask": "topic_asked",
    "reject": "topic_rejected",
    "merge": "topic_merged",
    "do": "topic_routed",
    "to_meeting": "topic_routed",
    "to_owners": "topic_routed",
    "to_residents": "topic_routed",
    "park": "topic_waits",
    "defer": "topic_waits",
    "refer": "topic_waits",
    "back": "topic_anew",
    "come_back": "topic_anew",
    "return": "topic_returns",
    "propose": "topic_proposed",
    "report": "topic_done",
    "confirm": "topic_resolved",
    "adopt": "topic_adopted",
    "resume": "topic_resumed",
}


@consumes(
    facts.TopicMoved,
    facts.TopicRouted,
    facts.TopicRejected,
    facts.TopicMerged,
    facts.TopicReferred,
)
def tell_of_topic(event: Event) -> None:
    """Whoever raised it, but for who did it."""
    kind = BY_VERB.get(event.payload["verb"])
    if kind is None:
        return
    topic = event.payload["topic"]
    _issue(event, to_tell(topic), kind, reverse("topic", args=[topic]))


@consumes(facts.TopicRaised, when=lambda payload: payload["channel"] == "desk")
def tell_of_topic_written_down(event: Event) -> None:
    """Somebody for whom the desk wrote."""
    topic = event.payload["topic"]
    _issue(event, to_tell(topic), "topic_for_you", reverse("topic", args=[topic]))


@consumes(facts.AmendmentOffered, facts.AmendmentAnswered)
def tell_of_amendment(event: Event) -> None:
    """The author of the proposal; then whoever offered the amendment."""
    offered = event.type == facts.AmendmentOffered.type
    author, offerer = amended_by(event.payload["amendment"])
    kind = "amendment_offered" if offered else "amendment_answered"
    link = reverse("proposal", args=[event.payload["proposal"]])
    _issue(event, {author if offered else offerer}, kind, link)


def _issue(event: Event, people: set[int], kind: str, link: str) -> None:
    told = sorted(people - {event.actor, 0})
    if not told or event.place is None:
        return
    operations.issue(
        SYSTEM,
        community=event.place,
        people=[Addressee(person) for person in told],
        audience="person",
        kind=kind,
        link=link,
    )
