"""What happens to topics when something happens elsewhere, and the duty that comes of one."""

from datetime import date

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from linli.deliberation.models import Topic
from linli.deliberation.operations import decisions
from linli.deliberation.operations import topics as operations
from linli.deliberation.states import State, Way
from linli.duties.models import Duty
from linli.duties.operations import Owner, give
from linli.facts.deliberation import TopicRouted
from linli.facts.duties import DutyConfirmed, DutyRefused, DutyWithdrawn
from linli.facts.identity import Erased
from linli.facts.meetings import ItemDisposed
from linli.facts.polls import PollDecided
from linli.grids.queries.resolving import committee_of
from linli.journal.models import Event
from linli.journal.outbox import consumes
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Capacity
from linli.organisations.models import Office

WHY = "a consumer looks at the topic that the fact names"


@consumes(TopicRouted, when=lambda payload: payload["way"] == Way.DAILY)
def make_duty_of_topic(event: Event) -> None:
    """Done at once: whoever was named owes it until the day; somebody of another body confirms."""
    topic = operations.locked_topic(event.payload["topic"])
    if topic.state != State.IN_WORK or topic.duty is not None or topic.owner_office is None:
        return
    body = committee_of(topic.community)
    made = give(
        SYSTEM,
        community=topic.community,
        kind="task",
        title=topic.title,
        text=reverse("topic", args=[topic.pk]),
        owner=_owner(topic.owner_office),
        due_on=topic.due_on,
        confirm=Duty.Confirm.PERSON,
        giver_organisation=body.pk if body else None,
    )
    operations.owes(topic, made.pk)


def _owner(office: Office) -> Owner:
    """The post of staff, whoever holds it; officers of other bodies owe it themselves."""
    if office.capacity == Capacity.STAFF:
        place = {"organisation": office.organisation_id, "place": office.place_id}
        return Owner(title=office.title_zh, **place)
    return Owner(person=office.person_id)


def _of_duty(event: Event) -> Topic | None:
    rows = Topic.objects.across_communities(WHY).filter(duty=event.payload["duty"])
    found = rows.first()
    topic = operations.locked_topic(found.pk) if found else None
    return topic if topic is not None and topic.state == State.IN_WORK else None


@consumes(DutyConfirmed)
def report_topic_done(event: Event) -> None:
    """Another has confirmed the duty; who raised the topic is asked."""
    topic = _of_duty(event)
    if topic is None:
        return
    rows = Duty.objects.within(topic.community).filter(pk=event.payload["duty"])
    operations.done_by_duty(topic, rows.values_list("reported_by", flat=True).first())


@consumes(DutyRefused, DutyWithdrawn)
def look_at_topic_anew(event: Event) -> None:
    """Nobody owes it any more: the desk finds another way."""
    topic = _of_duty(event)
    if topic is None:
        return
    with translation.override("zh-hans"):
        words = _("Its duty was refused or taken back.")
    operations.came_back(topic, words)


@consumes(ItemDisposed, when=lambda payload: payload["topic"] is not None)
def follow_meeting(event: Event) -> None:
    """A meeting disposed of a topic's item: adopted, rejected, deferred, referred or withdrawn."""
    said = event.payload
    topic = operations.locked_topic(said["topic"])
    if topic.community != said["community"]:
        return
    held = clock.day_of(event.at)
    words = decisions.said_at(held, decisions.votes(said["yes"], said["no"], said["abstain"]))
    # of what is put off already the day is named
    if said["outcome"] != "deferred" or topic.state != State.DEFERRED:
        decisions.back_at_table(topic)
    if said["outcome"] == "adopted":
        decisions.adopt(topic, on=held, words=words)
        return
    day = date.fromisoformat(said["on"]) if said["on"] else None
    follow = decisions.FOLLOWS[said["outcome"]]
    follow(topic, words=words, day=day, body=said["body"])


@consumes(PollDecided, when=lambda payload: payload["topic"] is not None)
def follow_poll(event: Event) -> None:
    """The residents decided. Where too few took part nothing is decided: the desk looks at it anew."""
    said = event.payload
    topic = operations.locked_topic(said["topic"])
    if topic.community != said["community"] or topic.state != State.RESIDENTS:
        return
    held = clock.day_of(event.at)
    counts = decisions.votes(said["agree"], said["oppose"], said["abstain"])
    words = decisions.polled(held, said["ballots"], said["roll"], counts)
    if not said["valid"]:
        operations.came_back(topic, words)
    elif said["passed"]:
        decisions.adopt(topic, on=held, words=words)
    else:
        decisions.reject(topic, words=words)


@consumes(Erased)
def erase_topics(event: Event) -> None:
    """A person closed the account."""
    operations.erase_of(int(event.payload["person"]))
