"""Giving and ending posts."""

from datetime import date, timedelta
from typing import Any

from linli.facts.grids import PostEnded, PostGiven
from linli.grids.models import ContactPart, Post
from linli.grids.operations.parts import end_parts
from linli.journal.operations import record
from linli.kernel.actor import Actor

ONE_DAY = timedelta(days=1)


def give(actor: Actor, *, last_day: date | None, **values: Any) -> Post:
    """Enter an appointment; whether it may be is settled before."""
    post = Post.objects.create(until=last_day + ONE_DAY if last_day else None, **values)
    fact = PostGiven(
        post=post.pk,
        kind=post.kind,
        community=post.community,
        person=post.person_id,
        since=post.since.isoformat(),
        last_day=last_day.isoformat() if last_day else None,
        stands_in_for=post.stands_in_for_id,
    )
    record(actor, fact, place=post.community)
    return post


def end(post: Post, until: date, ground: str) -> None:
    """The post, whoever stands in for it, and the homes of a contact household, end together."""
    post.until = max(until, post.since)
    post.end_ground = ground
    post.save(update_fields=["until", "end_ground"])
    end_parts(Post.objects.within(post.community).filter(stands_in_for=post), post.until)
    end_parts(ContactPart.objects.within(post.community).filter(post=post), post.until)


def note_end(actor: Actor, post: Post) -> None:
    until = post.until.isoformat() if post.until else ""
    record(actor, PostEnded(post=post.pk, until=until), place=post.community)
