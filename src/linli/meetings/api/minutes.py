"""The API of minutes and of what became of each item."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from linli.kernel import places
from linli.kernel.actor import Actor
from linli.kernel.api import needs
from linli.kernel.errors import Refused, require
from linli.kernel.guards import actor_of
from linli.kernel.pagination import page_of
from linli.meetings import queries, rules_minutes
from linli.meetings.actions import dispositions, floor
from linli.meetings.actions import minutes as actions
from linli.meetings.api import WRITE
from linli.meetings.models import Minutes
from linli.meetings.parameters import PAGE
from linli.meetings.queries_minutes import amendments_of, minutes_of, published
from linli.meetings.schemas_minutes import (
    DisposeIn,
    DispositionOut,
    DispositionsOut,
    ItemDayIn,
    ItemReasonIn,
    MinutesAmendIn,
    MinutesAmendmentOut,
    MinutesAnswerIn,
    MinutesFull,
    MinutesOut,
    MinutesPage,
    MinutesParagraphOut,
    MinutesPublishIn,
)
from linli.meetings.shown_minutes import Disposed, closing
from linli.meetings.wanted import Disposition

router = Router(tags=["meetings"])


def _out(row: Minutes) -> dict[str, Any]:
    return {
        "meeting": row.meeting_id,
        "community": row.community,
        "state": row.state,
        "approve_by": row.approve_by,
        "publish_by": row.publish_by,
        "approved_at": row.approved_at,
        "published_at": row.published_at,
        "digest_zh": row.digest_zh,
        "digest_en": row.digest_en,
    }


def _full(actor: Actor, meeting: int) -> MinutesFull:
    """Published: what the charter publishes. Before: all of it, for those who may read a draft."""
    row = minutes_of(queries.any_meeting(meeting).pk)
    if row is None:
        raise Refused("meetings.no_minutes_yet")
    may = rules_minutes.may_read_draft(actor, meeting=meeting)
    if row.state != Minutes.State.PUBLISHED:
        require(may)
    rows = row.published_rows or row.rows
    english = {each.key: each.text for each in rows["en"]}
    return MinutesFull(
        **_out(row),
        number=row.number,
        approved_in=row.approved_in_id,
        paragraphs=[
            MinutesParagraphOut(
                key=each.key,
                style=each.style,
                part=each.part,
                chinese=each.text,
                english=english.get(each.key, ""),
            )
            for each in rows["zh"]
        ],
        amendments=[
            MinutesAmendmentOut(
                id=each.pk,
                paragraph=each.paragraph,
                seat=queries.title_of(each.seat),
                was=each.was,
                chinese=each.chinese,
                english=each.english,
                reason=each.why,
                state=each.state,
                answer=each.why_not,
                at=each.at,
            )
            for each in (amendments_of(row) if may else ())
        ],
    )


@router.get(
    "/communities/{int:community}/minutes",
    response=MinutesPage,
    auth=None,
    summary="Published minutes of a community",
)
def list_minutes(
    request: HttpRequest,  # noqa: ARG001 (public)
    community: int,
    after: str | None = None,
) -> MinutesPage:
    """Public, the newest first."""
    if places.community(community) is None:
        raise Refused("kernel.not_found")
    page = page_of(published(community), key=["-published_at", "-pk"], after=after, size=PAGE)
    return MinutesPage(items=[MinutesOut(**_out(row)) for row in page.items], next=page.next)


@router.get(
    "/meetings/{int:meeting}/minutes",
    response=MinutesFull,
    auth=None,
    summary="Minutes of a meeting, paragraph by paragraph in both languages",
)
def get_minutes(request: HttpRequest, meeting: int) -> MinutesFull:
    """Public once they are published; before, for those who hold a seat and those who keep them."""
    return _full(actor_of(request), meeting)


@router.post(
    "/meetings/{int:meeting}/minutes/amendments",
    response=MinutesFull,
    auth=needs(WRITE),
    summary="A paragraph otherwise",
)
def post_minutes_amendment(request: HttpRequest, meeting: int, sent: MinutesAmendIn) -> MinutesFull:
    """By whoever was accredited."""
    actor = actor_of(request)
    actions.amend(actor, meeting=meeting, **sent.dict())
    return _full(actor, meeting)


@router.post(
    "/meetings/{int:meeting}/minutes/amendments/{int:amendment}/answer",
    response=MinutesFull,
    auth=needs(WRITE),
    summary="Take an amendment over, or say why not",
)
def post_minutes_answer(
    request: HttpRequest, meeting: int, amendment: int, sent: MinutesAnswerIn
) -> MinutesFull:
    actor = actor_of(request)
    actions.answer(actor, meeting=meeting, amendment=amendment, **sent.dict())
    return _full(actor, meeting)


@router.post(
    "/meetings/{int:meeting}/minutes/approval",
    response=MinutesFull,
    auth=needs(WRITE),
    summary="Approve the minutes",
)
def post_minutes_approval(request: HttpRequest, meeting: int) -> MinutesFull:
    """The chair; when it is late the desk."""
    actor = actor_of(request)
    actions.approve(actor, meeting=meeting)
    return _full(actor, meeting)


@router.post(
    "/meetings/{int:meeting}/minutes/publication",
    response=MinutesFull,
    auth=needs(WRITE),
    summary="Publish the minutes",
)
def post_minutes_publication(
    request: HttpRequest,
    meeting: int,
    sent: MinutesPublishIn,  # noqa: ARG001 (it must be said)
) -> MinutesFull:
    """What the charter publishes of them; its hashes stand in the log from then on."""
    actor = actor_of(request)
    actions.publish(actor, meeting=meeting)
    return _full(actor, meeting)


# --- what became of each item ---------------------------------------------------------------------
def _disposed(each: Disposed) -> DispositionOut:
    yes, no, abstain = each.figures or (None, None, None)
    return DispositionOut(
        key=each.item.key,
        title=each.item.heading,
        topic=each.item.topic_id,
        outcome=each.outcome,
        source=str(each.source),
        on=each.on,
        body=each.body,
        reason=each.reason,
        decision=each.decision,
        yes=yes,
        no=no,
        abstain=abstain,
        deferrals=each.times,
        must=each.must,
    )


def _dispositions(actor: Actor, meeting: int) -> DispositionsOut:
    row = queries.any_meeting(meeting)
    it = closing(actor, row)
    items = [_disposed(each) for each in it.rows]
    return DispositionsOut(meeting=row.pk, state=row.state, left=it.left, items=items)


@router.get(
    "/meetings/{int:meeting}/dispositions",
    response=DispositionsOut,
    auth=None,
    summary="What became of each item",
)
def get_dispositions(request: HttpRequest, meeting: int) -> DispositionsOut:
    """Public, figures as far as the charter publishes votes.

    Before the end as the floor would leave each item now, for those who follow it; for others all is open.
    """
    return _dispositions(actor_of(request), meeting)


@router.post(
    "/meetings/{int:meeting}/items/{slug:item}/disposition",
    response=DispositionsOut,
    auth=needs(WRITE),
    summary="Dispose of an item that nobody moved on",
)
def post_disposition(
    request: HttpRequest, meeting: int, item: str, sent: DisposeIn
) -> DispositionsOut:
    """The chair's, while the meeting is in session."""
    actor = actor_of(request)
    dispositions.dispose(actor, meeting=meeting, item=item, how=Disposition(**sent.dict()))
    return _dispositions(actor, meeting)


