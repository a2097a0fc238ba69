"""Noting what was done, and homes to visit."""

from collections.abc import Sequence
from datetime import datetime

from linli.facts.grids import EntryHandedOn, VisitsAsked, VisitsEnded
from linli.grids import rules
from linli.grids.deeds import VISITS
from linli.grids.models import Entry, EntryUse, HomeToVisit, Post
from linli.grids.operations import work
from linli.grids.queries.posts import posts_held
from linli.grids.queries.work import Noted, judged
from linli.journal.operations import record
from linli.kernel import clock
from linli.kernel.action import action
from linli.kernel.actor import Actor
from linli.kernel.attachments import keeper
from linli.kernel.errors import Refused
from linli.kernel.fetch import found_or_refused
from linli.places.models import Building, Unit
from linli.places.rules import works_on_unit


@action(allow=rules.may_note)
def note_visits(
    actor: Actor, *, community: int, visits: Sequence[Noted], sent_at: datetime
) -> list[int]:
    """Store visits of one community, each once, whole or not at all. Answers the new ids.

    Raises Refused when one of them is not the actor's to note; visits that are stored already are
    left out.
    """
    verdicts = [each for each in judged(actor, visits, sent_at) if each.code != "known"]
    for each in verdicts:
        if each.post is None:
            raise Refused(each.code)
    mine = [each for each in verdicts if each.post and each.post.community == community]
    ids = work.store_visits(actor, mine, sent_at)
    work.tell_noted(actor, community, ids)
    return ids


@action(allow=rules.may_note)
def note(  # noqa: PLR0913 (an entry is these)
    actor: Actor,
    *,
    post: int,
    kind: str,
    tags: Sequence[str],
    text: str = "",
    building: int | None = None,
    point: tuple[int, int] | None = None,
    files: Sequence[str] = (),
) -> Entry:
    """A patrol or a task, in one of the actor's posts. `point`: latitude, longitude in millionths."""
    held = _held(actor, post)
    if not text.strip() and not tags:
        raise Refused("grids.text_missing", field="text")
    if building is not None and not _lies_here(held, building):
        raise Refused("grids.outside", field="building")
    latitude, longitude = point or (None, None)
    entry = work.store_entry(
        community=held.community,
        kind=kind,
        person_id=actor.person,
        post=held,
        tags=list(tags),
        building_id=building,
        latitude=latitude,
        longitude=longitude,
        text=text.strip(),
    )
    if files:
        keeper().bind(actor, files=files, kind=work.HOLDER, owner=entry.pk)
    work.tell_noted(actor, held.community, [entry.pk])
    return entry


def _held(actor: Actor, post: int) -> Post:
    found = next((each for each in posts_held(actor) if each.pk == post), None)
    if found is None:
        raise Refused("grids.no_post")
    return found


def _lies_here(post: Post, building: int) -> bool:
    rows = Building.objects.filter(pk=building, estate__community=post.community)
    return rows.exists()


@action(allow=rules.works_on_entry)
def hand_on(actor: Actor, *, entry: int) -> Entry:
    """The committee is to take it up: a duty comes of it, and nobody types it again."""
    rows = Entry.objects.across_communities("the rule has looked").filter(pk=entry)
    found = found_or_refused(rows.select_for_update())
    if EntryUse.objects.filter(entry=found, kind=work.DUTY).exists():
        raise Refused("grids.handed_on_already")
    EntryUse.objects.create(entry=found, kind=work.DUTY)
    fact = EntryHandedOn(entry=found.pk, community=found.community, by=actor.person or 0)
    record(actor, fact, place=found.community)
    return found


@action(allow=works_on_unit)
def ask_visits(actor: Actor, *, unit: int, every: int, reason: str) -> HomeToVisit:
    """Staff mark a home to be visited every so many days."""
    return _ask(actor, unit, every, reason, by_household=False)


@action(allow=rules.lives_there, deed=VISITS.key)
def ask_visits_here(actor: Actor, *, unit: int, every: int, reason: str) -> HomeToVisit:
    """Whoever lives in a home asks that somebody look in."""
    return _ask(actor, unit, every, reason, by_household=True)


@action(allow=rules.lives_there, deed=VISITS.key)
def end_visits_here(actor: Actor, *, unit: int) -> HomeToVisit:
    """The household wants no more visits, whoever asked for them."""
    rows = HomeToVisit.objects.across_communities("the rule has looked").filter(unit=unit)
    home = found_or_refused(rows.filter(until=None))
    return _end(actor, home.pk, by_household=True)


def _ask(actor: Actor, unit: int, every: int, reason: str, *, by_household: bool) -> HomeToVisit:
    rows = Unit.objects.across_communities("the rule has looked").filter(pk=unit)
    home = found_or_refused(rows.filter(gone=False).select_for_update())
    marked = HomeToVisit.objects.within(home.community).filter(unit=home, until=None)
    if marked.exists():
        raise Refused("grids.marked_already", field="unit")
    row = HomeToVisit(
        community=home.community,
        unit=home,
        every=every,
        since=clock.today(),
        by_household=by_household,
        by_id=actor.person or 0,
    )
    row.put("reason", reason)
    row.save()
    fact = VisitsAsked(home=row.pk, community=row.community, by_household=by_household)
    record(actor, fact, place=row.community)
    return row


@action(allow=rules.works_on_home)
def end_visits(actor: Actor, *, home: int) -> HomeToVisit:
    return _end(actor, home, by_household=False)


def _end(actor: Actor, home: int, *, by_household: bool) -> HomeToVisit:
    """Why it was visited is needed no longer, and erased."""
    rows = HomeToVisit.objects.across_communities("the rule has looked").filter(pk=home)
    row = found_or_refused(rows.select_for_update())
    if row.until is not None:
        raise Refused("grids.over")
    row.until = clock.today()
    row.put("reason", None)
    row.save(update_fields=["until", "reason"])
    fact = VisitsEnded(home=row.pk, community=row.community, by_household=by_household)
    record(actor, fact, place=row.community)
    return row
