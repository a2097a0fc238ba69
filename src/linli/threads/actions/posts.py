"""Entry points of every change on threads. Locks: the person, then the thread, then the post."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypedDict

from linli.facts import threads as facts
from linli.identity.operations import lock_people
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused
from linli.threads import operations, parameters, queries, rules
from linli.threads.models import Flag, Post, Revision, Verdict
from linli.threads.private import holds_id_number
from linli.threads.rules import kind_of
from linli.threads.states import AppealState, Ground, PostState, may_follow
from linli.threads.text import clean


def _who(actor: Actor) -> int:
    """The rules have excluded visitors."""
    return actor.person or 0


def _good(text: str) -> str:
    """The cleaned text. Raises Refused when it is empty, too long or names an ID number."""
    text = clean(text)
    if not text:
        raise Refused("threads.empty", field="text")
    if len(text) > parameters.TEXT_MAX:
        raise Refused("threads.too_long", field="text", most=parameters.TEXT_MAX)
    if holds_id_number(text):
        raise Refused("threads.id_number", field="text")
    return text


def _require_pace(person: int) -> None:
    """Raises Refused past the rate; the person's row is locked, so two at once are counted."""
    for most, span in parameters.RATES:
        if queries.written_since(person, clock.now() - span) >= most:
            raise Refused("threads.too_fast", field="text")


class Where(TypedDict):
    """What a public fact of a post tells."""

    post: str
    kind: str
    of: int


class About(Where):
    """What the other facts tell besides."""

    author: int


def _where(row: Post) -> Where:
    return Where(post=row.public_id, kind=row.thread.kind, of=row.thread.subject)


def _about(row: Post) -> About:
    return About(**_where(row), author=row.author_id)


@action(allow=rules.may_post, deed=("corner", "wishes", "topics"))
def post(actor: Actor, *, kind: str, subject: int, text: str, files: Sequence[str] = ()) -> Post:
    """Write beside a subject. `files` are ids of uploads brought for ``threads.post``."""
    good = _good(text)
    lock_people(_who(actor))
    _require_pace(_who(actor))
    community = kind_of(kind).community(subject)
    thread = operations.locked_thread(kind, subject, community)
    row = Post(
        thread=thread,
        community=community,
        author_id=_who(actor),
        capacity=actor.capacity,
        at=clock.now(),
    )
    row.text = good
    row.save()
    told = operations.speak_to(row)
    if files:
        keeper().bind(actor, files=files, kind=operations.HOLDER, owner=row.pk)
    operations.turn(thread.pk)
    record(actor, facts.Posted(**_about(row), mentions=told, files=len(files)), place=community)
    return row


@action(allow=rules.may_change, deed=("corner", "wishes", "topics"))
def edit(actor: Actor, *, post: str, text: str) -> Post:
    """Change one's words; what they were before stays readable for the author and moderators."""
    good = _good(text)
    row = operations.locked_post(post)
    if row.state != PostState.SHOWN or row.flags_open:
        raise Refused("threads.under_review")
    if good == row.text:
        raise Refused("threads.same_words", field="text")
    before = Revision(post=row, until=clock.now())
    before.text = row.text
    before.save()
    row.text, row.edited_at = good, clock.now()
    row.save(update_fields=["words", "edited_at"])
    told = operations.speak_to(row)
    operations.turn(row.thread_id)
    record(actor, facts.Edited(**_about(row), mentions=told), place=row.community)
    return row


@action(allow=rules.may_delete, deed=("corner", "wishes", "topics"))
def delete(actor: Actor, *, post: str) -> None:
    """Take one's words back. While a report is open the moderators still see them; then they go."""
    row = operations.locked_post(post)
    if row.state != PostState.SHOWN:
        raise Refused("kernel.stale")
    if row.flags_open:
        row.state = PostState.DELETED
        row.save(update_fields=["state"])
    else:
        operations.forget([row])
    operations.turn(row.thread_id)
    record(actor, facts.Deleted(**_about(row)), place=row.community)


@action(allow=rules.may_flag, deed=("corner", "wishes"))
def flag(actor: Actor, *, post: str, ground: str) -> None:
    """Ask the moderators to look at a post; once per reader until they have decided."""
    if ground not in Ground.values:
        raise Refused("threads.no_such_ground", field="ground")
    lock_people(_who(actor))
    if (
        queries.flags_since(_who(actor), clock.now() - timedelta(days=1))
        >= parameters.FLAGS_PER_DAY
    ):
        raise Refused("kernel.too_many")
    row = operations.locked_post(post)
    if row.state != PostState.SHOWN:
        raise Refused("kernel.stale")
    if queries.flagged_by(actor.person, [row.pk]):
        raise Refused("threads.flagged_before")
    Flag.objects.create(post=row, person_id=_who(actor), ground=ground, at=clock.now())
    row.flags_open += 1
    row.save(update_fields=["flags_open"])
    record(actor, facts.Flagged(**_about(row), ground=ground), place=row.community)


def _ground(ground: str, note: str) -> str:
    """The note, cleaned. Raises Refused for a ground that is none."""
    if ground not in Ground.values:
        raise Refused("threads.no_such_ground", field="ground")
    return _note(note)


def _note(note: str) -> str:
    note = clean(note)
    if len(note) > parameters.NOTE_MAX:
        raise Refused("threads.too_long", field="note", most=parameters.NOTE_MAX)
    return note


@action(allow=rules.may_moderate)
def hide(actor: Actor, *, post: str, ground: str, note: str = "") -> None:
    """Hide a post with its reason. The original stays for its author and the moderators."""
    verdict = operations.verdict(actor, Verdict.Kind.HIDDEN, _ground(ground, note), ground)
    row = operations.locked_post(post)
    if not may_follow(row.state, PostState.HIDDEN):
        raise Refused("kernel.stale")
    row.state = PostState.HIDDEN
    row.save(update_fields=["state"])
    operations.judge(row, verdict)
    record(actor, facts.Hidden(**_where(row), ground=ground), place=row.community)


@action(allow=rules.may_moderate)
def restore(actor: Actor, *, post: str, note: str = "") -> None:
    """Show a hidden post again."""
    verdict = operations.verdict(actor, Verdict.Kind.RESTORED, _note(note))
    row = operations.locked_post(post)
    if row.state != PostState.HIDDEN:
        raise Refused("kernel.stale")
    row.state = PostState.SHOWN
    row.save(update_fields=["state"])
    operations.end_appeals([row.pk], AppealState.SETTLED)
    operations.judge(row, verdict)
    record(actor, facts.Restored(**_where(row)), place=row.community)


@action(allow=rules.may_moderate)
def keep(actor: Actor, *, post: str, note: str = "") -> None:
    """A reported post stays as it is; the reports are settled."""
    verdict = operations.verdict(actor, Verdict.Kind.KEPT, _note(note))
    row = operations.locked_post(post)
    if not row.flags_open:
        raise Refused("kernel.stale")
    operations.judge(row, verdict)
    record(actor, facts.Kept(**_where(row)), place=row.community)