@router.post(
    "/meetings/{int:meeting}/items/{slug:item}/reason",
    response=DispositionsOut,
    auth=needs(WRITE),
    summary="Why an item is put off again",
)
def post_item_reason(
    request: HttpRequest, meeting: int, item: str, sent: ItemReasonIn
) -> DispositionsOut:
    actor = actor_of(request)
    dispositions.explain(actor, meeting=meeting, item=item, reason=sent.reason)
    return _dispositions(actor, meeting)


@router.post(
    "/meetings/{int:meeting}/items/{slug:item}/day",
    response=DispositionsOut,
    auth=needs(WRITE),
    summary="Until when an item waits, where no next meeting is planned",
)
def post_item_day(
    request: HttpRequest, meeting: int, item: str, sent: ItemDayIn
) -> DispositionsOut:
    actor = actor_of(request)
    dispositions.name_day(actor, meeting=meeting, item=item, on=sent.on)
    return _dispositions(actor, meeting)


@router.post(
    "/meetings/{int:meeting}/closing",
    response=DispositionsOut,
    auth=needs(WRITE),
    summary="Close the meeting",
)
def post_closing(request: HttpRequest, meeting: int) -> DispositionsOut:
    """The chair's; refused while an item has no disposition."""
    actor = actor_of(request)
    require(rules_minutes.may_dispose(actor, meeting=meeting))
    floor.give(actor, meeting=meeting, command={"do": "close"})
    return _dispositions(actor, meeting)
