"""Composable writes on threads; inside a transaction only."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import F

from linli.facts.threads import PersonsPostsErased
from linli.identity.models import Block
from linli.identity.queries import records_of
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.actor import SYSTEM, Actor
from linli.kernel.attachments import keeper
from linli.kernel.fetch import found_or_refused
from linli.threads.models import Appeal, Flag, Mention, Post, Revision, Thread, Verdict
from linli.threads.parameters import MENTIONS_MAX
from linli.threads.queries import people_by_number
from linli.threads.states import AppealState, PostState
from linli.threads.text import mentioned

WHY = "the action's rule was asked before"
#: What files call the posts that own them.
HOLDER = "threads.post"


def locked_thread(kind: str, subject: int, community: int) -> Thread:
    """The thread of a subject, made when nobody wrote there yet, locked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO threads_thread (kind, subject, community, version)"
            " VALUES (%s, %s, %s, 0) ON CONFLICT (kind, subject) DO NOTHING",
            [kind, subject, community],
        )
    rows = Thread.objects.across_communities(WHY).select_for_update()
    return rows.get(kind=kind, subject=subject)


def locked_post(public_id: str) -> Post:
    """A post with its thread, both locked: the thread first, so that all writers keep one order."""
    rows = Post.objects.across_communities(WHY)
    post = found_or_refused(rows.filter(public_id=public_id))
    Thread.objects.across_communities(WHY).select_for_update().get(pk=post.thread_id)
    return rows.select_related("thread").select_for_update().get(pk=post.pk)


def turn(thread: int) -> None:
    """Readers' pages are no longer fresh."""
    Thread.objects.across_communities(WHY).filter(pk=thread).update(version=F("version") + 1)


def speak_to(post: Post) -> list[int]:
    """Write down whom a post newly speaks to; answers those who are to be told.

    People of the thread's community only; those who blocked the author are not told.
    """
    numbers = mentioned(post.text)[:MENTIONS_MAX]
    people = set(people_by_number(numbers, post.community).values()) - {post.author_id}
    known = set(Mention.objects.filter(post=post).values_list("person", flat=True))
    new = sorted(people - known)
    Mention.objects.bulk_create(Mention(post=post, person_id=person) for person in new)
    Mention.objects.filter(post=post, person__in=known - people).delete()
    closed = Block.objects.filter(person__in=new, blocked=post.author_id)
    deaf = set(closed.values_list("person", flat=True))
    return [person for person in new if person not in deaf]


def settle(post: Post) -> None:
    """The open reports of a post have their answer."""
    Flag.objects.filter(post=post, settled_at=None).update(settled_at=clock.now())
    post.flags_open = 0
    post.save(update_fields=["flags_open"])


def verdict(actor: Actor, kind: str, note: str, ground: str = "") -> Verdict:
    """What a moderator says of a post; `judge` writes it down."""
    made = Verdict(kind=kind, ground=ground, by_id=actor.person or 0)
    made.note = note
    return made


def judge(post: Post, said: Verdict) -> None:
    """Write down a verdict and settle the reports that asked for it."""
    said.post = post
    said.at = clock.now()
    said.save()
    settle(post)
    if post.state == PostState.DELETED:
        forget([post])
    turn(post.thread_id)


def locked_appeal(post: int) -> Appeal | None:
    """The open appeal about a post; the post itself is locked before."""
    rows = Appeal.objects.across_communities(WHY).select_for_update(of=("self",))
    return rows.filter(post=post, state=AppealState.OPEN).select_related("verdict").first()


def end_appeals(posts: Iterable[int], state: AppealState) -> None:
    """Nobody need decide them any more."""
    rows = Appeal.objects.across_communities(WHY).filter(post__in=posts, state=AppealState.OPEN)
    rows.update(state=state, decided_at=clock.now())


def forget(posts: Iterable[Post]) -> None:
    """Deleted posts lose their words, their history and their pictures; a line stays that one was."""
    rows = list(posts)
    ids = [post.pk for post in rows]
    Revision.objects.filter(post__in=ids).delete()
    Mention.objects.filter(post__in=ids).delete()
    for post in rows:
        post.text = ""
        post.edited_at = None
        post.state = PostState.DELETED
        post.save(update_fields=["words", "edited_at", "state"])
        keeper().drop(HOLDER, post.pk)


def erase_of(person: int) -> None:
    """After a person's erasure: their words go, the lines that there were words stay."""
    mine = records_of(person)
    rows = Post.objects.across_communities("an erasure runs over all communities")
    threads = sorted(set(rows.filter(author__in=mine).values_list("thread", flat=True)))
    locked = Thread.objects.across_communities(WHY).select_for_update().filter(pk__in=threads)
    list(locked.order_by("pk"))
    posts = list(
        rows.filter(author__in=mine).exclude(words=None).select_for_update().order_by("pk")
    )
    for post in posts:
        settle(post)
    forget(posts)
    Verdict.objects.filter(post__author__in=mine).update(remark=None)
    end_appeals([post.pk for post in posts], AppealState.WITHDRAWN)
    Appeal.objects.across_communities(WHY).filter(person__in=mine).update(reason=None)
    Mention.objects.filter(person__in=mine).delete()
    for thread in threads:
        turn(thread)
    record(SYSTEM, PersonsPostsErased(person=person, posts=len(posts)))
