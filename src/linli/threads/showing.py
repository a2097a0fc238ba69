"""Posts as one reader sees them: a fixed number of queries for a page of any length."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from linli.identity.models import Person
from linli.identity.queries import blocked_ids, display_name
from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.attachments import Attached, keeper
from linli.kernel.periods import in_force
from linli.threads import queries, rules
from linli.threads.models import Appeal, Post, Verdict
from linli.threads.onward import onward
from linli.threads.operations import HOLDER
from linli.threads.parameters import EDIT_WINDOW, PERIODS
from linli.threads.rules import kind_of
from linli.threads.states import PostState
from linli.threads.text import render

CAPACITIES = {Capacity.STAFF.value: _("staff"), Capacity.DISTRICT_ADMIN.value: _("staff")}


@dataclass(frozen=True, slots=True)
class Shown:
    """One post for one reader. `body` is None when its words are not for these eyes.

    `folded`: the reader has blocked the author. `verdict` is set where author and moderators
    read why a post is hidden. `flagged`: this reader has reported it.
    """

    post: Post
    number: str
    who: str
    capacity: Any
    body: SafeString | None
    files: Sequence[Attached]
    folded: bool
    mine: bool
    flagged: bool
    verdict: Verdict | None
    may_change: bool
    may_delete: bool
    may_flag: bool
    may_moderate: bool
    #: The newest appeal, where its author reads how it stands.
    appeal: Appeal | None
    may_appeal: bool
    #: Address and words of what may be made of it.
    onward: list[tuple[str, Any]]


def shown(actor: Actor, posts: Sequence[Post]) -> list[Shown]:
    """The posts, all of one thread or of what the actor moderates. At most eight queries."""
    ids = [post.pk for post in posts]
    people = Person.objects.select_related("private", "merged_into__private").in_bulk(
        {post.author_id for post in posts}
    )
    blocked = blocked_ids(actor.person) if actor.person is not None else frozenset()
    names = queries.spoken_to(ids)
    files = keeper().attached(HOLDER, ids)
    verdicts = queries.newest_verdicts(ids)
    appeals = queries.newest_appeals(ids)
    flagged = queries.flagged_by(actor.person, ids)
    moderating: dict[int, bool] = {}
    rows = []
    for post in posts:
        thread = post.thread
        if thread.pk not in moderating:
            moderating[thread.pk] = _moderates(actor, post)
        mine = actor.person is not None and post.author_id == actor.person
        author = people[post.author_id]
        moderates = moderating[thread.pk] and not mine
        open_to = _open_to(post, mine=mine, moderates=moderates)
        still = post.state == PostState.SHOWN
        young = clock.now() <= post.at + EDIT_WINDOW
        rows.append(
            Shown(
                post=post,
                number=author.public_id,
                who=display_name(author),
                capacity=CAPACITIES.get(post.capacity, ""),
                body=render(post.text, names.get(post.pk, {})) if open_to else None,
                files=files.get(post.pk, []) if open_to else [],
                folded=post.author_id in blocked and still,
                mine=mine,
                flagged=post.pk in flagged,
                verdict=verdicts.get(post.pk)
                if open_to and post.state == PostState.HIDDEN
                else None,
                may_change=mine and still and young and not post.flags_open,
                may_delete=mine and still,
                may_flag=still and not mine and actor.person is not None,
                may_moderate=moderates and post.state != PostState.DELETED,
                appeal=appeals.get(post.pk) if mine else None,
                may_appeal=mine and _appealable(post, verdicts.get(post.pk), appeals.get(post.pk)),
                onward=onward(actor, post) if still else [],
            )
        )
    return rows


def _appealable(post: Post, verdict: Verdict | None, appeal: Appeal | None) -> bool:
    """Whether this very hiding was not yet looked at by another moderator."""
    if post.state != PostState.HIDDEN or verdict is None:
        return False
    fresh = clock.now() <= verdict.at + in_force(PERIODS, "appeal", verdict.at)
    against = appeal is not None and appeal.verdict_id == verdict.pk
    return verdict.kind == Verdict.Kind.HIDDEN and fresh and not against


def _moderates(actor: Actor, post: Post) -> bool:
    """Whether the actor moderates the thread; of their own words nobody is the judge."""
    if actor.capacity is not Capacity.STAFF or not actor.second_factor:
        return False
    return bool(kind_of(post.thread.kind).may_moderate(actor, post.thread.subject))


def _open_to(post: Post, *, mine: bool, moderates: bool) -> bool:
    if post.state == PostState.SHOWN:
        return True
    if post.state == PostState.HIDDEN:
        return mine or moderates
    # deleted, but reported before: the moderators decide on what was said
    return moderates and bool(post.flags_open)


def one(actor: Actor, post: Post) -> Shown:
    return shown(actor, [post])[0]


def writable(actor: Actor, kind: str, subject: int) -> bool:
    return bool(rules.may_post(actor, kind=kind, subject=subject))
