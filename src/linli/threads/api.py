"""Talk by software."""

from typing import Literal

from django.http import HttpRequest
from ninja import Router

from linli.kernel.actor import Capacity
from linli.kernel.api import Session, needs
from linli.kernel.errors import Refused, require
from linli.kernel.guards import actor_of, require_capacity
from linli.kernel.pagination import page_of
from linli.threads import actions, queries, rules, showing
from linli.threads.actions import appeals
from linli.threads.models import Appeal, Post
from linli.threads.rules import kind_of
from linli.threads.schemas import (
    AppealDecisionIn,
    AppealIn,
    AppealOut,
    AppealPage,
    EditIn,
    FlagIn,
    PostIn,
    PostOut,
    PostPage,
    VerdictIn,
)
from linli.threads.showing import Shown

router = Router(tags=["threads"])


def _out(row: Shown) -> PostOut:
    return PostOut(
        id=row.post.public_id,
        author=row.who,
        number=row.number,
        capacity=row.post.capacity,
        at=row.post.at,
        edited_at=row.post.edited_at,
        state=row.post.state,
        text=row.post.text if row.body is not None else None,
        files=[file.href for file in row.files],
        folded=row.folded,
    )


def _subject(kind: str, key: str) -> int:
    found = kind_of(kind).find(key)
    if found is None:
        raise Refused("kernel.not_found")
    return found


def _found(public_id: str) -> Post:
    found = rules.post_of(public_id)
    if found is None:
        raise Refused("kernel.not_found")
    return found


@router.get(
    "/threads/{kind}/{key}/posts",
    response=PostPage,
    auth=needs("threads:read"),
    summary="What was written beside a subject",
)
def list_posts(request: HttpRequest, kind: str, key: str, after: str | None = None) -> PostPage:
    """`kind` is `corner` and `key` a community's code for the neighbours' corner."""
    actor = actor_of(request)
    subject = _subject(kind, key)
    require(rules.may_read(actor, kind, subject))
    version = queries.version_of(kind, subject)
    page = queries.posts_of(kind, subject, after)
    items = [_out(row) for row in showing.shown(actor, page.items)]
    return PostPage(version=version, items=items, next=page.next)


@router.post(
    "/threads/{kind}/{key}/posts",
    response={201: PostOut},
    auth=needs("threads:write"),
    summary="Write beside a subject",
)
def write_post(request: HttpRequest, kind: str, key: str, sent: PostIn) -> tuple[int, PostOut]:
    actor = actor_of(request)
    subject = _subject(kind, key)
    made = actions.post(actor, kind=kind, subject=subject, text=sent.text, files=sent.files)
    return 201, _out(showing.one(actor, made))


@router.patch(
    "/posts/{post}", response=PostOut, auth=needs("threads:write"), summary="Change one's post"
)
def change_post(request: HttpRequest, post: str, sent: EditIn) -> PostOut:
    actor = actor_of(request)
    return _out(showing.one(actor, actions.edit(actor, post=post, text=sent.text)))


@router.delete(
    "/posts/{post}",
    response={204: None},
    auth=needs("threads:write"),
    summary="Delete one's post",
)
def take_back_post(request: HttpRequest, post: str) -> tuple[int, None]:
    actions.delete(actor_of(request), post=post)
    return 204, None


@router.post(
    "/posts/{post}/reports",
    response={204: None},
    auth=needs("threads:write"),
    summary="Report a post to the moderators",
)
def report_post(request: HttpRequest, post: str, sent: FlagIn) -> tuple[int, None]:
    actions.flag(actor_of(request), post=post, ground=sent.ground)
    return 204, None


def _appeal_out(row: Appeal) -> AppealOut:
    return AppealOut(
        post=row.post.public_id,
        reason=row.said,
        state=row.state,
        ground=row.verdict.ground,
        at=row.at,
        due_on=row.due_on,
    )


@router.post(
    "/posts/{post}/appeals",
    response={201: AppealOut},
    auth=needs("threads:write"),
    summary="Appeal against the hiding of one's post",
)
def appeal_post(request: HttpRequest, post: str, sent: AppealIn) -> tuple[int, AppealOut]:
    return 201, _appeal_out(appeals.appeal(actor_of(request), post=post, reason=sent.reason))


@router.get(
    "/appeals",
    response=AppealPage,
    auth=Session(),
    summary="Appeals that wait for another moderator",
)
def list_appeals(request: HttpRequest, after: str | None = None) -> AppealPage:
    actor = actor_of(request)
    require_capacity(actor, Capacity.STAFF)
    page = page_of(queries.open_appeals(actor), key=["due_on", "pk"], after=after)
    return AppealPage(items=[_appeal_out(row) for row in page.items], next=page.next)


@router.post(
    "/posts/{post}/appeals/decision",
    response=AppealOut,
    auth=Session(),
    summary="Decide on an appeal as another moderator",
)
def decide_on_appeal(request: HttpRequest, post: str, sent: AppealDecisionIn) -> AppealOut:
    return _appeal_out(
        appeals.decide_appeal(actor_of(request), post=post, grant=sent.grant, note=sent.note)
    )


@router.post(
    "/posts/{post}/{decision}",
    response=PostOut,
    auth=Session(),
    summary="Decide on a post as a moderator",
)
def decide_post(
    request: HttpRequest,
    post: str,
    decision: Literal["hide", "restore", "keep"],
    sent: VerdictIn,
) -> PostOut:
    actor = actor_of(request)
    if decision == "hide":
        actions.hide(actor, post=post, ground=sent.ground, note=sent.note)
    elif decision == "restore":
        actions.restore(actor, post=post, note=sent.note)
    else:
        actions.keep(actor, post=post, note=sent.note)
    return _out(showing.one(actor, _found(post)))
