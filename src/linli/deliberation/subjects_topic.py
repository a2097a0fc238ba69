"""The discussion beside a topic, and who may see its pictures."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.deliberation import rules_topics
from linli.deliberation.models import Topic
from linli.deliberation.operations.topics import PICTURE_OF
from linli.deliberation.parameters import PICTURES
from linli.deliberation.states import ENDS, State
from linli.kernel.actor import Actor, Capacity
from linli.kernel.attachments import Holder
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.subjects import SubjectKind
from linli.threads.models import Post

KIND = "topic"
WHY = "the rule that follows looks at the topic"
NOTHING = denied("kernel.not_found")


def _topic(pk: int) -> Topic | None:
    return Topic.objects.across_communities(WHY).filter(pk=pk).first()


def _find(key: str) -> int | None:
    return int(key) if key.isdecimal() and len(key) < 10 and _topic(int(key)) else None  # noqa: PLR2004 (an id)


def _community(pk: int) -> int:
    rows = Topic.objects.across_communities(WHY)
    return rows.values_list("community", flat=True).get(pk=pk)


def _may_read(actor: Actor, pk: int) -> Decision:
    if actor.helper is not None and "topics" not in actor.deeds:
        return denied("kernel.not_by_helper")
    return rules_topics.may_see(actor, topic=pk)


def _may_write(actor: Actor, pk: int) -> Decision:
    seen = _may_read(actor, pk)
    row = _topic(pk)
    if not seen or row is None:
        return seen or NOTHING
    if State(row.state) in ENDS:
        return denied("deliberation.not_now")
    writes = actor.capacity in {Capacity.RESIDENT, Capacity.STAFF, Capacity.OFFICER}
    return ALLOWED if writes else denied("threads.not_yours_to_write")


def _may_moderate(actor: Actor, pk: int) -> Decision:
    row = _topic(pk)
    return ALLOWED if row and actor.reaches(row.community) else NOTHING


TALK = SubjectKind(
    kind=KIND,
    find=_find,
    community=_community,
    may_read=_may_read,
    may_write=_may_write,
    may_moderate=_may_moderate,
    title=lambda pk: _("Talk about topic %(number)s") % {"number": pk},
    href=lambda pk: reverse("topic", args=[pk]),
)


def _shows_picture(actor: Actor, topic: int) -> Decision:
    row = _topic(topic)
    seen = rules_topics.may_see(actor, topic=topic)
    if not seen or row is None:
        return seen or NOTHING
    return ALLOWED if rules_topics.reads_words(actor, row) else NOTHING


PICTURES_OF_TOPICS = Holder(PICTURE_OF, _shows_picture, most=PICTURES)


#: Talks of which something may be demanded.
TALKS = frozenset({"corner", KIND})


def make_topic(actor: Actor, post: Post) -> tuple[str, Any] | None:
    """Not only said, but demanded: a post becomes a topic, whoever wrote it."""
    if post.thread.kind not in TALKS or not rules_topics.may_raise(actor):
        return None
    if actor.helper is not None and "topics" not in actor.deeds:
        return None
    return f"{reverse('raise_topic')}?post={post.public_id}", gettext_lazy("Make it a topic")
