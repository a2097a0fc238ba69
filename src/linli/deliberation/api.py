"""Topics, charters and the board by software."""

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from linli.deliberation import queries_topics, rules_topics
from linli.deliberation.actions import topics as actions
from linli.deliberation.actions.charters import digest_of
from linli.deliberation.models import Topic
from linli.deliberation.parameters import PAGE
from linli.deliberation.queries import charter_in_force
from linli.deliberation.queries_topics import seen
from linli.deliberation.schemas import (
    CharterOut,
    StepOut,
    SupportIn,
    TopicFull,
    TopicIn,
    TopicOut,
    TopicPage,
    TopicStepIn,
)
from linli.deliberation.shown_topics import Card, cards, shown
from linli.deliberation.terms import Track
from linli.deliberation.wanted import Voice
from linli.kernel.actor import Actor
from linli.kernel.api import needs
from linli.kernel.errors import Refused, require
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of

router = Router(tags=["deliberation"])

READ = "topics:read"
WRITE = "topics:write"


def _out(card: Card) -> dict[str, Any]:
    topic: Topic = card.topic
    return {
        "id": topic.pk,
        "text": card.text,
        "where": card.where,
        "state": topic.state,
        "support": topic.support,
        "due_on": topic.due_on,
        "overdue": topic.is_overdue,
        "raised_at": topic.raised_at,
    }


@router.get("/topics", response=TopicPage, auth=needs(READ), summary="Topics of my communities")
def list_topics(
    request: HttpRequest,
    *,
    list: Literal["open", "mine", "over"] = "open",  # noqa: A002 (the name in the address)
    order: Literal["new", "support"] = "new",
    after: str | None = None,
) -> TopicPage:
    actor = actor_of(request)
    rows, key = queries_topics.listed(actor, list, order)
    page = page_of(rows, key=key, after=after, size=PAGE)
    items = [TopicOut(**_out(card)) for card in cards(page.items, actor)]
    return TopicPage(items=items, next=page.next)


def _full(actor: Actor, pk: int) -> TopicFull:
    require(rules_topics.may_see(actor, topic=pk))
    it = shown(actor, seen(actor, pk))
    topic = it.card.topic
    return TopicFull(
        **_out(it.card),
        words=it.words,
        why=topic.why,
        path=topic.way_there,
        matter=topic.matter,
        way=topic.way,
        body=topic.body,
        merged_into=topic.merged_into_id,
        supported=it.supports,
        may=[button.verb.value for button in it.buttons],
        steps=[
            StepOut(
                verb=line.step.verb,
                state=line.step.state,
                due_on=line.step.due_on,
                capacity=line.step.capacity,
                at=line.step.at,
            )
            for line in it.history
        ],
    )


@router.get("/topics/{int:topic}", response=TopicFull, auth=needs(READ), summary="One topic")
def get_topic(request: HttpRequest, topic: int) -> TopicFull:
    return _full(actor_of(request), topic)


@router.post("/topics", response={201: TopicFull}, auth=needs(WRITE), summary="Raise a topic")
def post_topic(request: HttpRequest, sent: TopicIn) -> tuple[int, TopicFull]:
    actor = actor_of(request)
    voice = Voice(sent.words, sent.building, sent.post)
    made = actions.raise_topic(actor, voice=voice, files=sent.files)
    return 201, _full(actor, made.pk)


@router.put(
    "/topics/{int:topic}/support",
    response=TopicFull,
    auth=needs(WRITE),
    summary="My home stands behind it, or no longer",
)
def put_support(request: HttpRequest, topic: int, sent: SupportIn) -> TopicFull:
    actor = actor_of(request)
    if sent.stands:
        actions.support(actor, topic=topic, unit=sent.unit)
    else:
        actions.withdraw_support(actor, topic=topic)
    return _full(actor, topic)


@router.post(
    "/topics/{int:topic}/{step}", response=TopicFull, auth=needs(WRITE), summary="Take a step"
)
def take_topic_step(
    request: HttpRequest,
    topic: int,
    step: Literal["send", "withdraw", "confirm", "reopen"],
    sent: TopicStepIn,
) -> TopicFull:
    """What its raiser does. What the desk does is done on the pages."""
    actor = actor_of(request)
    acts = {
        "send": actions.send,
        "withdraw": actions.withdraw,
        "confirm": actions.confirm,
        "reopen": actions.reopen,
    }
    acts[step](actor, topic=topic, words=sent.words)
    return _full(actor, topic)


@router.get(
    "/communities/{int:community}/charter",
    response=CharterOut,
    auth=None,
    summary="The charter in force",
)
def get_charter(
    request: HttpRequest,  # noqa: ARG001 (public)
    community: int,
    estate: int | None = None,
    track: Literal["ordinary", "emergency"] = "ordinary",
) -> CharterOut:
    """Public. 404 where those whom it would bind have ratified none."""
    row = charter_in_force(community, estate, track=Track(track))
    if row is None or row.since is None:
        raise Refused("kernel.not_found")
    return CharterOut(
        id=row.pk,
        number=row.number,
        track=row.track,
        since=row.since,
        decided_by=row.decided_by,
        decision=row.decision,
        entitled=row.entitled or 0,
        votes_for=row.votes_for or 0,
        votes_against=row.votes_against or 0,
        votes_abstain=row.votes_abstain or 0,
        terms=row.plain.plain(),
        digest=digest_of(row),
    )
