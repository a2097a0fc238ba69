"""Reads on threads."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet

from linli.identity.models import Person
from linli.identity.queries import display_names
from linli.kernel.actor import Actor
from linli.kernel.pagination import Page, page_of
from linli.threads.models import Appeal, Flag, Mention, Post, Revision, Thread, Verdict
from linli.threads.parameters import PAGE
from linli.threads.states import AppealState


def authors_of(posts: Sequence[str]) -> list[int]:
    """The people who wrote these posts (public ids); for telling them of a decision."""
    rows = Post.objects.across_communities("an author is told of a decision")
    return list(rows.filter(public_id__in=posts).values_list("author", flat=True))


WHY = "the reader's right to the subject was asked before"


def version_of(kind: str, subject: int) -> int:
    """How far a thread has come; 0 where nobody wrote yet. One indexed read."""
    rows = Thread.objects.across_communities(WHY).filter(kind=kind, subject=subject)
    return rows.values_list("version", flat=True).first() or 0


def posts_of(kind: str, subject: int, after: str | None = None) -> Page[Post]:
    """A thread's posts, newest first. One query."""
    rows = Post.objects.across_communities(WHY).select_related("thread")
    found = rows.filter(thread__kind=kind, thread__subject=subject)
    return page_of(found, key=["-pk"], after=after, size=PAGE)


def reported(actor: Actor, after: str | None = None) -> Page[Post]:
    """Posts that wait for a moderator in the actor's reach, oldest first."""
    rows = Post.objects.reached_by(actor).select_related("thread").filter(flags_open__gt=0)
    return page_of(rows, key=["pk"], after=after, size=PAGE)


def count_reported(actor: Actor) -> int:
    return Post.objects.reached_by(actor).filter(flags_open__gt=0).count()


def spoken_to(posts: Iterable[int]) -> dict[int, dict[str, str]]:
    """Post -> number -> shown name of who is mentioned. Two queries, one when nobody is."""
    rows = Mention.objects.filter(post__in=list(posts)).values_list(
        "post", "person", "person__public_id"
    )
    found: dict[int, dict[str, str]] = defaultdict(dict)
    triples = list(rows)
    names = display_names(person for _, person, _ in triples)
    for post, person, number in triples:
        found[post][number] = names.get(person, "")
    return found


def people_by_number(numbers: Iterable[str], community: int) -> dict[str, int]:
    """Number -> person, of those who live in the community and whose record lives."""
    rows = Person.objects.filter(public_id__in=list(numbers), community=community, is_active=True)
    return dict(rows.values_list("public_id", "pk"))


def newest_verdicts(posts: Iterable[int]) -> dict[int, Verdict]:
    """Post -> its newest verdict. One query."""
    rows = Verdict.objects.filter(post__in=list(posts)).order_by("post", "-pk").distinct("post")
    return {row.post_id: row for row in rows}


def verdicts_of(post: int) -> list[Verdict]:
    return list(Verdict.objects.filter(post=post).order_by("pk"))


def newest_appeals(posts: Iterable[int]) -> dict[int, Appeal]:
    """Post -> its newest appeal. One query."""
    rows = Appeal.objects.across_communities(WHY).filter(post__in=list(posts))
    return {row.post_id: row for row in rows.order_by("post", "-pk").distinct("post")}


def open_appeals(actor: Actor) -> QuerySet[Appeal]:
    """What waits for another moderator in the actor's reach."""
    rows = Appeal.objects.reached_by(actor).filter(state=AppealState.OPEN)
    return rows.select_related("post__thread", "verdict")


def hiders_of(posts: Sequence[str]) -> list[int]:
    """Whose decision was looked at once more; for telling them of it."""
    rows = Appeal.objects.across_communities("a moderator is told of the appeal's outcome")
    return list(rows.filter(post__public_id__in=posts).values_list("hidden_by", flat=True))


def open_grounds(posts: Iterable[int]) -> dict[int, list[str]]:
    """Post -> why it was reported, as words; who reported is not told. One query."""
    found: dict[int, list[str]] = defaultdict(list)
    for flag in Flag.objects.filter(post__in=list(posts), settled_at=None).order_by("pk"):
        found[flag.post_id].append(str(flag.get_ground_display()))
    return found


def flagged_by(person: int | None, posts: Sequence[int]) -> frozenset[int]:
    """Which of the posts wait for a decision because this reader reported them. One query."""
    if person is None or not posts:
        return frozenset()
    rows = Flag.objects.filter(person=person, post__in=posts, settled_at=None)
    return frozenset(rows.values_list("post", flat=True))


def history_of(post: int) -> list[Revision]:
    """What it said before, oldest first."""
    return list(Revision.objects.filter(post=post).order_by("pk"))


def written_since(person: int, moment: datetime) -> int:
    rows = Post.objects.across_communities("one person's rate runs over all threads")
    return rows.filter(author=person, at__gt=moment).count()


def flags_since(person: int, moment: datetime) -> int:
    return Flag.objects.filter(person=person, at__gt=moment).count()
