"""Who reads, writes, changes and moderates. What one may not read does not exist for them."""

from typing import Any

from linli.kernel import clock
from linli.kernel.actor import Actor, Capacity
from linli.kernel.decision import ALLOWED, Decision, denied
from linli.kernel.errors import Refused
from linli.kernel.subjects import SubjectKind, subject_kind
from linli.threads.models import Appeal, Post
from linli.threads.parameters import EDIT_WINDOW
from linli.threads.states import PostState

NOTHING = denied("kernel.not_found")


def kind_of(kind: str) -> SubjectKind:
    """Raises Refused("kernel.not_found") for a kind that nobody registered."""
    found = subject_kind(kind)
    if found is None:
        raise Refused("kernel.not_found")
    return found


def post_of(public_id: str) -> Post | None:
    """Any post; whoever asks, asks a rule next."""
    if not public_id.isalnum():
        return None
    rows = Post.objects.across_communities("the rule that follows looks at the community")
    return rows.select_related("thread").filter(public_id=public_id).first()


def may_read(actor: Actor, kind: str, subject: int) -> Decision:
    if actor.is_official and not actor.second_factor:
        return denied("kernel.second_factor")
    if kind_of(kind).may_read(actor, subject):
        return ALLOWED
    return denied("kernel.sign_in_first") if actor.person is None else NOTHING


def may_post(actor: Actor, *, kind: str, subject: int, **_: Any) -> Decision:
    """Whoever reads and may write there. The subject itself says who."""
    read = may_read(actor, kind, subject)
    if not read:
        return read
    if actor.person is None:
        return denied("kernel.sign_in_first")
    return kind_of(kind).may_write(actor, subject)


def sees(actor: Actor, post: Post) -> Decision:
    """Whether a post's words and pictures are for these eyes."""
    read = may_read(actor, post.thread.kind, post.thread.subject)
    if not read or post.state == PostState.SHOWN:
        return read
    if post.state == PostState.HIDDEN and actor.person == post.author_id:
        return ALLOWED
    return ALLOWED if moderates(actor, post) else NOTHING


def moderates(actor: Actor, post: Post) -> Decision:
    """Staff of the subject. Nobody judges their own words."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if actor.capacity is not Capacity.STAFF:
        return denied("kernel.not_for_you")
    if not actor.second_factor:
        return denied("kernel.second_factor")
    if not kind_of(post.thread.kind).may_moderate(actor, post.thread.subject):
        return NOTHING
    return denied("threads.own_words") if actor.person == post.author_id else ALLOWED


def may_moderate(actor: Actor, *, post: str, **_: Any) -> Decision:
    found = post_of(post)
    return moderates(actor, found) if found else NOTHING


def may_change(actor: Actor, *, post: str, **_: Any) -> Decision:
    """The author, shortly after writing, in the capacity in which they wrote."""
    found = post_of(post)
    own = _own(actor, found)
    if not own or found is None:
        return own
    if clock.now() > found.at + EDIT_WINDOW:
        return denied("threads.too_late")
    return ALLOWED


def may_delete(actor: Actor, *, post: str, **_: Any) -> Decision:
    """The author, at any time, unless the moderators keep it hidden."""
    return _own(actor, post_of(post))


def _own(actor: Actor, post: Post | None) -> Decision:
    if actor.person is None:
        return denied("kernel.sign_in_first")
    if post is None or post.author_id != actor.person or post.state == PostState.DELETED:
        return NOTHING
    read = may_read(actor, post.thread.kind, post.thread.subject)
    if not read:
        return read
    return denied("threads.is_hidden") if post.state == PostState.HIDDEN else ALLOWED


def may_flag(actor: Actor, *, post: str, **_: Any) -> Decision:
    """Any reader, on others' posts."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    found = post_of(post)
    if found is None or found.state != PostState.SHOWN:
        return NOTHING
    read = may_read(actor, found.thread.kind, found.thread.subject)
    if not read:
        return read
    return denied("threads.own_words") if actor.person == found.author_id else ALLOWED


def may_appeal(actor: Actor, *, post: str, **_: Any) -> Decision:
    """The author of a hidden post."""
    if actor.person is None:
        return denied("kernel.sign_in_first")
    found = post_of(post)
    if found is None or found.author_id != actor.person or found.state == PostState.DELETED:
        return NOTHING
    return may_read(actor, found.thread.kind, found.thread.subject)


def may_decide_appeal(actor: Actor, *, post: str, **_: Any) -> Decision:
    """A moderator there, who is neither the author nor whoever hid it."""
    found = post_of(post)
    first = moderates(actor, found) if found else NOTHING
    if not first or found is None:
        return first
    rows = Appeal.objects.across_communities("the rule looked at the community")
    row = rows.filter(post=found).order_by("-pk").first()
    if row is None:
        return NOTHING
    return denied("threads.another_decides") if row.hidden_by_id == actor.person else ALLOWED


def reads_history(actor: Actor, post: Post) -> Decision:
    """The author, and who moderates there."""
    if actor.person is not None and actor.person == post.author_id:
        return sees(actor, post)
    return moderates(actor, post)


def shows_pictures(actor: Actor, owner: int) -> Decision:
    """The files' rule: a picture is seen by whoever sees its post."""
    rows = Post.objects.across_communities("the rule looks at the community")
    post = rows.select_related("thread").filter(pk=owner).first()
    return sees(actor, post) if post else NOTHING
